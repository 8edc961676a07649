/** Python's unittest: tests whose methods may park. Discovery, mock, assertLogs() and setUpModule() are not there. */
export { SubTest, TestCase } from '../unittest/case.js';
export { TestResult, TextTestResult } from '../unittest/result.js';
export { TestProgram, TextTestRunner, main, mainOutside } from '../unittest/runner.js';
export { SkipTest, expectedFailure, skip, skipIf, skipUnless } from '../unittest/skip.js';
export { TestLoader, TestSuite, defaultTestLoader, makeSuite } from '../unittest/suite.js';
