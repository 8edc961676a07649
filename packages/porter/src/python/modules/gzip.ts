/** Python's gzip, by Node's zlib. */
import { OSError, ValueError } from '../exceptions.js';
import { system } from '../files/system.js';
import { home } from '../homes.js';
import { nodeModule } from '../host.js';
import { declared } from '../keywords.js';
import { method } from '../plain.js';
import { repr } from '../text.js';
import type { Value } from '../value.js';
import { BytesIO, StringIO } from './io.js';

export class BadGzipFile extends OSError {}
home('gzip', BadGzipFile);

export const compress = declared(
  'compress(data, compresslevel=, *, mtime=)',
  (data: Value, level: Value = 9): Buffer =>
    nodeModule('node:zlib').gzipSync(data, { level: Number(level) }) as Buffer,
);

export const decompress = declared('decompress(data)', (data: Value): Buffer => {
  const bytes = Buffer.from(data as Uint8Array);
  if (bytes.length > 0 && bytes.readUInt16BE(0) !== 0x1f8b)
    throw new BadGzipFile(`Not a gzipped file (${repr(bytes.subarray(0, 2))})`);
  return bytes.length === 0 ? bytes : (nodeModule('node:zlib').gunzipSync(bytes) as Buffer);
});

/** A file that is read as a whole when it is opened, or written when it is closed. */
export const open = declared(
  'open(filename, mode=, compresslevel=, encoding=, errors=, newline=)',
  (
    name: Value,
    given: Value = 'rb',
    level: Value = 9,
    encoding: Value = 'utf-8',
    errors: Value = 'strict',
  ): Value => {
    const [, how = ''] = /^([rwax])[bt]?$/.exec(String(given)) ?? [];
    if (how === '') throw new ValueError(`Invalid mode: ${repr(given)}`);
    const isText = String(given).endsWith('t');
    if (how === 'r') {
      const data = decompress(system(name, (fs, path) => fs.readFileSync(path) as Buffer)) as Buffer;
      return isText ? new StringIO(method(data, 'decode', encoding, errors)) : new BytesIO(data);
    }
    const flag = { w: 'w', a: 'a', x: 'wx' }[how as 'w'];
    // It is there from now on, or an error.
    system(name, (fs, path) => fs.closeSync(fs.openSync(path, flag)));
    const memory: Value = isText ? new StringIO() : new BytesIO();
    const close = (): void => {
      if (memory.closed === true) return;
      const value: Value = memory.getvalue();
      const data: Value = isText ? method(value, 'encode', encoding, errors) : value;
      system(name, (fs, path) =>
        fs.writeFileSync(path, compress(data, level), { flag: how === 'a' ? 'a' : 'w' }),
      );
      (isText ? StringIO : BytesIO).prototype.close.call(memory);
    };
    return Object.defineProperty(memory, 'close', { value: close });
  },
);
