/**
 * Messages of DNS (RFC 1035, with the size and version of RFC 6891): queries read from bytes that anybody may have sent, and
 * answers written to bytes. What zones say is in dns-zone.ts.
 */

/** Labels, from the host to the top; bytes as latin1. */
export type Name = readonly string[];

export const TYPES = { A: 1, NS: 2, CNAME: 5, SOA: 6, MX: 15, TXT: 16, AAAA: 28, OPT: 41, ANY: 255 } as const;
export const CLASSES = { IN: 1, ANY: 255 } as const;
/** What came of a query. */
export const RCODES = {
  NOERROR: 0,
  FORMERR: 1,
  SERVFAIL: 2,
  NXDOMAIN: 3,
  NOTIMP: 4,
  REFUSED: 5,
  BADVERS: 16,
} as const;
export type Rcode = keyof typeof RCODES;

/** Something that a name has. `write` adds its data to an answer. */
export interface DNSRecord {
  readonly name: Name;
  readonly type: number;
  /** Seconds that it may be kept. */
  readonly ttl: number;
  write(to: MessageWriter): void;
}

export interface Question {
  readonly name: Name;
  readonly type: number;
  readonly class: number;
}

/** A query, as far as it could be read. */
export interface Query {
  readonly id: number;
  /** Opcode and flags. */
  readonly flags: number;
  /** Undefined if it could not be read, or there is not exactly one. */
  readonly question?: Question;
  /** The client knows RFC 6891: what it takes over UDP, and the version it speaks. */
  readonly edns?: { readonly size: number; readonly version: number };
  /** Why it cannot be answered, if something is wrong with its form. */
  readonly wrong?: Rcode;
}

export interface Answer {
  readonly rcode: Rcode;
  readonly records: readonly DNSRecord[];
  /** With a negative answer: how long it may be kept. */
  readonly authority: readonly DNSRecord[];
}

/** Bytes of a header. */
const HEADER = 12;
const [RESPONSE, AUTHORITATIVE, TRUNCATED, RECURSION_DESIRED] = [0x8000, 0x0400, 0x0200, 0x0100];
const OPCODE = 0x7800;
/** Bytes that everybody takes over UDP, and the most that are sent: more might be cut into pieces, which get lost. */
const [LEAST, MOST] = [512, 1232];

