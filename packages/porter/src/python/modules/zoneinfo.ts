/** Python's zoneinfo, over Intl: the offsets are those of the time zones that JavaScript knows. Without files of zones. */
import { timedelta } from '../datetime/timedelta.js';
import { tzinfo } from '../datetime/zone.js';
import { KeyError, NotImplementedError, ValueError } from '../exceptions.js';
import { home } from '../homes.js';
import { given } from '../keywords.js';
import { hidden } from '../object.js';
import { repr, text } from '../text.js';
import type { Value } from '../value.js';
import { named, namedLike } from '../zones/names.js';

export class ZoneInfoNotFoundError extends KeyError {}

const DAY = 86_400_000;
const FIELDS = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;

/** What Intl knows of a zone. Moments are milliseconds of UTC, offsets too. */
class Zone {
  readonly #key: string;
  readonly #clock: Intl.DateTimeFormat;
  readonly #names: Intl.DateTimeFormat;
  readonly #known = new Map<number, number>();

  constructor(key: string) {
    this.#key = key;
    const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
      new Intl.DateTimeFormat('en-US', options);
    const all = Object.fromEntries(FIELDS.map((name) => [name, 'numeric' as const]));
    this.#clock = format({ ...all, timeZone: key, hourCycle: 'h23', era: 'short' });
    this.#names = format({ timeZone: namedLike(key), timeZoneName: 'long' });
  }

  /** The offset at a moment. */
  at(moment: number): number {
    const second = Math.floor(moment / 1000) * 1000;
    let known = this.#known.get(second);
    if (known === undefined) {
      const parts = new Map(this.#clock.formatToParts(second).map(({ type, value }) => [type, value]));
      const [year = 0, month = 1, ...rest] = FIELDS.map((name) => Number(parts.get(name)));
      const local = new Date(0);
      local.setUTCFullYear(parts.get('era') === 'BC' ? 1 - year : year, month - 1, rest[0]);
      local.setUTCHours(rest[1] ?? 0, rest[2], rest[3]);
      known = local.getTime() - second;
      this.#known.set(second, known);
    }
    return known;
  }

  /**
   * Where the clock of the zone shows this: the offset, and a moment that has it. Of two it is the first, or the second with `fold`;
   * in a gap what was before it, or with `fold` what is after it.
   */
  of(shown: number, fold: number): readonly [offset: number, moment: number] {
    const sides = [shown - DAY, shown + DAY].map((near) => [this.at(near), near] as const);
    const fits = sides
      .map(([offset]) => [offset, shown - offset] as const)
      .filter(([offset, moment]) => this.at(moment) === offset);
    return fits[fits.length === 2 ? fold : 0] ?? (sides[fold] as readonly [number, number]);
  }

  named(moment: number): ReturnType<typeof named> {
    const long = this.#names.formatToParts(moment).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    return named(this.#key, long, this.at(moment) / 1000);
  }

  /** It has one offset, always. */
  get isFixed(): boolean {
    return /^(?:Etc\/.*|UTC|GMT[-+]?0?|Greenwich|UCT|Universal|Zulu|EST|MST|HST)$/.test(this.#key);
  }
}

const zones = new Map<string, ZoneInfo>();

function found(key: string): Zone {
  if (key.startsWith('/')) throw new ValueError(`ZoneInfo keys may not be absolute paths, got: ${key}`);
  if (key === '' || /\/\/|\/$|(?:^|\/)\.(?:\/|$)/.test(key))
    throw new ValueError(`ZoneInfo keys must be normalized relative paths, got: ${key}`);
  if (key.split('/').includes('..'))
    throw new ValueError(`ZoneInfo keys must refer to subdirectories of TZPATH, got: ${key}`);
  const missing = (): never => {
    throw new ZoneInfoNotFoundError(`No time zone found with key ${key}`);
  };
  // Intl knows offsets, too, and does not care for capitals.
  if (!/^(?:[A-Z][A-Z\d+-]*|[A-Z].*[a-z\d].*)$/.test(key) || /^(?:UTC|GMT)[-+][1-9]/.test(key))
    return missing();
  try {
    return new Zone(key);
  } catch {
    return missing();
  }
}

const milliseconds = (moment: Value): number => Math.floor((moment._at as number) / 1000);

export class ZoneInfo extends tzinfo {
  declare key: string;
  declare _zone: Zone;

  constructor(...args: Value[]) {
    const key = text(given(args, ['key'])[0]);
    const known = zones.get(key);
    if (known !== undefined && new.target === ZoneInfo) return known;
    super();
    hidden(this, '_zone');
    this._zone = found(key);
    this.key = key;
    if (new.target === ZoneInfo) zones.set(key, this);
  }

  static no_cache(...args: Value[]): ZoneInfo {
    const key = text(given(args, ['key'])[0]);
    const kept = zones.get(key);
    zones.delete(key);
    const made = new ZoneInfo(key);
    zones.delete(key);
    if (kept !== undefined) zones.set(key, kept);
    return made;
  }

  static clear_cache(): void {
    zones.clear();
  }

  static from_file(): never {
    throw new NotImplementedError('ZoneInfo.from_file() is not there in evergreen-port');
  }

  /** The offset of what a datetime of this zone shows, and a moment that has it; undefined if there is none. */
  #of(shown: Value): readonly [offset: number, moment: number] | undefined {
    if (shown === null) return this._zone.isFixed ? [this._zone.at(0), 0] : undefined;
    return this._zone.of(milliseconds(shown), Number(shown.fold ?? 0));
  }

  override utcoffset(shown: Value): Value {
    const known = this.#of(shown);
    return known === undefined ? null : new timedelta(0, known[0] / 1000);
  }

  override dst(shown: Value): Value {
    const known = this.#of(shown);
    return known === undefined ? null : new timedelta(0, this._zone.named(known[1]).summer);
  }

  override tzname(shown: Value): Value {
    const known = this.#of(shown);
    return known === undefined ? null : this._zone.named(known[1]).name;
  }

  override fromutc(moment: Value): Value {
    if (moment._zone !== this) throw new ValueError('fromutc: dt.tzinfo is not self');
    const offset = this._zone.at(milliseconds(moment));
    const shown: Value = moment.__add__(new timedelta(0, offset / 1000));
    const isSecond = this._zone.of(milliseconds(shown), 0)[0] !== offset;
    return isSecond ? shown._folded() : shown;
  }

  __str__(): string {
    return this.key;
  }

  __repr__(): string {
    return `zoneinfo.ZoneInfo(key=${repr(this.key)})`;
  }
}

home('zoneinfo', ZoneInfo);
home('zoneinfo._common', ZoneInfoNotFoundError);
