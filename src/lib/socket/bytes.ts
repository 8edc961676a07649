/** What can be sent. */
import { isUint8Array, kindOf } from '../../check.js';
import { trimmed } from '../../trim.js';

/** As bytes; a string as UTF-8. TypeError for anything else. */
export function bytesOf(data: unknown): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data);
  if (isUint8Array(data)) return data;
  throw trimmed(new TypeError(`what is sent is a string or a Uint8Array, not ${kindOf(data)}`));
}