/** Undefined for what is not to be answered: too short to have a header, or an answer itself. */
export function parseQuery(bytes: Buffer): Query | undefined {
  if (bytes.length < HEADER) return undefined;
  const [id, flags] = [bytes.readUInt16BE(0), bytes.readUInt16BE(2)];
  if ((flags & RESPONSE) !== 0) return undefined;
  if ((flags & OPCODE) !== 0) return { id, flags, wrong: 'NOTIMP' };
  const counts = [4, 6, 8, 10].map((at) => bytes.readUInt16BE(at));
  try {
    return { id, flags, ...new MessageReader(bytes).sections(counts) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { id, flags, wrong: 'FORMERR' };
  }
}

/**
 * Most pointers in the names of a message. A query needs few. Without a bound, thousands of records could each have a name that
 * leads through thousands of pointers.
 */
const MOST_POINTERS = 256;

/** Reads on from byte to byte; the time is in proportion to their number. RangeError for what is malformed. */
class MessageReader {
  readonly #bytes: Buffer;
  #at = HEADER;
  #pointers = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  sections([questions, ...records]: readonly number[]): Omit<Query, 'id' | 'flags'> {
    if (questions !== 1) throw new RangeError('there must be one question');
    const question = { name: this.#name(), type: this.#number(2), class: this.#number(2) };
    let edns;
    for (let left = records.reduce((sum, count) => sum + count, 0); left > 0; left--) {
      const name = this.#name();
      const [type, size, , version] = [this.#number(2), this.#number(2), this.#number(1), this.#number(1)];
      this.#number(2);
      this.#skip(this.#number(2));
      if (type !== TYPES.OPT) continue;
      if (edns !== undefined || name.length > 0) throw new RangeError('OPT is there once, at the root');
      edns = { size, version };
    }
    return edns === undefined
      ? { question }
      : { question, edns, ...(edns.version > 0 && { wrong: 'BADVERS' }) };
  }

  /** A number of `size` bytes. */
  #number(size: number): number {
    this.#skip(size);
    return this.#bytes.readUIntBE(this.#at - size, size);
  }

  #skip(size: number): void {
    this.#at += size;
    if (this.#at > this.#bytes.length) throw new RangeError('the message is cut off');
  }

  /** A name, which may go on elsewhere; only further and further back, or it might never end. */
  #name(): Name {
    const labels: string[] = [];
    let length = 1;
    let start = this.#at;
    let end: number | undefined;
    for (let size; (size = this.#number(1)) > 0;) {
      if (size >= 0xc0) {
        if (++this.#pointers > MOST_POINTERS) throw new RangeError('there are too many pointers');
        const target = ((size & 0x3f) << 8) | this.#number(1);
        if (target < HEADER || target >= start) throw new RangeError('a pointer must lead back');
        end ??= this.#at;
        start = this.#at = target;
      } else {
        if (size > 63 || (length += size + 1) > 255) throw new RangeError('the name is too long');
        this.#skip(size);
        labels.push(this.#bytes.toString('latin1', this.#at - size, this.#at));
      }
    }
    this.#at = end ?? this.#at;
    return labels;
  }
}

/** The answer in bytes. Over UDP what the client takes, or else that there is more; over TCP what a message can have. */
export function encode(query: Query, answer: Answer, over: 'udp' | 'tcp'): Buffer {
  const most = over === 'tcp' ? 0xffff : Math.min(Math.max(query.edns?.size ?? LEAST, LEAST), MOST);
  const whole = write(query, answer, 0);
  if (whole.length <= most) return whole;
  if (over === 'udp') return write(query, { ...answer, records: [], authority: [] }, TRUNCATED);
  return write(query, { rcode: 'SERVFAIL', records: [], authority: [] }, 0);
}

function write(query: Query, { rcode, records, authority }: Answer, extra: number): Buffer {
  const code = RCODES[rcode];
  const { question, edns } = query;
  const to = new MessageWriter();
  const found = rcode === 'NOERROR' || rcode === 'NXDOMAIN' ? AUTHORITATIVE : 0;
  to.number(query.id, 2);
  to.number(RESPONSE | found | extra | (query.flags & (OPCODE | RECURSION_DESIRED)) | (code & 15), 2);
  for (const count of [
    question === undefined ? 0 : 1,
    records.length,
    authority.length,
    edns === undefined ? 0 : 1,
  ])
    to.number(count, 2);
  if (question !== undefined) {
    to.name(question.name);
    to.number(question.type, 2);
    to.number(question.class, 2);
  }
  for (const record of [...records, ...authority]) to.record(record);
  if (edns !== undefined) {
    to.name([]);
    to.number(TYPES.OPT, 2);
    to.number(MOST, 2);
    to.number((code >> 4) * 2 ** 24, 4);
    to.number(0, 2);
  }
  return to.bytes;
}

/** Writes a message, names only once: after that, where they are. */
export class MessageWriter {
  readonly #bytes: number[] = [];
  /** Where names are, by their keys. */
  readonly #names = new Map<string, number>();

  get bytes(): Buffer {
    return Buffer.from(this.#bytes);
  }

  number(value: number, size: number): void {
    for (let i = size - 1; i >= 0; i--) this.#bytes.push(Math.floor(value / 256 ** i) % 256);
  }

  raw(bytes: Iterable<number>): void {
    for (const byte of bytes) this.#bytes.push(byte);
  }

  name(name: Name): void {
    // Each key is a label longer than the one of the rest of the name.
    const keys: string[] = [];
    name.reduceRight((key, label, i) => (keys[i] = keyOf([label]) + key), '');
    for (const [i, key] of keys.entries()) {
      const known = this.#names.get(key);
      if (known !== undefined) {
        this.number(0xc000 | known, 2);
        return;
      }
      // A pointer has 14 bits.
      if (this.#bytes.length < 0x4000) this.#names.set(key, this.#bytes.length);
      const label = Buffer.from(name[i] ?? '', 'latin1');
      this.number(label.length, 1);
      this.raw(label);
    }
    this.number(0, 1);
  }

  record({ name, type, ttl, write }: DNSRecord): void {
    this.name(name);
    this.number(type, 2);
    this.number(CLASSES.IN, 2);
    this.number(ttl, 4);
    const at = this.#bytes.length;
    this.number(0, 2);
    write(this);
    const length = this.#bytes.length - at - 2;
    this.#bytes.splice(at, 2, length >> 8, length & 255);
  }
}

/** The same for names that differ in case only, and for no others: a label may contain a dot. */
export function keyOf(name: Name): string {
  return name
    .map((label) => String.fromCharCode(label.length) + label.replace(/[A-Z]/g, (c) => c.toLowerCase()))
    .join('');
}

/** For people. */
export function textOf(name: Name): string {
  const escape = (c: string): string =>
    /[.\\"]/.test(c) ? `\\${c}` : `\\${String(c.charCodeAt(0)).padStart(3, '0')}`;
  return name.map((label) => `${label.replace(/[^!-~]|[.\\"]/g, escape)}.`).join('') || '.';
}
