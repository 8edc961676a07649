// What the porter believes of the libraries is there: each name of its table is exported by the module that it is imported from.
import { strict as assert } from 'node:assert';
import { readdirSync } from 'node:fs';
import { BUILTINS, EXCEPTIONS } from '../src/library/builtins.js';
import { entries } from '../src/library/index.js';
import * as python from '../src/python/index.js';
import { ALL_METHODS, METHODS_OF } from '../src/library/methods.js';
import { RUNTIME_METHODS } from '../src/library/runtime-methods.js';
import { isClass } from '../src/python/object.js';
import { builtinMethod } from '../src/python/methods/index.js';
import { documentAt } from '../../../test/support/documents.js';

type Names = Readonly<Record<string, unknown>>;

async function moduleOf(from: string): Promise<Names> {
  const [, ours, rest = ''] = /^(evergreen-port|evergreen-ts)(?:\/(.*))?$/.exec(from) ?? [];
  const path =
    ours === 'evergreen-ts'
      ? `../../../src/${rest === '' ? '' : `${rest}/`}index.js`
      : rest.startsWith('python/')
        ? `../src/python/modules/${rest.slice(7)}.js`
        : `../src/${rest}/index.js`;
  return (await import(path)) as Names;
}

function reached(module: Names, path: string): unknown {
  return path.split('.').reduce<unknown>((at, name) => (Object(at) as Names)[name], module);
}

describe('The table of library names', () => {
  it('has only names that are exported', async () => {
    const missing: string[] = [];
    for (const [path, { from, js }] of entries)
      if (reached(await moduleOf(from), js) === undefined && js !== 'stdin')
        missing.push(`${path}: ${from} ${js}`);
    assert.deepEqual(missing, []);
  });

  it('has only members that the classes of evergreen-port/gevent and evergreen-ts have', async () => {
    const missing: string[] = [];
    for (const [path, { from, js, kind, members }] of entries) {
      if (kind !== 'class' || from.includes('/python/')) continue;
      const { prototype = {} } = reached(await moduleOf(from), js) as { prototype?: object };
      // What a server's subclass defines is abstract.
      for (const member of members.values())
        if (member.returns !== 'attr' && member.name !== 'handle_connection' && !(member.js in prototype))
          missing.push(`${path}.${member.name}`);
    }
    assert.deepEqual(missing, []);
  });

  it('has the built-in names', () => {
    const names = [...BUILTINS.values(), ...EXCEPTIONS].filter((name) => !(name in python));
    assert.deepEqual(names, []);
  });

  it('has the methods of the built-in types', () => {
    const values: Record<string, unknown> = {
      str: '',
      bytes: Buffer.alloc(0),
      list: [],
      tuple: python.tup(),
      dict: new python.Dict(),
      set: new python.PySet(),
    };
    const missing = Object.entries(METHODS_OF).flatMap(([type, methods]) =>
      Object.keys(methods)
        .filter(
          (name) =>
            name !== 'fromkeys' &&
            builtinMethod(values[type], name) === undefined &&
            typeof (values[type] as Names)[name] !== 'function',
        )
        .map((name) => `${type}.${name}`),
    );
    assert.deepEqual(missing, []);
  });

  it('agrees with the porting guide about what Evergreen is called here', () => {
    const { text } = documentAt('docs/porting-from-python.md');
    const wrong = [...entries].filter(
      ([path, { js, from }]) =>
        path.split('.').length > 2 &&
        from.startsWith('evergreen-ts') &&
        path.startsWith('evergreen.') &&
        !text.includes(`\`${js}\``) &&
        !text.includes(`\`${js}.`) &&
        !text.includes(`\`${js},`),
    );
    assert.deepEqual(
      wrong.map(([path, { js }]) => `${path}: ${js}`),
      [],
    );
  });

  it('as methods of the runtime that a program may take as values: none lacks', async () => {
    const natives = new Set(
      [Array, Error, Object].flatMap((one) => Object.getOwnPropertyNames(one.prototype)),
    );
    const lacking: string[] = [];
    for (const from of ['python/modules', 'gevent']) {
      const folder = new URL(`../src/${from}/`, import.meta.url);
      for (const name of readdirSync(folder).filter((one) => one.endsWith('.ts'))) {
        const module = (await import(new URL(name, folder).href)) as Names;
        for (const cls of Object.values(module))
          if (isClass(cls)) lacking.push(...methodsOf((cls as { prototype: object }).prototype, natives));
      }
    }
    assert.deepEqual([...new Set(lacking)], []);
  });
});

/** Those of a class that the table of methods does not have. */
function methodsOf(prototype: object, natives: ReadonlySet<string>): string[] {
  const names: string[] = [];
  const ends = new Set<unknown>([Object.prototype, Array.prototype, Error.prototype, null]);
  for (let at = prototype; !ends.has(at); at = Object.getPrototypeOf(at) as object)
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(at)))
      if (typeof value === 'function' && !natives.has(name) && /^[a-z]/.test(name)) names.push(name);
  return names.filter((name) => !ALL_METHODS.has(name) && !RUNTIME_METHODS.has(name));
}
