/** Suites of tests, and what makes them of classes. */
import { TaskletExit } from 'evergreen-ts';
import { caught } from '../exceptions.js';
import { infoOf } from '../exc-info.js';
import { generator } from '../generator.js';
import { items } from '../iteration.js';
import { PyObject, className } from '../object.js';
import { call, op } from '../plain.js';
import { repr, text } from '../text.js';
import type { Value } from '../value.js';
import { TestCase, testNamesOf } from './case.js';
import { type Steps, settled } from './settle.js';
import { SkipTest } from './skip.js';
import { home } from '../homes.js';

/** What stands in place of a test where setUpClass() or tearDownClass() has failed. */
class ClassMethod extends PyObject {
  constructor(name: string, cls: Value) {
    super();
    this._shown = `${name} (__main__.${className(cls)})`;
  }

  shortDescription(): null {
    return null;
  }

  id(): string {
    return this._shown as string;
  }

  __str__(): string {
    return this._shown as string;
  }
}

export class TestSuite extends PyObject {
  override __init__(tests: Value = []): void {
    this._tests = [];
    this.addTests(tests);
  }

  addTest(test: Value): void {
    this._tests.push(test);
  }

  addTests(tests: Value): void {
    for (const test of items(tests)) this.addTest(test);
  }

  countTestCases(): number {
    return (this._tests as Value[]).reduce((sum, test) => sum + Number(test.countTestCases()), 0);
  }

  *__iter__(): Generator<Value> {
    yield* this._tests as Value[];
  }

  /** All single tests, of inner suites too. */
  _flat(): Value[] {
    return (this._tests as Value[]).flatMap((test) => (test instanceof TestSuite ? test._flat() : [test]));
  }

  *run(result: Value): Steps {
    let cls: Value = null;
    let broken = false;
    for (const test of this._flat()) {
      if (result.shouldStop === true) break;
      if (test.constructor !== cls) {
        if (cls !== null && !broken) yield* this.#classMethod(result, cls, 'tearDownClass');
        cls = test.constructor;
        broken = cls.__unittest_skip__ !== true && !(yield* this.#classMethod(result, cls, 'setUpClass'));
      }
      if (!broken) yield* op(test.run(result));
    }
    if (cls !== null && !broken) yield* this.#classMethod(result, cls, 'tearDownClass');
    return result;
  }

  *#classMethod(result: Value, cls: Value, name: 'setUpClass' | 'tearDownClass'): Steps<boolean> {
    if (cls.__unittest_skip__ === true) return true;
    try {
      yield* settled(cls[name]());
      return true;
    } catch (thrown) {
      if (thrown instanceof TaskletExit) throw thrown;
      const error: Value = caught(thrown);
      if (error instanceof SkipTest) result.addSkip(new ClassMethod(name, cls), text(error));
      else result.addError(new ClassMethod(name, cls), infoOf(error));
      return false;
    }
  }

  __repr__(): string {
    return `<unittest.suite.TestSuite tests=${repr(this._tests)}>`;
  }
}

generator(TestSuite.prototype.__iter__);

export class TestLoader extends PyObject {
  loadTestsFromTestCase(cls: Value): TestSuite {
    const names = testNamesOf(cls);
    if (names.length === 0 && 'runTest' in cls.prototype) names.push('runTest');
    return new TestSuite(names.map((name) => call(cls, name) as Value));
  }

  getTestCaseNames(cls: Value): string[] {
    return testNamesOf(cls);
  }
}

export const defaultTestLoader = new TestLoader();

/** `makeSuite(cls, prefix='test')`. */
export function makeSuite(cls: Value, prefix: Value = 'test'): TestSuite {
  return new TestSuite(testNamesOf(cls, prefix as string).map((name) => call(cls, name) as Value));
}

/** The tests of classes, in the order of their names: as Python finds them in a module. */
export function ofClasses(classes: readonly Value[]): TestSuite {
  const sorted = [...classes].filter((cls) => cls !== TestCase);
  sorted.sort((a, b) => (className(a) < className(b) ? -1 : 1));
  return new TestSuite(sorted.map((cls) => defaultTestLoader.loadTestsFromTestCase(cls)));
}

home('unittest.suite', TestSuite);
