/** Calls that a mock remembers, and `call` of unittest.mock, which makes them to compare with. */
import { eq } from '../compare.js';
import { Dict } from '../dict.js';
import { Kw } from '../keywords.js';
import { pformat } from '../modules/pprint.js';
import { repr } from '../text.js';
import { Tuple, tuple_ } from '../tuple.js';
import type { Value } from '../value.js';

/** Arguments as a program gave them: by position, and by name. */
export function separated(given: readonly Value[]): [args: Tuple, kwargs: Dict] {
  const last: Value = given.at(-1);
  const kwargs = new Dict();
  if (last instanceof Kw) kwargs.update(last);
  return [tuple_(last instanceof Kw ? given.slice(0, -1) : given), kwargs];
}

export function argumentsText(args: Tuple, kwargs: Dict): string {
  return [...args.map(repr), ...[...kwargs].map((name) => `${String(name)}=${repr(kwargs.at(name))}`)].join(
    ', ',
  );
}

/** A call: a tuple of its arguments, with the name of what was called before them where that counts. */
export class Call extends Tuple {
  declare readonly path: string;
  declare readonly args: Tuple;
  declare readonly kwargs: Dict;

  static made(path: string, args: Tuple, kwargs: Dict, isNamed = path !== ''): Call {
    const made = new Call(...(isNamed ? [path, args, kwargs] : [args, kwargs]));
    for (const [name, value] of Object.entries({ path, args, kwargs }))
      Object.defineProperty(made, name, { value, enumerable: false });
    return made;
  }

  __eq__(other: Value): boolean {
    if (other instanceof Call)
      return this.path === other.path && eq(this.args, other.args) && eq(this.kwargs, other.kwargs);
    if (!(other instanceof Tuple)) return false;
    let [path, args, kwargs]: [Value, Value, Value] = ['', tuple_([]), new Dict()];
    for (const part of other)
      if (typeof part === 'string') path = part;
      else if (part instanceof Tuple) args = part;
      else kwargs = part;
    return this.path === path && eq(this.args, args) && eq(this.kwargs, kwargs);
  }

  __repr__(): string {
    const name =
      this.path === '' ? 'call' : this.path.startsWith('()') ? `call${this.path}` : `call.${this.path}`;
    return `${name}(${argumentsText(this.args, this.kwargs)})`;
  }
}

/** A list of calls, shown over several lines if it is long. */
export class CallList extends Array<Value> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  static made(calls: readonly Value[]): CallList {
    const list = new CallList();
    list.push(...calls);
    return list;
  }

  __repr__(): string {
    return pformat([...this]);
  }
}

/** `call`, `call.name`, `call().name`: what is called gives a Call. */
function calls(path: string): Value {
  const made = (...given: Value[]): Value => {
    const known = Call.made(path, ...separated(given));
    return new Proxy(known, {
      get: (target, name, receiver): Value =>
        typeof name === 'string' && !name.startsWith('__') && !(name in target)
          ? calls(`${path}().${name}`)
          : Reflect.get(target, name, receiver),
    });
  };
  return new Proxy(made, {
    get: (target, name, receiver): Value =>
      typeof name === 'symbol' || name in target || name.startsWith('__')
        ? Reflect.get(target, name, receiver)
        : calls(path === '' ? name : `${path}.${name}`),
  });
}

export const call: Value = calls('');
