/** The scales of axes: where a value lies, as a part of the axis' length, and at which round numbers it has ticks. */

export interface Scale {
  readonly ticks: readonly number[];
  at(value: number): number;
}

/** From 0 to `most` or just beyond, with about that many ticks (`about`). */
export function linear(most: number, about: number): Scale {
  const power = 10 ** Math.floor(Math.log10(most / about));
  const step = [1, 2, 2.5, 5, 10]
    .map((factor) => factor * power)
    .find((one) => one >= most / about) as number;
  const count = Math.ceil(most / step - 1e-9);
  return {
    ticks: Array.from({ length: count + 1 }, (_, i) => round(i * step)),
    at: (value) => value / (count * step),
  };
}

/** From `low` or just before to `high` or just beyond, with ticks at these multiples of powers of ten. */
export function logarithmic(low: number, high: number, multiples: readonly number[]): Scale {
  const first = Math.floor(Math.log10(low));
  const powers = Array.from({ length: Math.ceil(Math.log10(high)) - first + 1 }, (_, i) => 10 ** (first + i));
  const all = powers.flatMap((power) => multiples.map((one) => round(one * power)));
  const from = Math.max(
    all.findLastIndex((one) => one <= low),
    0,
  );
  const to = all.findIndex((one) => one >= high);
  const ticks = all.slice(from, to + 1);
  return { ticks, at: between(ticks[0] as number, ticks.at(-1) as number) };
}

/** Where a value lies between two, on a logarithmic axis. */
export function between(low: number, high: number): (value: number) => number {
  return (value) => Math.log(value / low) / Math.log(high / low);
}

/** Without what binary fractions leave behind. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}
