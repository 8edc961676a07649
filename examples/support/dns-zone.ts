/**
 * A zone: what its file says, and how queries are answered (RFC 1034, 4.3.2; RFC 2308 for what does not exist).
 * The file is a master file (RFC 1035, 5) of the plainest kind: a record a line, nothing left out, comments on their own.
 */
import { isIP } from 'node:net';
import { CLASSES, TYPES, keyOf, textOf } from './dns-message.js';
import type { Answer, DNSRecord, MessageWriter, Name, Question, Rcode } from './dns-message.js';

interface ZoneRecord extends DNSRecord {
  /** Where a CNAME leads. */
  readonly target?: Name;
  /** Seconds that a negative answer may be kept: the last number of the SOA. */
  readonly minimum?: number;
}

export class Zone {
  readonly #origin: Name;
  /** By the keys of their names; none for a name that only has names below it. */
  readonly #records = new Map<string, ZoneRecord[]>();
  /** The SOA that goes with a negative answer. */
  readonly #authority: DNSRecord;

  /** SyntaxError, which names the line, for a text that is no zone. */
  constructor(text: string) {
    const lines = text.split('\n').filter((line) => !/^\s*(;|$)/.test(line));
    this.#origin = nameOf(/^\$ORIGIN (.+\.)\s*$/.exec(lines.shift() ?? '')?.[1] ?? '', []);
    for (const line of lines) {
      try {
        this.#add(recordOf(line, this.#origin));
      } catch (cause) {
        throw new SyntaxError(`in the zone: ${line}`, { cause });
      }
    }
    const soa = this.#at(this.#origin)?.find(({ type }) => type === TYPES.SOA);
    if (soa?.minimum === undefined) throw new SyntaxError('the zone needs a SOA record at its origin');
    this.#authority = { ...soa, ttl: Math.min(soa.ttl, soa.minimum) };
  }

  answer({ name, type, class: kind }: Question): Answer {
    const known = kind === CLASSES.IN || kind === CLASSES.ANY;
    if (!known || !this.#contains(name) || TRANSFERS.has(type)) return outcome('REFUSED');
    const records: ZoneRecord[] = [];
    let wanted = name;
    while (this.#contains(wanted)) {
      const here = this.#at(wanted);
      if (here === undefined) return outcome('NXDOMAIN', records, [this.#authority]);
      const found = here.filter((one) => one.type === type || type === TYPES.ANY);
      if (found.length > 0) return outcome('NOERROR', [...records, ...found]);
      const alias = here.find(({ target }) => target !== undefined);
      if (alias?.target === undefined) return outcome('NOERROR', records, [this.#authority]);
      if (records.includes(alias)) break; // in circles
      records.push(alias);
      wanted = alias.target;
    }
    return outcome('NOERROR', records);
  }

  #at(name: Name): ZoneRecord[] | undefined {
    return this.#records.get(keyOf(name));
  }

  #contains(name: Name): boolean {
    const suffix = name.slice(Math.max(name.length - this.#origin.length, 0));
    return keyOf(suffix) === keyOf(this.#origin);
  }

  #add(record: ZoneRecord): void {
    if (!this.#contains(record.name)) throw new SyntaxError('the name is not in the zone');
    for (let depth = record.name.length - this.#origin.length; depth >= 0; depth--) {
      const key = keyOf(record.name.slice(depth));
      if (!this.#records.has(key)) this.#records.set(key, []);
    }
    this.#at(record.name)?.push(record);
  }
}

/** IXFR and AXFR: all of the zone. */
const TRANSFERS: ReadonlySet<number> = new Set([251, 252]);

function outcome(rcode: Rcode, records: DNSRecord[] = [], authority: DNSRecord[] = []): Answer {
  return { rcode, records, authority };
}

type Data = (to: MessageWriter) => void;

/** What stands behind the type, by type: as it is written to a message. */
const DATA: Readonly<Record<string, (words: readonly string[], name: (text?: string) => Name) => Data>> = {
  A: ([address]) => bytes(checked(address, 4).split('.').map(Number)),
  AAAA: ([address]) => bytes(ipv6Bytes(checked(address, 6))),
  NS: ([target], name) => pointer(name(target)),
  CNAME: ([target], name) => pointer(name(target)),
  MX([preference, target], name) {
    const [number, host] = [whole(preference, 2), name(target)];
    return (to) => {
      to.number(number, 2);
      to.name(host);
    };
  },
  TXT(words) {
    // Strings of at most 255 bytes.
    const text = Buffer.from(words.join(' '));
    const starts = Array.from({ length: Math.max(Math.ceil(text.length / 255), 1) }, (_, i) => i * 255);
    return (to) => {
      for (const start of starts) {
        const piece = text.subarray(start, start + 255);
        to.number(piece.length, 1);
        to.raw(piece);
      }
    };
  },
  SOA([host, mailbox, ...rest], name) {
    const names = [name(host), name(mailbox)];
    const numbers = [0, 1, 2, 3, 4].map((i) => whole(rest[i], 4));
    return (to) => {
      for (const one of names) to.name(one);
      for (const number of numbers) to.number(number, 4);
    };
  },
};

/** `name ttl type data`, perhaps with the class IN. */
function recordOf(line: string, origin: Name): ZoneRecord {
  const [name = '', ttl, ...rest] = line.trim().split(/\s+/);
  if (rest[0] === 'IN') rest.shift();
  const [type = '', ...words] = rest;
  if (!Object.hasOwn(DATA, type)) throw new SyntaxError(`${type} is no type that is known here`);
  const absolute = (text = ''): Name => nameOf(text, origin);
  const write = DATA[type]?.(words, absolute) as Data;
  const record = { name: absolute(name), type: TYPES[type as keyof typeof TYPES], ttl: whole(ttl, 4), write };
  if (type === 'CNAME') return { ...record, target: absolute(words[0]) };
  return type === 'SOA' ? { ...record, minimum: whole(words[6], 4) } : record;
}

/** With a dot at its end it is complete; @ is the origin. */
function nameOf(text: string, origin: Name): Name {
  const [labels, top] = text.endsWith('.') ? [text.slice(0, -1), []] : [text, origin];
  const name = text === '@' ? origin : [...labels.split('.'), ...top];
  if (name.some((label) => label === '' || label.length > 63) || textOf(name).length > 254)
    throw new SyntaxError(`"${text}" is no name`);
  return name;
}

function whole(word: string | undefined, size: number): number {
  const number = /^\d+$/.test(word ?? '') ? Number(word) : NaN;
  if (!(number < 256 ** size)) throw new SyntaxError(`${String(word)} is no number of ${size} bytes`);
  return number;
}

function checked(address: string | undefined, family: 4 | 6): string {
  if (address === undefined || isIP(address) !== family || address.includes('%'))
    throw new SyntaxError(`${String(address)} is no address of IPv${family}`);
  return address;
}

function ipv6Bytes(address: string): number[] {
  // A URL has it in its shortest form, all in hexadecimal.
  const [front = [], back = []] = new URL(`http://[${address}]`).hostname
    .slice(1, -1)
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: 8 - front.length - back.length }, () => '0');
  return [...front, ...zeros, ...back].flatMap((group) => [
    parseInt(group, 16) >> 8,
    parseInt(group, 16) & 255,
  ]);
}

const bytes =
  (list: readonly number[]): Data =>
  (to) =>
    to.raw(list);
const pointer =
  (name: Name): Data =>
  (to) =>
    to.name(name);
