// What the compiler makes of targets: the type that each comes to, and for the common mistakes a message that names the cure.
import { strict as assert } from 'node:assert';
import { expect } from 'chai';
import ts from 'typescript';
import { compile, findings, projectOptions } from './support/compile.js';

const HEAD = `
  import { type Op, type Park, type Plain, type Target, type ValueOf } from 'evergreen-ts';
  import { Tasklet, TaskletGroup, all, run, sleep, spawn, spawnLater, until } from 'evergreen-ts';
  import type { Executor, Future, TaskletPoolExecutor } from 'evergreen-ts/futures';
  import { runVirtual } from 'evergreen-ts/testing';
  declare const anything: any;
  declare const load: (url: string) => Promise<string>;
  declare const pool: TaskletPoolExecutor;
  declare const executor: Executor;
  declare const group: TaskletGroup;
  declare function* identity<T>(value: T): Op<T>;
  declare function over(value: number): Op<string>;
  declare function over(value: string): Op<number>;
  declare class Box<T> {
    readonly value: T;
    open(seconds: number): Op<T>;
  }
  declare const box: Box<string>;
  declare const target: Target<[number], string>;
`.replace('function* identity', 'function identity');

/** What is written, and the type it comes to. */
const TYPES: readonly (readonly [expression: string, type: string])[] = [
  // Operations.
  ['spawn(sleep, 1)', 'Tasklet<void>'],
  ["spawn(function* () { yield* sleep(1); return 'text'; })", 'Tasklet<string>'],
  ['spawn(function* (n: number): Op<number> { yield* sleep(n); return n; }, 1)', 'Tasklet<number>'],
  ['spawn(function* (n) { yield* sleep(n); return n; }, 1)', 'Tasklet<number>'],
  ['spawn(function* () { for (;;) yield* sleep(1); })', 'Tasklet<never>'],
  ['spawn(function* () {})', 'Tasklet<void>'],
  ['spawn(() => anything as Generator<any, number>)', 'Tasklet<number>'],
  ['spawn(() => sleep(1))', 'Tasklet<void>'],
  ['spawn(() => all([sleep(1), box.open(1)]))', 'Tasklet<[void, string]>'],
  ['spawn(identity, 1)', 'Tasklet<number>'],
  ['spawn(identity<string>, "x")', 'Tasklet<string>'],
  ['spawn(over, "x")', 'Tasklet<number>'],
  ['spawn((n: number) => box.open(n), 1)', 'Tasklet<string>'],
  ['spawn<[], number>(function* () { return 1; })', 'Tasklet<number>'],
  // Plain values, those that can be iterated among them.
  ['spawn(() => 1)', 'Tasklet<number>'],
  ["spawn(() => 'text')", 'Tasklet<string>'],
  ['spawn(() => [1, 2])', 'Tasklet<number[]>'],
  ['spawn(() => [])', 'Tasklet<never[]>'],
  ['spawn(() => anything as any[])', 'Tasklet<any[]>'],
  ['spawn(() => new Map<string, number>())', 'Tasklet<Map<string, number>>'],
  ['spawn(() => Buffer.alloc(1) as Uint8Array)', 'Tasklet<Uint8Array<ArrayBufferLike>>'],
  ['spawn(() => ({ then: 1 }))', 'Tasklet<{ then: number; }>'],
  ['spawn(() => undefined)', 'Tasklet<undefined>'],
  ['spawn(() => null)', 'Tasklet<null>'],
  ['spawn(() => {})', 'Tasklet<void>'],
  ['spawn(console.log, "a", 1)', 'Tasklet<void>'],
  ['spawn(Math.max, 1, 2)', 'Tasklet<number>'],
  ['spawn((n: number): number | undefined => n, 1)', 'Tasklet<number | undefined>'],
  // What may be either, or anything.
  ['spawn((): Op<number> | string => "")', 'Tasklet<string | number>'],
  ['spawn((): Generator<Park, number> | string => "")', 'Tasklet<string | number>'],
  ['spawn(target, 1)', 'Tasklet<string>'],
  ['spawn(() => JSON.parse(""))', 'Tasklet<any>'],
  ['spawn(() => anything as unknown)', 'Tasklet<unknown>'],
  ['spawn(anything)', 'Tasklet<unknown>'],
  ['spawn(anything, 1, 2)', 'Tasklet<unknown>'],
  ['spawn(() => { throw new Error(); })', 'Tasklet<unknown>'],
  // All the others that take a target.
  ['spawnLater(1, sleep, 1)', 'Tasklet<void>'],
  ["spawnLater(1, () => 'text')", 'Tasklet<string>'],
  ['group.spawn(identity, 1)', 'Tasklet<number>'],
  ["group.spawn(() => 'text')", 'Tasklet<string>'],
  ['pool.submit(identity, 1)', 'Future<number>'],
  ["pool.submit(() => 'text')", 'Future<string>'],
  ['executor.submit(identity, 1)', 'Future<number>'],
  ['pool.map(identity, [1])', 'CoIterator<number>'],
  ['pool.map((n: number) => `${n}`, [1])', 'CoIterator<string>'],
  ['executor.map((n: number) => [n], [1])', 'CoIterator<number[]>'],
  ['run(identity, 1)', 'Promise<number>'],
  ["run(() => 'text')", 'Promise<string>'],
  ['runVirtual(identity, 1)', 'Promise<number>'],
  ["runVirtual(() => 'text')", 'Promise<string>'],
  ['new Tasklet({ target: sleep, args: [1] })', 'Tasklet<void>'],
  ['new Tasklet({ target: () => 1 })', 'Tasklet<number>'],
  // In functions and classes with type parameters.
  ['(<T,>(body: () => Op<T>) => spawn(body))(() => box.open(1))', 'Tasklet<string>'],
  [
    '(<A extends unknown[], T>(body: (...args: A) => Op<T>, ...args: A) => spawn(body, ...args))(sleep, 1)',
    'Tasklet<void>',
  ],
  ['(<T,>(value: T) => spawn(function* () { return value; }))(1)', 'Tasklet<number>'],
  ['(class<T> { constructor(readonly box: Box<T>) {} go() { return spawn(() => this.box.open(1)); } })', ''],
];

