// Tests of what there is on Unix only.

/** Skip what follows on Windows, and say so. */
export function unixOnly(test: Mocha.Context): void {
  if (process.platform !== 'win32') return;
  console.warn(`SKIPPED, as this is Windows: ${test.test?.parent?.fullTitle()}`);
  test.skip();
}
