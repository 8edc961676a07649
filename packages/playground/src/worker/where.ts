/**
 * The line of the program that runs now, or where an error was made: from stacks, of V8 as of the other engines.
 */

/** How an address stands in a stack: "blob:http://…/3f2c:12:5". */
export class Where {
  readonly #position: RegExp;

  /** `address`: that of the program's module. */
  constructor(address: string) {
    this.#position = new RegExp(`${address.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}:(\\d+)`);
    Error.stackTraceLimit = 30;
  }

  /** From 1; 0 if the program is not on the stack. */
  now(): number {
    return this.of(new Error('where')) ?? 0;
  }

  /** Of the topmost frame that is the program's. */
  of(error: unknown): number | undefined {
    let stack: unknown;
    try {
      stack = (error as { stack?: unknown } | undefined | null)?.stack;
    } catch {
      // A getter of the program's that throws.
    }
    const [, line] = (typeof stack === 'string' ? this.#position.exec(stack) : null) ?? [];
    return line === undefined ? undefined : Number(line);
  }
}