const UNTIL = 'a promise does not park: spawn(function* () { return yield* until(...) })';
const STAR = "Property '[use_yield_star]' is missing in type";
const ONLY_STAR = 'only yield* parks: write yield* before an operation, and yield* until(...) for a promise';

/** What is written wrongly, and what the compiler's message contains. */
const MISTAKES: readonly (readonly [expression: string, texts: readonly string[]])[] = [
  ['spawn(async () => 1)', [UNTIL]],
  ['spawn(async function named(n: number) { return n; }, 1)', [UNTIL]],
  ['spawn(() => load("x"))', [UNTIL]],
  ['spawn(load, "x")', [UNTIL]],
  ['spawn((b: boolean) => (b ? load("x") : undefined), true)', [UNTIL]],
  ['spawnLater(1, () => load("x"))', [UNTIL]],
  ['group.spawn(async () => 1)', [UNTIL]],
  ['pool.submit(async () => 1)', [UNTIL]],
  ['executor.submit(load, "x")', [UNTIL]],
  ['pool.map(load, ["x"])', [UNTIL]],
  ['executor.map(async (s: string) => s, ["x"])', [UNTIL]],
  ['run(async () => 1)', [UNTIL]],
  ['runVirtual(async () => 1)', [UNTIL]],
  ['new Tasklet({ target: async () => 1 })', [UNTIL]],
  ['spawn(function* () { yield sleep(1); })', [STAR, ONLY_STAR]],
  ['spawn(function* () { yield load("x"); })', [STAR, ONLY_STAR]],
  ['spawn(function* () { yield; })', [ONLY_STAR]],
  ['spawn(function* () { yield* [1]; })', [ONLY_STAR]],
  ['spawn(async function* () { yield 1; })', [ONLY_STAR]],
  ['run(function* () { yield sleep(1); })', [STAR, ONLY_STAR]],
  ['pool.submit(function* () { yield sleep(1); })', [STAR, ONLY_STAR]],
  ['(function* (): Op<void> { yield sleep(1); })', [STAR]],
  ['(function* (): Op<void> { yield load("x"); })', [STAR]],
  ['TaskletGroup.run(function* (g) { yield g.spawn(sleep, 1).join(); })', [STAR]],
  ['spawn(sleep(1))', ["'Op<void>' is not assignable to parameter of type '() =>"]],
  ['spawn(sleep, "x")', ["Argument of type 'string' is not assignable to parameter of type 'number'"]],
];

const FILE = 'targets.mts';

describe('The compiler', function () {
  this.timeout(60_000);
  let program: ts.Program;
  /** The variables that hold the expressions, in order. */
  const variables: ts.VariableDeclaration[] = [];

  before(() => {
    const lines = [...TYPES, ...MISTAKES].map(([expression], i) => `const v${i} = ${expression};`);
    program = compile(new Map([[FILE, [HEAD, ...lines].join('\n')]]), {
      ...projectOptions({ noUnusedLocals: false }),
    });
    const file = program.getSourceFiles().find(({ fileName }) => fileName.endsWith(FILE));
    assert.ok(file !== undefined);
    for (const statement of file.statements)
      if (ts.isVariableStatement(statement)) variables.push(...statement.declarationList.declarations);
    variables.splice(0, variables.length - lines.length);
  });

  /** What it says of the expression that is number `i`. */
  function messages(i: number): string {
    const first = HEAD.split('\n').length + 1;
    const found = findings(program, (path) => path.endsWith(FILE));
    return found
      .filter(({ line }) => line === first + i)
      .map(({ message }) => message)
      .join('\n');
  }

  TYPES.forEach(([expression, type], i) => {
    it(`takes ${expression}${type === '' ? '' : `, a ${type}`}`, () => {
      expect(messages(i)).to.equal('');
      const checker = program.getTypeChecker();
      const variable = variables[i] as ts.VariableDeclaration;
      const found = checker.typeToString(
        checker.getTypeAtLocation(variable.name),
        undefined,
        ts.TypeFormatFlags.NoTruncation,
      );
      if (type !== '') expect(found).to.equal(type);
    });
  });

  MISTAKES.forEach(([expression, texts], i) => {
    it(`refuses ${expression}, and says what to write`, () => {
      const message = messages(TYPES.length + i);
      for (const text of texts) expect(message).to.contain(text);
    });
  });
});
