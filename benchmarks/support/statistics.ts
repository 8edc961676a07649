/** What many rounds come down to: the median, and the quartiles, which tell how far to trust it. */

/** The median, or another quantile. NaN of nothing. */
export function quantile(numbers: readonly number[], which = 0.5): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * which;
  const [low = NaN, high = NaN] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at % 1);
}

/** Lower and upper quartile. */
export function quartiles(numbers: readonly number[]): [number, number] {
  return [quantile(numbers, 0.25), quantile(numbers, 0.75)];
}
