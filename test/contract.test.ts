// The types of the built package satisfy the contract they were written to: for every name of it, ours can stand where the
// contract's is expected. What the package does not have yet is listed here; what has come must leave the list.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import ts from 'typescript';
import { BUILD_TIME, type Built, built } from './support/built.js';
import { compile, entries, exportsOf, findings, userOptions } from './support/compile.js';
import {
  type Comparison,
  type Leniency,
  type Part,
  comparisonOf,
  namesOf,
  partsOf,
} from './support/contract.js';
import { ROOT } from './support/root.js';

const CONTRACT = resolve(ROOT, 'test/contract.d.ts');

/** What is still to come, by entry: `Name`, or `Name.member`, or '*' for the entry itself. */
const PENDING: Readonly<Record<string, readonly string[]>> = {
  // A package of its own: it is not looked at here.
  'evergreen-ts-bullmq': ['*'],
};

/** What is there, and declared otherwise: its new signature is to come, with what is pending. */
const CHANGING: typeof PENDING = {};

const LENIENCY: Pick<Leniency, 'madeByTheLibrary' | 'givenByTheLibrary' | 'applied'> = {
  // They are handed out; nobody else makes one.
  madeByTheLibrary: new Set(['TaskletGroup', 'Process']),
  // Plain refuses more than the contract's: a generator that yields what is no operation.
  givenByTheLibrary: new Set([
    'CoIterator',
    'Handler',
    'Hold',
    'Plain',
    'TCPOptions',
    'TLSInfo',
    'TaskletInfo',
    'VirtualDriver',
    'WorkerFuture',
  ]),
  applied: new Map([
    [
      'Remote',
      '{ f(n: number): string; g(): Promise<1>; h: (a: 1, b: 2) => import("evergreen-ts").Op<3>; i: 4 }',
    ],
  ]),
};

/** Contracts that the package does not satisfy: what is written otherwise in them, and which name is to be noticed. */
const BROKEN: readonly (readonly [name: string, written: string, otherwise: string])[] = [
  ['evergreen-ts sleep', 'sleep(seconds?: number): Op<void>', 'sleep(seconds?: number | string): Op<void>'],
  [
    'evergreen-ts spawnLater',
    'spawnLater<A extends unknown[], T>(',
    'spawnLater<T, A extends unknown[]>(now: T, ',
  ],
  ['evergreen-ts current', 'readonly tasklet: Tasklet | undefined }', 'readonly tasklet: Tasklet }'],
  ['evergreen-ts EventLoop', 'static current(): EventLoop;', 'static current(id: 1): number;'],
  ['evergreen-ts Tasklet', 'isAlive(): boolean;', 'isAlive(): true;'],
  ['evergreen-ts Timeout', 'readonly seconds: number | null;', 'seconds: number | null;'],
  ['evergreen-ts RLock', 'class RLock {', 'class RLock extends Semaphore {'],
  ['evergreen-ts TaskletOptions', 'daemon?: boolean;', 'daemon?: boolean | 1;'],
  ['evergreen-ts/futures TaskletPoolExecutor', 'maxWorkers: number', 'maxWorkers?: number'],
  ['evergreen-ts/io BaseStream', 'write(data: Bytes): boolean;', 'write(data: Bytes | number): boolean;'],
  ['evergreen-ts/io StreamConnection', '_setAccepted(server: StreamServer): void', '_setAccepted(): void'],
  ['evergreen-ts/explore explore', 'explore(program: () => Op<unknown>,', 'explore(program: () => number,'],
  ['evergreen-ts/testing VirtualDriver', 'readonly elapsed: number', 'readonly elapsed: bigint'],
];

