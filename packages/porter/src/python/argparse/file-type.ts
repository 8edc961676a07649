/** What makes a file of an argument that names it. */
import { OSError, ValueError } from '../exceptions.js';
import { home } from '../homes.js';
import { given } from '../keywords.js';
import { streams } from '../modules/sys.js';
import { PyObject, hidden } from '../object.js';
import { open } from '../open.js';
import { repr, text } from '../text.js';
import type { Value } from '../value.js';
import { ArgumentTypeError } from './actions.js';

export class FileType extends PyObject {
  override __init__(...args: Value[]): void {
    hidden(this, '_mode', '_bufsize', '_encoding', '_errors');
    const [mode, bufsize, encoding, errors] = given(args, ['mode', 'bufsize', 'encoding', 'errors']);
    this._mode = mode ?? 'r';
    this._bufsize = bufsize ?? -1;
    this._encoding = encoding ?? null;
    this._errors = errors ?? null;
  }

  __call__(name: string): Value {
    const mode: string = this._mode;
    if (name === '-') {
      const stream = mode.includes('r') ? 'stdin' : /[wax]/.test(mode) ? 'stdout' : undefined;
      if (stream === undefined) throw new ValueError(`argument "-" with mode ${repr(mode)}`);
      return mode.includes('b') ? streams[stream].buffer : streams[stream];
    }
    try {
      return open(name, mode, this._bufsize, this._encoding, this._errors);
    } catch (error) {
      if (!(error instanceof OSError)) throw error;
      throw new ArgumentTypeError(`can't open '${name}': ${text(error)}`);
    }
  }

  __repr__(): string {
    const placed = [this._mode, this._bufsize].filter((one) => one !== -1).map(repr);
    const named = (['encoding', 'errors'] as const)
      .filter((name) => this[`_${name}`] !== null)
      .map((name) => `${name}=${repr(this[`_${name}`])}`);
    return `FileType(${[...placed, ...named].join(', ')})`;
  }
}
home('argparse', FileType);
