/**
 * The protocol of Redis, version 2 (https://redis.io/docs/latest/develop/reference/protocol-spec): requests are read from
 * a stream, replies are made as text. Each byte is one character (latin1), so words are plain strings whatever is in them.
 */
import type { Op } from 'evergreen-ts';
import { type BaseStream, BufferLimitError } from 'evergreen-ts/io';

/** Most bytes of a line: the stream's maxBufferSize is to be that. */
export const MAX_LINE = 64 * 1024;
/** Most bytes of the words of a request, and most words. */
const MAX_REQUEST = 16 * 2 ** 20;
const MAX_WORDS = 64 * 1024;

/** Not the protocol: answered, and the connection closed, since nobody knows where the next request would begin. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

/** The words of the next request, an array of bulk strings or a line of text; undefined at the end. ProtocolError. */
export function* readRequest(stream: BaseStream): Op<string[] | undefined> {
  const line = yield* readLine(stream);
  if (line === undefined) return undefined;
  if (!line.startsWith('*')) return splitWords(line);
  const count = Number(/^\*(-?\d{1,10})$/.exec(line)?.[1]);
  if (!(count <= MAX_WORDS)) throw new ProtocolError('invalid multibulk length');
  const words: string[] = [];
  for (let room = MAX_REQUEST; words.length < count;) {
    const head = yield* readLine(stream);
    if (head === undefined) return undefined;
    if (!head.startsWith('$')) throw new ProtocolError(`expected '$', got '${head.charAt(0)}'`);
    const length = Number(/^\$(\d{1,10})$/.exec(head)?.[1]);
    if (!((room -= length) >= 0)) throw new ProtocolError('invalid bulk length');
    const bytes = yield* stream.readBytes(length + 2);
    if (bytes.length < length + 2) return undefined;
    if (bytes[length] !== CR || bytes[length + 1] !== LF) throw new ProtocolError('expected CRLF');
    words.push(bytes.toString('latin1', 0, length));
  }
  return words;
}

const [CR, LF] = [0x0d, 0x0a];

/** Without its end, which may be a bare newline; undefined at the end of the stream. */
function* readLine(stream: BaseStream): Op<string | undefined> {
  try {
    const line = yield* stream.readUntil('\n');
    if (line.length === 0) return undefined;
    return line.toString('latin1', 0, line.length - (line.at(-2) === CR ? 2 : 1));
  } catch (error) {
    throw error instanceof BufferLimitError ? new ProtocolError('too big inline request') : error;
  }
}

const WORD = /[ \t]*(?:"((?:\\[^]|[^"\\])*)"(?=[ \t]|$)|'((?:\\'|[^'])*)'(?=[ \t]|$)|([^ \t"'][^ \t]*)|$)/y;
const ESCAPE = /\\(?:x([0-9a-f]{2})|([^]))/gi;
const ESCAPED: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\x07' };

/** A request that a person has typed: words, bare or in quotes. */
function splitWords(line: string): string[] {
  const words: string[] = [];
  for (WORD.lastIndex = 0; WORD.lastIndex < line.length;) {
    const match = WORD.exec(line);
    if (match === null) throw new ProtocolError('unbalanced quotes in request');
    const [, double, single, bare] = match;
    const word = double?.replace(ESCAPE, unescape) ?? single?.replaceAll("\\'", "'") ?? bare;
    // A copy: a part of a line keeps the whole line in memory, and words may be kept for long.
    if (word !== undefined) words.push(Buffer.from(word, 'latin1').toString('latin1'));
  }
  return words;
}

function unescape(_: string, hex: string | undefined, letter = ''): string {
  if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
  return ESCAPED[letter] ?? letter;
}

export const OK = '+OK\r\n';
export const NIL = '$-1\r\n';

export function integer(value: number | bigint): string {
  return `:${value}\r\n`;
}

export function bulk(text: string): string {
  return `$${text.length}\r\n${text}\r\n`;
}

export function array(replies: readonly string[]): string {
  return `*${replies.length}\r\n${replies.join('')}`;
}

/** What a stranger has put into the text must not end the line. */
export function failure(text: string): string {
  return `-${text.replace(/[\r\n]/g, ' ')}\r\n`;
}
