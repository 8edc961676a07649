/** Python's gzip, by Node's zlib: bytes in memory. */
import { OSError } from '../exceptions.js';
import { home } from '../homes.js';
import { nodeModule } from '../host.js';
import { declared } from '../keywords.js';
import { repr } from '../text.js';
import type { Value } from '../value.js';

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
