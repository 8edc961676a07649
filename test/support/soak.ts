// Soak tests: they do the same many times over, and take long. What they find hardly depends on the version of Node.

/** Skip what follows where EVERGREEN_SOAK is 0, as in all runs of .ci/run but one. */
export function soakOnly(test: Mocha.Context): void {
  if (process.env.EVERGREEN_SOAK === '0') test.skip();
}
