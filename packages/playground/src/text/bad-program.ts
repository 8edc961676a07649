/**
 * A program that cannot be run, and what is wrong with its text.
 */
export class BadProgram extends Error {
  override readonly name = 'BadProgram';
  /** From 1. */
  readonly line: number;
  /** From 0. */
  readonly column: number;

  constructor(message: string, line: number, column = 0) {
    super(message);
    this.line = line;
    this.column = column;
  }
}
