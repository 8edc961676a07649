/** Python's colorsys: colours in several systems, all parts between 0 and 1. */
import { float_ } from '../float.js';
import { tup } from '../tuple.js';
import type { Tuple } from '../tuple.js';
import type { Value } from '../value.js';

/** Floats, but for what was given as it is. */
const result = (...parts: Value[]): Tuple =>
  tup(
    ...parts.map((part: Value) => (typeof part === 'number' ? float_(part) : (part as Given).value) as Value),
  );

class Given {
  constructor(readonly value: Value) {}
}
const numbers = (parts: Value[]): number[] => parts.map(Number);
const turn = (x: number): number => x - Math.floor(x);

/** Hue of a colour whose greatest part, least part and difference of both are known. */
function hueOf([r, g, b]: readonly number[], most: number, range: number): number {
  const [red = 0, green = 0, blue = 0] = [r, g, b].map((part) => (most - (part ?? 0)) / range);
  const sixths = r === most ? blue - green : g === most ? 2 + red - blue : 4 + green - red;
  return turn(sixths / 6);
}

export function rgb_to_hsv(...given: Value[]): Tuple {
  const parts = numbers(given);
  const [most, least] = [Math.max(...parts), Math.min(...parts)];
  const value = new Given(given[parts.indexOf(most)]);
  if (most === least) return result(0, 0, value);
  return result(hueOf(parts, most, most - least), (most - least) / most, value);
}

export function hsv_to_rgb(...given: Value[]): Tuple {
  const [h = 0, s = 0, v = 0] = numbers(given);
  const value = new Given(given[2]);
  if (s === 0) return result(value, value, value);
  const sector = Math.trunc(h * 6);
  const f = h * 6 - sector;
  const [p, q, t] = [v * (1 - s), v * (1 - s * f), v * (1 - s * (1 - f))];
  const all = [
    [value, t, p],
    [q, value, p],
    [p, value, t],
    [p, q, value],
    [t, p, value],
    [value, p, q],
  ];
  return result(...(all[((sector % 6) + 6) % 6] ?? []));
}

export function rgb_to_hls(...given: Value[]): Tuple {
  const parts = numbers(given);
  const [most, least] = [Math.max(...parts), Math.min(...parts)];
  const [sum, range] = [most + least, most - least];
  const l = sum / 2;
  if (most === least) return result(0, l, 0);
  return result(hueOf(parts, most, range), l, l <= 0.5 ? range / sum : range / (2 - most - least));
}

export function hls_to_rgb(...given: Value[]): Tuple {
  const [h = 0, l = 0, s = 0] = numbers(given);
  if (s === 0) {
    const same = new Given(given[1]);
    return result(same, same, same);
  }
  const high = l <= 0.5 ? l * (1 + s) : l + s - l * s;
  const low = 2 * l - high;
  const part = (hue: number): number => {
    const at = turn(hue);
    if (at < 1 / 6) return low + (high - low) * at * 6;
    if (at < 0.5) return high;
    return at < 2 / 3 ? low + (high - low) * (2 / 3 - at) * 6 : low;
  };
  return result(part(h + 1 / 3), part(h), part(h - 1 / 3));
}
