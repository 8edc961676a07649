/** The filters of warnings: the first that a warning matches says what is done with it. */
import { eq } from '../compare.js';
import { Dict } from '../dict.js';
import {
  AssertionError,
  DeprecationWarning,
  ImportWarning,
  PendingDeprecationWarning,
  ResourceWarning,
  Warning,
} from '../exceptions.js';
import { bool } from '../iteration.js';
import { bound } from '../keywords.js';
import { issubclass } from '../lineage.js';
import { isclass } from '../modules/inspect.js';
import { compile } from '../modules/re.js';
import { isInt } from '../numbers.js';
import { isClass } from '../object.js';
import { parsed } from '../signature.js';
import { repr } from '../text.js';
import { type Tuple, tup } from '../tuple.js';
import type { Value } from '../value.js';

export const ACTIONS = ['error', 'ignore', 'always', 'default', 'module', 'once'];

export let filters: Tuple[] = [
  tup('default', null, DeprecationWarning, '__main__', 0),
  ...[DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning].map((category) =>
    tup('ignore', null, category, null, 0),
  ),
];

/** What was told of each file. */
const registries = new Map<string, Dict>();

export function registryOf(path: string): Dict {
  let known = registries.get(path);
  if (known === undefined) registries.set(path, (known = new Dict()));
  return known;
}

let version = 1;

/** Whoever changes a filter begins anew. */
function changed(): void {
  version++;
}

/** What is in a registry is of these filters. */
export function renewed(registry: Dict): Dict {
  if (registry.get('version', 0) !== version) {
    registry.clear();
    registry.set('version', version);
  }
  return registry;
}

export function setFilters(list: Tuple[]): void {
  filters = list;
  changed();
}

function asserted(holds: boolean, message: string): void {
  if (!holds) throw new AssertionError(message);
}

export const isWarning = (category: Value): boolean => isClass(category) && issubclass(category, Warning);

function addFilter(item: Tuple, append: Value): void {
  if (!bool(append)) {
    const known = filters.findIndex((one) => eq(one, item));
    if (known >= 0) filters.splice(known, 1);
    filters.unshift(item);
  } else if (!filters.some((one) => eq(one, item))) filters.push(item);
  changed();
}

function checked(action: Value, line: Value): void {
  asserted(ACTIONS.includes(action as string), `invalid action: ${repr(action)}`);
  asserted(isInt(line) && Number(line) >= 0, 'lineno must be an int >= 0');
}

const SIMPLE = parsed(['simplefilter()', 'action', 'category=', 'lineno=', 'append=']);

export function simplefilter(...given: Value[]): void {
  const known = bound(SIMPLE, given);
  const [action, line]: Value[] = [known.get('action'), known.get('lineno') ?? 0];
  checked(action, line);
  addFilter(tup(action, null, known.get('category') ?? Warning, null, line), known.get('append'));
}

const FILTER = parsed([
  'filterwarnings()',
  'action',
  'message=',
  'category=',
  'module=',
  'lineno=',
  'append=',
]);

export function filterwarnings(...given: Value[]): void {
  const known = bound(FILTER, given);
  const [action, message, category, module, line]: Value[] = [
    known.get('action'),
    known.get('message') ?? '',
    known.get('category') ?? Warning,
    known.get('module') ?? '',
    known.get('lineno') ?? 0,
  ];
  asserted(ACTIONS.includes(action as string), `invalid action: ${repr(action)}`);
  asserted(typeof message === 'string', 'message must be a string');
  asserted(isclass(category), 'category must be a class');
  asserted(isWarning(category), 'category must be a Warning subclass');
  asserted(typeof module === 'string', 'module must be a string');
  checked(action, line);
  const item = tup(
    action,
    message === '' ? null : compile(message, 2),
    category,
    module === '' ? null : compile(module),
    line,
  );
  addFilter(item, known.get('append'));
}

export function resetwarnings(): void {
  filters.splice(0);
  changed();
}

/** What is done with a warning. */
export function actionFor(shown: Value, kind: Value, module: Value, line: number): string {
  const found = filters.find(([, message, category, of, at]: Value[]) => {
    if (message !== null && message.match(shown) === null) return false;
    if (!issubclass(kind, category)) return false;
    return (
      (of === null || (typeof of === 'string' ? of === module : of.match(module) !== null)) &&
      (at === 0 || eq(at, line))
    );
  });
  return found === undefined ? 'default' : (found[0] as string);
}
