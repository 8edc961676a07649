/** Python's warnings: filters decide what becomes of one, by its category, its text and the place that it is told of. */
import { Dict } from '../dict.js';
import { RuntimeError, TypeError as PyTypeError, UserWarning, Warning } from '../exceptions.js';
import { home } from '../homes.js';
import { bool } from '../iteration.js';
import { bound } from '../keywords.js';
import { PyObject, className } from '../object.js';
import { type Place, framesOfProgram, placeOfCall } from '../place.js';
import { parsed } from '../signature.js';
import { repr, text } from '../text.js';
import { tup } from '../tuple.js';
import { typeName } from '../type-name.js';
import { isinstance } from '../types.js';
import type { Value } from '../value.js';
import {
  ACTIONS,
  actionFor,
  filters,
  isWarning,
  registryOf,
  renewed,
  setFilters,
  simplefilter,
} from '../warnings/filters.js';
import { knowLine, record, show, telling } from '../warnings/message.js';

export { filters, filterwarnings, resetwarnings, simplefilter } from '../warnings/filters.js';
export { WarningMessage, formatwarning, setHook, showwarning } from '../warnings/message.js';

/** What was told with the action 'once'. */
const toldOnce = new Dict();

const WARN = parsed(['warn()', 'message', 'category=', 'stacklevel=', 'source=']);

export function warn(...given: Value[]): void {
  const own = placeOfCall();
  if (given.length === 0) throw new PyTypeError("warn() missing required argument 'message' (pos 1)");
  const known = bound(WARN, given);
  const message: Value = known.get('message');
  const category: Value = isinstance(message, Warning)
    ? message.constructor
    : (known.get('category') ?? UserWarning);
  if (!isWarning(category))
    throw new PyTypeError(`category must be a Warning subclass, not '${typeName(category)}'`);
  const {
    path,
    line,
    module = '__main__',
    text: source,
  } = placeFor(Number(known.get('stacklevel') ?? 1), own);
  if (source !== undefined) knowLine(path, line, source);
  tell(message, category, path, line, module, registryOf(path));
}

/** The place that a warning is told of: that of the call, or of a caller, where it is one of JavaScript. */
function placeFor(level: number, own: Place | undefined): Place {
  if (level <= 1 && own !== undefined) return own;
  const frames = framesOfProgram();
  const found = frames[level - 1];
  if (found === undefined) return { path: 'sys', line: 1, name: '', module: 'sys' };
  const isSame = found.path === frames[0]?.path;
  return { ...found, module: (isSame ? own?.module : undefined) ?? '__main__' };
}

const EXPLICIT = parsed([
  'warn_explicit()',
  'message',
  'category',
  'filename',
  'lineno',
  'module=',
  'registry=',
  'module_globals=',
  'source=',
]);

export function warn_explicit(...given: Value[]): void {
  const known = bound(EXPLICIT, given);
  const of = (name: string): Value => known.get(name) ?? null;
  const path = text(of('filename'));
  const module: Value = of('module') ?? (path.replace(/\.py$/i, '') || '<unknown>');
  const registry: Value = of('registry') ?? new Dict();
  tell(of('message'), of('category'), path, Number(of('lineno')), module, registry as Dict);
}

function tell(
  given: Value,
  category: Value,
  path: string,
  line: number,
  module: Value,
  registry: Dict,
): void {
  const isMade = isinstance(given, Warning);
  const shown = isMade ? text(given) : given;
  const kind: Value = isMade ? given.constructor : category;
  const message: Value = isMade ? given : new kind(given);
  const key = tup(shown, kind, line);
  if (bool(renewed(registry).get(key))) return;
  const action = actionFor(shown, kind, module, line);
  if (action === 'ignore') return;
  if (action === 'error') throw message;
  if (action === 'always') {
    show(message, kind, path, line);
    return;
  }
  if (!ACTIONS.includes(action))
    throw new RuntimeError(`Unrecognized action (${repr(action)}) in warnings.filters`);
  registry.set(key, 1);
  const seen = action === 'once' ? toldOnce : registry;
  const other = action === 'once' || action === 'module' ? tup(shown, kind) : undefined;
  if (other !== undefined && bool(seen.get(other))) return;
  if (other !== undefined) seen.set(other, 1);
  show(message, kind, path, line);
}

const CATCH = parsed([
  'catch_warnings.__init__(self)',
  '*',
  'record=',
  'module=',
  'action=',
  'category=',
  'lineno=',
  'append=',
]);

/** What is changed of the filters inside is undone at the end. */
export class catch_warnings extends PyObject {
  readonly #options: Map<string, Value>;
  #undo: (() => void) | undefined;
  #isEntered = false;

  constructor(...given: Value[]) {
    super();
    this.#options = bound(CATCH, given);
  }

  get #records(): boolean {
    return bool(this.#options.get('record') ?? false);
  }

  __repr__(): string {
    return `${className(this.constructor)}(${this.#records ? 'record=True' : ''})`;
  }

  __enter__(): Value[] | null {
    if (this.#isEntered) throw new RuntimeError(`Cannot enter ${repr(this)} twice`);
    this.#isEntered = true;
    const [before, told] = [filters, telling()];
    this.#undo = () => {
      setFilters(before);
      told();
    };
    setFilters([...filters]);
    const of = (name: string): Value => this.#options.get(name) ?? null;
    if (of('action') !== null)
      simplefilter(of('action'), of('category') ?? Warning, of('lineno') ?? 0, of('append'));
    return this.#records ? record() : null;
  }

  __exit__(): null {
    if (this.#undo === undefined) throw new RuntimeError(`Cannot exit ${repr(this)} without entering first`);
    this.#undo();
    return null;
  }
}

home('warnings', catch_warnings);
