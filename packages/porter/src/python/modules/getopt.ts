/** Python's getopt: options of a command line, as C's function of that name reads them. */
import { Exception } from '../exceptions.js';
import { home } from '../homes.js';
import { items } from '../iteration.js';
import { declared } from '../keywords.js';
import { tup } from '../tuple.js';
import type { Tuple } from '../tuple.js';
import type { Value } from '../value.js';

export class GetoptError extends Exception {
  override __init__(msg: Value, opt: Value = ''): void {
    super.__init__(msg, opt);
    this.msg = msg;
    this.opt = opt;
  }

  __str__(): string {
    return this.msg as string;
  }
}
home('getopt', GetoptError);
export { GetoptError as error };

class Options {
  readonly found: Tuple[] = [];
  readonly #short: string;
  readonly #long: readonly string[];
  readonly #args: string[];

  constructor(args: string[], short: string, long: readonly string[]) {
    this.#args = args;
    this.#short = short;
    this.#long = long;
  }

  /** `-abvalue`. */
  short(text: string): void {
    for (let rest = text; rest !== '';) {
      const name = rest.charAt(0);
      rest = rest.slice(1);
      const at = name === ':' ? -1 : this.#short.indexOf(name);
      if (at < 0) throw new GetoptError(`option -${name} not recognized`, name);
      let value = '';
      if (this.#short.charAt(at + 1) === ':') {
        if (rest === '' && this.#args.length === 0)
          throw new GetoptError(`option -${name} requires argument`, name);
        value = rest === '' ? (this.#args.shift() ?? '') : rest;
        rest = '';
      }
      this.found.push(tup(`-${name}`, value));
    }
  }

  /** `--name`, `--name=value`, and what a name begins with. */
  long(text: string): void {
    const [, name = '', , given] = /^([^=]*)(=(.*))?$/s.exec(text) ?? [];
    const all = this.#long.filter((one) => one.startsWith(name));
    if (all.length === 0) throw new GetoptError(`option --${name} not recognized`, name);
    const exact = all.find((one) => one === name || one === `${name}=`);
    if (exact === undefined && all.length > 1)
      throw new GetoptError(`option --${name} not a unique prefix`, name);
    const known = exact ?? all[0] ?? '';
    const full = known.replace(/=$/, '');
    let value = given;
    if (known.endsWith('=')) {
      if (value === undefined && this.#args.length === 0)
        throw new GetoptError(`option --${full} requires argument`, full);
      value ??= this.#args.shift();
    } else if (value !== undefined) throw new GetoptError(`option --${full} must not have an argument`, full);
    this.found.push(tup(`--${full}`, value ?? ''));
  }

  next(arg: string): void {
    if (arg.startsWith('--')) this.long(arg.slice(2));
    else this.short(arg.slice(1));
  }
}

const listed = (long: Value): string[] => (typeof long === 'string' ? [long] : [...items(long)]) as string[];

/** Options, up to the first that is none, and what is left. */
export const getopt = declared(
  'getopt(args, shortopts, longopts=)',
  (args: Value, short: Value, long: Value = []): Tuple => {
    const left = [...items(args)] as string[];
    const options = new Options(left, String(short), listed(long));
    while (left[0]?.startsWith('-') === true && left[0] !== '-') {
      const arg = left.shift() ?? '';
      if (arg === '--') break;
      options.next(arg);
    }
    return tup(options.found, left);
  },
);

/** Options wherever they are, unless a plus comes first. */
export const gnu_getopt = declared(
  'gnu_getopt(args, shortopts, longopts=)',
  (args: Value, given: Value, long: Value = []): Tuple => {
    const left = [...items(args)] as string[];
    const endsAtFirst = String(given).startsWith('+');
    const options = new Options(left, String(given).replace(/^\+/, ''), listed(long));
    const others: string[] = [];
    for (let arg = left.shift(); arg !== undefined; arg = left.shift()) {
      if (arg === '--') return tup(options.found, [...others, ...left]);
      if (arg.startsWith('-') && arg !== '-') options.next(arg);
      else if (endsAtFirst) return tup(options.found, [arg, ...left]);
      else others.push(arg);
    }
    return tup(options.found, others);
  },
);
