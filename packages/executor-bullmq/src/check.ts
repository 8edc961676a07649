/**
 * Checks of what users pass in, made at the call, each with a sentence that says what to write instead.
 */

/** What it is, for people. */
export function kindOf(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function') return `the function ${value.name || 'without a name'}`;
  if (typeof value !== 'object' || value === null) return String(value);
  const tag = tagOf(value);
  return tag === 'Object' ? 'an object' : `${/^[AEIOU]/.test(tag) ? 'an' : 'a'} ${tag}`;
}

/** The tag that Object.prototype.toString shows. */
export function tagOf(value: object): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** TypeError unless it is an object; `what` begins the sentence. */
export function checkObject(what: string, value: unknown): void {
  if (!isObject(value)) throw new TypeError(`${what} must be an object, not ${kindOf(value)}`);
}

/** TypeError unless it is true or false. */
export function checkBoolean(what: string, value: unknown): void {
  if (typeof value !== 'boolean') throw new TypeError(`${what} must be true or false, not ${kindOf(value)}`);
}

/** RangeError unless it is an integer from `least` on. */
export function checkInteger(what: string, value: unknown, least: number, most = Infinity): void {
  if (!Number.isInteger(value) || (value as number) < least || (value as number) > most)
    throw new RangeError(
      `${what} must be an integer from ${least}${most === Infinity ? ' on' : ` to ${most}`}, not ${kindOf(value)}`,
    );
}

/** RangeError unless it is a number of seconds, `least` or more, that a timer can take. */
export function checkSeconds(what: string, value: unknown, least = 0): void {
  if (typeof value !== 'number' || !(value >= least) || value === Infinity)
    throw new RangeError(`${what} must be a number of seconds, ${least} or more, not ${kindOf(value)}`);
}

/** What a store cannot keep in a text, PostgreSQL at least. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

/** TypeError unless it is a text that every store can keep. */
export function checkText(what: string, value: unknown): asserts value is string {
  if (typeof value !== 'string') throw new TypeError(`${what} must be a string, not ${kindOf(value)}`);
  if (UNSTORABLE.test(value))
    throw new TypeError(
      `${what} must be a text without NUL and without half of a surrogate pair, not ${kindOf(value)}`,
    );
}

/** The same text, without what a store cannot keep. */
export function storable(text: string): string {
  return text.replaceAll(new RegExp(UNSTORABLE, 'gu'), '\ufffd');
}

/** TypeError or RangeError unless it can be the name of a queue. */
export function checkQueueName(name: unknown): asserts name is string {
  checkText('the name of a queue', name);
  if (name === '' || name.includes(':'))
    throw new RangeError(`the name of a queue must not be empty, nor contain ":", as ${kindOf(name)} does`);
}
