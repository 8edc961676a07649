// For what is to be as loud as an uncaught exception: caught here, before it ends the process or the test run.

/** The uncaught exceptions while `body` runs, and right after. */
export async function uncaughtDuring(body: () => Promise<unknown>): Promise<unknown[]> {
  const others = process.listeners('uncaughtException');
  const seen: unknown[] = [];
  process.removeAllListeners('uncaughtException').on('uncaughtException', (error) => seen.push(error));
  try {
    await body();
    await new Promise(setImmediate);
  } finally {
    process.removeAllListeners('uncaughtException');
    for (const other of others) process.on('uncaughtException', other);
  }
  return seen;
}
