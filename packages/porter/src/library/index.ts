/** All libraries that the porter knows, by Python's names. */
import { byName } from '../by-name.js';
import { evergreen } from './evergreen.js';
import { PATCHED, gevent } from './gevent.js';
import { standard } from './standard.js';
import type { Entry } from './table.js';

const entries = new Map<string, Entry>([...standard.entries, ...gevent.entries, ...evergreen.entries]);
const modules = new Set(
  [...entries.keys()].flatMap((path) => {
    const parts = path.split('.');
    return parts.slice(1).map((_part, i) => parts.slice(0, i + 1).join('.'));
  }),
);
for (const path of entries.keys()) if (entries.get(path)?.kind !== 'value') modules.delete(path);
for (const module of [
  'builtins',
  'typing',
  'abc',
  '__future__',
  'gevent.monkey',
  'errno',
  'io',
  'evergreen.lib',
])
  modules.add(module);

/** The entry of a name; undefined if there is none. */
export function entryOf(path: string): Entry | undefined {
  return entries.get(path);
}

/** The module of a path as it is known here, with what patch_all() replaces; undefined if it is not known. */
export function moduleOf(path: string, patched: boolean): string | undefined {
  const instead = ALWAYS.has(path) || patched ? PATCHED[path] : undefined;
  const name = instead ?? LIBRARY[path] ?? path;
  return modules.has(name) ? name : undefined;
}

/** Modules that are cooperative here without patch_all(), too. */
const ALWAYS = new Set(['socket', 'select', 'subprocess']);

/** Evergreen's own copies of Python's modules, and names of Python 2. */
const LIBRARY: Readonly<Record<string, string>> = byName({
  'evergreen.lib.socket': 'gevent.socket',
  'evergreen.lib.select': 'gevent.select',
  'evergreen.lib.time': 'time',
  'gevent.time': 'time',
  Queue: 'queue',
  SocketServer: 'socketserver',
  urlparse: 'urllib.parse',
  simplejson: 'json',
  'six.moves.queue': 'queue',
});

/** The entries of the libraries that a program uses tasklets with: what it does not name may still reach it. */
export function family(prefixes: readonly string[]): readonly Entry[] {
  return prefixes.flatMap((prefix) => {
    let known = families.get(prefix);
    if (known === undefined) {
      const all = [...entries].filter(([path]) => path.startsWith(`${prefix}.`));
      families.set(prefix, (known = all.map(([, entry]) => entry)));
    }
    return known;
  });
}

/** The libraries do not change. */
const families = new Map<string, readonly Entry[]>();

/** Names that all classes of the libraries that have them have for an attribute, under the same name here; JavaScript's errors and functions have none of it. */
export const ATTRIBUTES: ReadonlySet<string> = attributes();

function attributes(): Set<string> {
  const all = [...entries.values()].flatMap(({ members }) => [...members.values()]);
  const names = new Set(all.filter(({ returns }) => returns === 'attr').map(({ name }) => name));
  for (const { name, js, returns } of all) if (returns !== 'attr' || js !== name) names.delete(name);
  for (const name of ['name', 'length', 'message', 'stack', 'cause', 'code', 'size', 'args'])
    names.delete(name);
  return names;
}

export { entries };
