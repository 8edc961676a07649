/** open(): files, as Python reads and writes them. */
import { LookupError, NotImplementedError, ValueError } from './exceptions.js';
import { BufferedRandom, BufferedReader, BufferedWriter } from './files/binary.js';
import type { File } from './files/file.js';
import { TextIOWrapper } from './files/text.js';
import { given } from './keywords.js';
import { codecOf, isSimple } from './codecs/codecs.js';
import { fspath } from './paths/fspath.js';
import { invokePlain } from './plain.js';
import { builtins, insteadOf } from './replaceable.js';
import { repr, text } from './text.js';
import type { Value } from './value.js';

/** What is wrong with a mode. */
function checked(mode: string): string {
  if (!/^[rwaxbt+]*$/.test(mode) || new Set(mode).size < mode.length)
    throw new ValueError(`invalid mode: ${repr(mode)}`);
  if (mode === '')
    throw new ValueError('Must have exactly one of create/read/write/append mode and at most one plus');
  if (mode.includes('b') && mode.includes('t'))
    throw new ValueError("can't have text and binary mode at once");
  if (!/^[^rwax]*[rwax][^rwax]*$/.test(mode))
    throw new ValueError('must have exactly one of create/read/write/append mode');
  return mode;
}

/** `open(file, mode, buffering, encoding, errors, newline)`. */
export function open(...args: Value[]): File {
  const instead = insteadOf('open', open);
  if (instead !== undefined) return invokePlain(instead, ...args) as File;
  const [path, mode = 'r', buffering = -1, encoding = null, errors = null, newline = null] = given(args, [
    'file',
    'mode',
    'buffering',
    'encoding',
    'errors',
    'newline',
    'closefd',
    'opener',
  ]);
  const how = checked(mode as string);
  const place: Value = typeof path === 'number' ? path : fspath(path);
  const waits = buffering === 0 || buffering === 1 ? 0 : undefined;
  if (how.includes('b')) {
    for (const [name, value] of [
      ['an encoding', encoding],
      ['an errors', errors],
      ['a newline', newline],
    ])
      if (value !== null) throw new ValueError(`binary mode doesn't take ${String(name)} argument`);
    const Kind = how.includes('+') ? BufferedRandom : how.includes('r') ? BufferedReader : BufferedWriter;
    return new Kind(place, how.replace('t', ''), waits);
  }
  if (buffering === 0) throw new ValueError("can't have unbuffered text I/O");
  if (newline !== null && !['', '\n', '\r', '\r\n'].includes(newline as string))
    throw new ValueError(`illegal newline value: ${text(newline)}`);
  const known = encoding ?? 'UTF-8';
  if (codecOf(String(known)) === undefined) throw new LookupError(`unknown encoding: ${String(known)}`);
  if (!isSimple(String(known)))
    throw new NotImplementedError(`files in ${String(known)} are not there in evergreen-port`);
  return new TextIOWrapper(
    place,
    how,
    { encoding: known as string, errors: errors ?? 'strict', newline },
    waits,
  );
}
builtins.open = open;
