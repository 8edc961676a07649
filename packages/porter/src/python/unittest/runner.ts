/** What runs tests and tells of them: TextTestRunner, and main(). */
import { NotImplementedError, SystemExit } from '../exceptions.js';
import { Kw, keywords, kw } from '../keywords.js';
import * as sys from '../modules/sys.js';
import { perf_counter } from '../modules/time.js';
import { PyObject, className } from '../object.js';
import { call, op } from '../plain.js';
import { text } from '../text.js';
import type { Value } from '../value.js';
import { TextTestResult } from './result.js';
import { type Steps, driven } from './settle.js';
import { TestSuite, ofClasses } from './suite.js';

const PARAMETERS = ['stream', 'descriptions', 'verbosity', 'failfast', 'buffer', 'resultclass', 'warnings'];

export class TextTestRunner extends PyObject {
  override __init__(...args: Value[]): void {
    const named = keywords(args);
    const [stream, descriptions = true, verbosity = 1, failfast = false, buffer, resultclass] =
      PARAMETERS.map((name, i) => (named.has(name) ? named.pop(name) : args[i]) as Value);
    if (buffer !== undefined && buffer !== false)
      throw new NotImplementedError('buffer is not there in evergreen-port');
    this.stream = stream ?? sys.stderr;
    this.descriptions = descriptions;
    this.verbosity = verbosity;
    this.failfast = failfast;
    this.resultclass = resultclass ?? TextTestResult;
  }

  *run(test: Value): Steps {
    const result: Value = call(this.resultclass, this.stream, this.descriptions, this.verbosity);
    result.failfast = this.failfast;
    const start = Number(perf_counter());
    result.startTestRun();
    try {
      yield* op(test.run(result));
    } finally {
      result.stopTestRun();
    }
    const seconds = Number(perf_counter()) - start;
    result.printErrors();
    const count = Number(result.testsRun);
    this.stream.write(
      `${'-'.repeat(70)}\nRan ${String(count)} test${count === 1 ? '' : 's'} in ${seconds.toFixed(3)}s\n\n${summary(result)}\n`,
    );
    return result;
  }
}

function summary(result: Value): string {
  const ok: Value = result.wasSuccessful();
  const counts = (
    [
      ['failures', result.failures],
      ['errors', result.errors],
      ['skipped', result.skipped],
      ['expected failures', result.expectedFailures],
      ['unexpected successes', result.unexpectedSuccesses],
    ] as const
  )
    .filter(([, list]) => list.length > 0)
    .map(([name, { length }]) => `${name}=${text(length)}`);
  return `${ok === true ? 'OK' : 'FAILED'}${counts.length === 0 ? '' : ` (${counts.join(', ')})`}`;
}

/** What main() returns, with `exit=False`. */
export class TestProgram extends PyObject {
  constructor(result: Value) {
    super();
    this.result = result;
  }
}

const OPTIONS = new Set(['module', 'defaultTest', 'argv', 'testRunner', 'exit', 'verbosity', 'failfast']);

/**
 * `unittest.main()`: the tests of `classes`, which the porter has found in the module; of the command line it takes names of tests, -v, -q
 * and -f. It raises SystemExit at the end.
 */
export function* main(classes: readonly Value[], options: Kw = kw({})): Steps {
  for (const name of options)
    if (!OPTIONS.has(String(name)))
      throw new NotImplementedError(`unittest.main(${text(name)}=…) is not there in evergreen-port`);
  const argv: string[] = options.get('argv') ?? sys.argv;
  let verbosity: Value = options.get('verbosity', 1);
  let failfast: Value = options.get('failfast') ?? false;
  const names: string[] = [];
  for (const arg of argv.slice(1))
    if (arg === '-v' || arg === '--verbose') verbosity = 2;
    else if (arg === '-q' || arg === '--quiet') verbosity = 0;
    else if (arg === '-f' || arg === '--failfast') failfast = true;
    else if (arg.startsWith('-'))
      throw new NotImplementedError(`unittest's ${arg} is not there in evergreen-port`);
    else names.push(arg);
  const wanted: Value = options.get('defaultTest');
  if (names.length === 0 && wanted !== null) names.push(...(Array.isArray(wanted) ? wanted : [wanted]));
  const all = ofClasses(classes);
  const suite =
    names.length === 0
      ? all
      : new TestSuite(all._flat().filter((test) => names.some((name) => isNamed(test, name))));
  const given: Value = options.get('testRunner');
  const runner: Value =
    given === null || typeof given === 'function'
      ? call(given ?? TextTestRunner, kw({ verbosity, failfast }))
      : given;
  const result: Value = yield* op(runner.run(suite));
  if (options.get('exit', true) === true) throw new SystemExit(result.wasSuccessful() === true ? 0 : 1);
  return new TestProgram(result);
}

/** `Class`, or `Class.test_method`. */
function isNamed(test: Value, name: string): boolean {
  const own = className(test.constructor);
  return name === own || name === `${own}.${text(test._testMethodName)}`;
}

/** main() of a program whose tests run loops of their own. */
export function mainOutside(classes: readonly Value[], options: Kw = kw({})): Promise<Value> {
  return driven(main(classes, options));
}
