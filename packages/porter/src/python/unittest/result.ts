/** What came of tests, and how it is told while they run. */
import { tracebackOf } from '../end.js';
import { PyObject } from '../object.js';
import { repr, text } from '../text.js';
import { tup } from '../tuple.js';
import type { Value } from '../value.js';

export class TestResult extends PyObject {
  override __init__(): void {
    this.testsRun = 0;
    this.errors = [];
    this.failures = [];
    this.skipped = [];
    this.expectedFailures = [];
    this.unexpectedSuccesses = [];
    this.shouldStop = false;
    this.failfast = false;
  }

  startTest(_test: Value): void {
    this.testsRun++;
  }

  stopTest(_test: Value): void {
    // For subclasses.
  }

  startTestRun(): void {
    // For subclasses.
  }

  stopTestRun(): void {
    // For subclasses.
  }

  stop(): void {
    this.shouldStop = true;
  }

  protected _fail(list: Value[], test: Value, [, error]: Value): void {
    list.push(tup(test, tracebackOf(error)));
    if (this.failfast === true) this.stop();
  }

  /** `error` is as sys.exc_info() has it, here and below. */
  addError(test: Value, error: Value): void {
    this._fail(this.errors as Value[], test, error);
  }

  addFailure(test: Value, error: Value): void {
    this._fail(this.failures as Value[], test, error);
  }

  /** `error` is null if the subtest was right. */
  addSubTest(_test: Value, subtest: Value, error: Value): void {
    if (error === null) return;
    const isFailure = error[1] instanceof subtest.failureException;
    this._fail((isFailure ? this.failures : this.errors) as Value[], subtest, error);
  }

  addSuccess(_test: Value): void {
    // For subclasses.
  }

  addSkip(test: Value, reason: Value): void {
    this.skipped.push(tup(test, reason));
  }

  addExpectedFailure(test: Value, error: Value): void {
    this.expectedFailures.push(tup(test, tracebackOf(error[1])));
  }

  addUnexpectedSuccess(test: Value): void {
    this.unexpectedSuccesses.push(test);
    if (this.failfast === true) this.stop();
  }

  wasSuccessful(): boolean {
    return [this.failures, this.errors, this.unexpectedSuccesses].every(({ length }) => length === 0);
  }

  __repr__(): string {
    return `<${this._qualname()} run=${text(this.testsRun)} errors=${text(this.errors.length)} failures=${text(this.failures.length)}>`;
  }

  protected _qualname(): string {
    return 'unittest.result.TestResult';
  }
}

/** Told as text: a letter for each test, or a line. */
export class TextTestResult extends TestResult {
  override __init__(stream: Value = null, descriptions: Value = true, verbosity: Value = 1): void {
    super.__init__();
    this.stream = stream;
    this.descriptions = descriptions;
    this.dots = verbosity === 1;
    this.showAll = Number(verbosity) > 1;
    this._lineIsEmpty = true;
  }

  getDescription(test: Value): string {
    const first: Value = test.shortDescription();
    return this.descriptions === true && first !== null ? `${text(test)}\n${text(first)}` : text(test);
  }

  override startTest(test: Value): void {
    super.startTest(test);
    if (this.showAll !== true) return;
    this.stream.write(`${this.getDescription(test)} ... `);
    this._lineIsEmpty = false;
  }

  #tell(test: Value, letter: string, line: string, isSubtest = false): void {
    if (this.dots === true) this.stream.write(letter);
    if (this.showAll !== true) return;
    if (isSubtest || this._lineIsEmpty === true) {
      if (this._lineIsEmpty !== true) this.stream.write('\n');
      this.stream.write(`${isSubtest ? '  ' : ''}${this.getDescription(test)} ... `);
    }
    this.stream.write(`${line}\n`);
    this._lineIsEmpty = true;
  }

  override addSubTest(test: Value, subtest: Value, error: Value): void {
    if (error !== null) {
      const isFailure = error[1] instanceof subtest.failureException;
      this.#tell(subtest, isFailure ? 'F' : 'E', isFailure ? 'FAIL' : 'ERROR', true);
    }
    super.addSubTest(test, subtest, error);
  }

  override addSuccess(test: Value): void {
    this.#tell(test, '.', 'ok');
  }

  override addError(test: Value, error: Value): void {
    super.addError(test, error);
    this.#tell(test, 'E', 'ERROR');
  }

  override addFailure(test: Value, error: Value): void {
    super.addFailure(test, error);
    this.#tell(test, 'F', 'FAIL');
  }

  override addSkip(test: Value, reason: Value): void {
    super.addSkip(test, reason);
    this.#tell(test, 's', `skipped ${repr(reason)}`);
  }

  override addExpectedFailure(test: Value, error: Value): void {
    super.addExpectedFailure(test, error);
    this.#tell(test, 'x', 'expected failure');
  }

  override addUnexpectedSuccess(test: Value): void {
    super.addUnexpectedSuccess(test);
    this.#tell(test, 'u', 'unexpected success');
  }

  printErrors(): void {
    if (this.dots === true || this.showAll === true) this.stream.write('\n');
    for (const [flavour, list] of [
      ['ERROR', this.errors],
      ['FAIL', this.failures],
    ])
      for (const [test, error] of list)
        this.stream.write(
          `${'='.repeat(70)}\n${String(flavour)}: ${this.getDescription(test)}\n${'-'.repeat(70)}\n${text(error)}\n`,
        );
    if (this.unexpectedSuccesses.length === 0) return;
    this.stream.write(`${'='.repeat(70)}\n`);
    for (const test of this.unexpectedSuccesses)
      this.stream.write(`UNEXPECTED SUCCESS: ${this.getDescription(test)}\n`);
  }

  protected override _qualname(): string {
    return 'unittest.runner.TextTestResult';
  }
}
