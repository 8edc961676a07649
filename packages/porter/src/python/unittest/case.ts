/** TestCase: one test method, with what is done before and after it. Each of them may park. */
import { TaskletExit } from 'evergreen-ts';
import { caught } from '../exceptions.js';
import { Dict } from '../dict.js';
import { infoOf } from '../exc-info.js';
import { takeKw } from '../keywords.js';
import { className, PyObject } from '../object.js';
import { apply } from '../plain.js';
import { repr, text } from '../text.js';
import { ValueError } from '../exceptions.js';
import type { Value } from '../value.js';
import { Assertions } from './assertions.js';
import { type Steps, settled } from './settle.js';
import { SkipTest } from './skip.js';
import { home } from '../homes.js';

/** What came of one test so far. */
interface Outcome {
  readonly result: Value;
  success: boolean;
  failure: Value;
  expects: boolean;
}

export class TestCase extends Assertions {
  override __init__(method: Value = 'runTest'): void {
    this._testMethodName = method;
    this._cleanups = [];
    this._outcome = null;
    if (method !== 'runTest' && typeof this[method as string] !== 'function')
      throw new ValueError(`no such test method in ${repr(this.constructor)}: ${text(method)}`);
  }

  setUp(): Value {
    return null;
  }

  tearDown(): Value {
    return null;
  }

  static setUpClass(): Value {
    return null;
  }

  static tearDownClass(): Value {
    return null;
  }

  skipTest(reason: Value): never {
    throw new SkipTest(reason);
  }

  addCleanup(f: Value, ...args: Value[]): void {
    this._cleanups.push([f, args]);
  }

  countTestCases(): number {
    return 1;
  }

  shortDescription(): string | null {
    const doc: Value = this[this._testMethodName as string].__doc__ ?? null;
    return doc === null ? null : (String(doc).trim().split('\n')[0] ?? '').trim();
  }

  id(): string {
    return `__main__.${className(this.constructor)}.${text(this._testMethodName)}`;
  }

  __str__(): string {
    return `${text(this._testMethodName)} (${this.id()})`;
  }

  __repr__(): string {
    return `<__main__.${className(this.constructor)} testMethod=${text(this._testMethodName)}>`;
  }

  /** `with self.subTest(msg, **parameters)`: its failure is told, and the test goes on. */
  subTest(...args: Value[]): SubTest {
    const named = takeKw(args);
    const message: Value = args[0] ?? (named.has('msg') ? named.pop('msg') : null);
    return new SubTest(this, message, named);
  }

  *run(result: Value): Steps {
    const method: Value = this[this._testMethodName as string];
    result.startTest(this);
    try {
      for (const of of [this.constructor as Value, method])
        if (of.__unittest_skip__ === true) {
          result.addSkip(this, of.__unittest_skip_why__ ?? '');
          return result;
        }
      const expects = [this.constructor as Value, method].some(
        (of) => of.__unittest_expecting_failure__ === true,
      );
      const outcome: Outcome = { result, success: true, failure: null, expects };
      this._outcome = outcome;
      if (yield* part(this, outcome, () => this.setUp())) {
        yield* part(this, outcome, () => method.call(this) as Value);
        yield* part(this, outcome, () => this.tearDown());
      }
      yield* cleanUp(this, outcome);
      if (outcome.expects && outcome.failure !== null)
        result.addExpectedFailure(this, infoOf(outcome.failure));
      else if (outcome.success) {
        if (outcome.expects) result.addUnexpectedSuccess(this);
        else result.addSuccess(this);
      }
    } finally {
      result.stopTest(this);
      this._outcome = null;
    }
    return result;
  }
}

/** What is private to a class only its own constructor makes, which a class with several bases may not run. */
function* cleanUp(test: Value, outcome: Outcome): Steps<void> {
  while (test._cleanups.length > 0) {
    const [f, args] = test._cleanups.pop() as [Value, Value[]];
    const named = takeKw(args);
    yield* part(test, outcome, () => apply(f, args, named) as Value);
  }
}

/** One of its methods. False if it has failed, which is told at once. */
function* part(test: Value, outcome: Outcome, body: () => Value): Steps<boolean> {
  try {
    yield* settled(body());
    return true;
  } catch (thrown) {
    // A kill is for the runner, not for the test.
    if (thrown instanceof TaskletExit) throw thrown;
    const error: Value = caught(thrown);
    outcome.success = false;
    if (error instanceof SkipTest) outcome.result.addSkip(test, text(error));
    else if (outcome.expects) outcome.failure = error;
    else if (error instanceof test.failureException) outcome.result.addFailure(test, infoOf(error));
    else outcome.result.addError(test, infoOf(error));
    return false;
  }
}

/** A part of a test, told apart by its parameters. */
export class SubTest extends PyObject {
  constructor(test: Value, message: Value, parameters: Dict) {
    super();
    this._test = test;
    this._message = message;
    this._parameters = parameters;
  }

  get failureException(): Value {
    return this._test.failureException;
  }

  __enter__(): null {
    return null;
  }

  __exit__(_type: Value, error: Value): boolean {
    const outcome: Value = this._test._outcome;
    if (error === null) {
      outcome?.result.addSubTest(this._test, this, null);
      return false;
    }
    if (outcome === null || outcome.expects === true || error instanceof TaskletExit) return false;
    outcome.success = false;
    if (error instanceof SkipTest) outcome.result.addSkip(this, text(error));
    else outcome.result.addSubTest(this._test, this, infoOf(error));
    return outcome.result.failfast !== true;
  }

  shortDescription(): string | null {
    return this._test.shortDescription() as string | null;
  }

  _described(): string {
    const parts: string[] = [];
    if (this._message !== null) parts.push(`[${text(this._message)}]`);
    if (this._parameters.size > 0)
      parts.push(
        `(${[...(this._parameters.items() as Iterable<[Value, Value]>)].map(([name, value]) => `${text(name)}=${repr(value)}`).join(', ')})`,
      );
    return parts.length === 0 ? '(<subtest>)' : parts.join(' ');
  }

  id(): string {
    return `${text(this._test.id())} ${this._described()}`;
  }

  __str__(): string {
    return `${text(this._test)} ${this._described()}`;
  }
}

/** The names of the tests of a class, in order. */
export function testNamesOf(cls: Value, prefix = 'test'): string[] {
  const names = new Set<string>();
  for (let at = cls.prototype; at !== null && at !== TestCase.prototype; at = Object.getPrototypeOf(at))
    for (const name of Object.getOwnPropertyNames(at))
      if (name.startsWith(prefix) && typeof at[name] === 'function') names.add(name);
  return [...names].sort();
}

home('unittest.case', TestCase);
