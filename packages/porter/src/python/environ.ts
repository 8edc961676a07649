/** The environment: a dict of texts, which programs that are started get. */
import { Dict } from './dict.js';
import { TypeError as PyTypeError } from './exceptions.js';
import { repr } from './text.js';
import type { Tuple } from './tuple.js';
import { typeName } from './type-name.js';
import type { Value } from './value.js';

const env: Record<string, string | undefined> = (globalThis as Value).process?.env ?? {};

function text(x: Value): string {
  if (typeof x !== 'string') throw new PyTypeError(`str expected, not ${typeName(x)}`);
  return x;
}

export class Environ extends Dict {
  constructor() {
    super();
    for (const [name, value] of Object.entries(env)) super.set(name, value);
  }

  override set(key: Value, value: Value): void {
    env[text(key)] = text(value);
    super.set(key, value);
  }

  override delete(key: Value): void {
    if (typeof key === 'string') Reflect.deleteProperty(env, key);
    super.delete(key);
  }

  override pop(key: Value, ...otherwise: [Value?]): Value {
    const value: Value = super.pop(key, ...otherwise);
    if (typeof key === 'string') Reflect.deleteProperty(env, key);
    return value;
  }

  override popitem(): Tuple {
    const item = super.popitem();
    Reflect.deleteProperty(env, item[0] as string);
    return item;
  }

  override clear(): void {
    for (const key of this) Reflect.deleteProperty(env, key as string);
    super.clear();
  }

  override copy(): Dict {
    return new Dict(this);
  }

  __repr__(): string {
    return `environ(${repr(this.copy())})`;
  }
}