describe('The contract', () => {
  let contract: Contract;

  before(async function () {
    this.timeout(BUILD_TIME);
    contract = new Contract(readFileSync(CONTRACT, 'utf8'), await built());
  });

  it('has no names that are missing, but for those that are listed as still to come', () => {
    const missing = contract.names().filter((name) => !contract.isThere(name) && !isIn(PENDING, name));
    none(missing, 'the package lacks these, and they are not in the list PENDING');
  });

  it('has no names that are listed as still to come and have come', () => {
    const listed = namesIn(PENDING);
    const come = listed.filter((name) => contract.isThere(name));
    none(come, 'these have come: take them off the list PENDING');
    const unknown = listed.filter((name) => !name.endsWith(' *') && !contract.names().includes(name));
    none(unknown, 'these are listed, but the contract has no such names');
  });

  it('is satisfied by the types of each name that is there', () => {
    none(contract.breaches(), 'these do not satisfy it');
  });

  it('is not satisfied by any name that is listed as declared otherwise', async () => {
    const breaches = new Contract(readFileSync(CONTRACT, 'utf8'), await built(), {}).breaches();
    const satisfied = namesIn(CHANGING).filter(
      (name) => !breaches.some((breach) => breach.startsWith(`${name.split('.')[0]}: `)),
    );
    none(satisfied, 'these satisfy it now: take them off the list CHANGING');
  });

  it('would be seen to be broken', async () => {
    let text = readFileSync(CONTRACT, 'utf8');
    for (const [name, written, otherwise] of BROKEN) {
      assert.ok(text.includes(written), `${name} is written otherwise in the contract now`);
      text = text.replace(written, otherwise);
    }
    const breaches = new Contract(text, await built()).breaches();
    const unnoticed = BROKEN.filter(([name]) => !breaches.some((breach) => breach.startsWith(`${name}: `)));
    assert.deepEqual(unnoticed, []);
  });
});

function none(places: readonly string[], message: string): void {
  assert.ok(places.length === 0, `${message}:\n${places.join('\n')}`);
}

/** Is the name, given with its entry, in the list: itself, its class or its whole entry? */
function isIn(list: typeof PENDING, name: string): boolean {
  const [entry = '', path = ''] = name.split(' ');
  const listed = list[entry] ?? [];
  return ['*', path, path.split('.')[0] ?? ''].some((one) => listed.includes(one));
}

function namesIn(list: typeof PENDING): string[] {
  return Object.entries(list).flatMap(([entry, names]) => names.map((name) => `${entry} ${name}`));
}

/** The contract, beside the package that is to satisfy it. Names are given with their entry: `evergreen-ts Lock.locked`. */
class Contract {
  readonly #parts: readonly Part[];
  readonly #comparisons = new Map<string, Comparison & { entry: string }>();
  readonly #program: ts.Program;
  readonly #there = new Set<string>();

  constructor(text: string, { installed, user }: Built, changing = CHANGING) {
    const isPending = (name: string): boolean => isIn(PENDING, name);
    const isChanging = (name: string): boolean => isIn(changing, name);
    this.#parts = partsOf(withOurToken(text), 'evergreen-ts');
    for (const part of this.#parts) {
      const { entry } = part;
      if (isPending(`${entry} *`)) continue;
      const file = `${entry.replace('/', '-')}.mts`;
      this.#comparisons.set(file, {
        ...comparisonOf(part, this.#parts, { ...LENIENCY, isPending, isChanging }),
        entry,
      });
    }
    const files = new Map([...this.#comparisons].map(([file, { text: code }]) => [file, code]));
    const roots = [...entries('types')].map(([entry, path]): [string, string] => [
      entry,
      join(installed, path.slice(ROOT.length)),
    ]);
    this.#program = compile(files, userOptions(), { roots: roots.map(([, path]) => path), cwd: user });
    for (const [entry, path] of roots) this.#note(entry, path);
  }

  /** All that the contract has. */
  names(): string[] {
    return this.#parts.flatMap((part) => namesOf(part).map((name) => `${part.entry} ${name}`));
  }

  /** Does the package have it? */
  isThere(name: string): boolean {
    return this.#there.has(name);
  }

  /** Where ours is not what the contract says. */
  breaches(): string[] {
    const isComparison = (path: string): boolean => this.#comparisons.has(basename(path));
    return findings(this.#program, isComparison).map(({ file, line, message }) => {
      const comparison = this.#comparisons.get(basename(file));
      return `${comparison?.entry} ${comparison?.nameAt(line)}: ${message}`;
    });
  }

  #note(entry: string, path: string): void {
    const checker = this.#program.getTypeChecker();
    this.#there.add(`${entry} *`);
    for (const symbol of exportsOf(this.#program, path)) {
      this.#there.add(`${entry} ${symbol.name}`);
      const members = [
        ...checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol)),
        ...checker.getPropertiesOfType(checker.getTypeOfSymbol(symbol)),
      ];
      for (const member of members) {
        this.#there.add(`${entry} ${symbol.name}.${checker.symbolToString(member)}`);
      }
    }
  }
}

/** The one token has no shape that could be compared: the contract's Park is replaced by ours. */
function withOurToken(text: string): string {
  const replaced = text
    .replace(/^declare const use_yield_star: unique symbol;$/m, '')
    .replace(/^export interface Park \{.*\}$/m, "import type { Park } from 'evergreen-ts';");
  assert.ok(!replaced.includes('use_yield_star'), 'the contract declares Park as it is expected to');
  return replaced;
}
