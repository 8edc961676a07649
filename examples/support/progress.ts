/** Progress of a long job: on a terminal a bar that fills up, else a line now and then. */
import { type Op, sleep } from 'evergreen-ts';

const WIDTH = 40;

export class Progress {
  readonly #what: string;
  readonly #total: number;
  readonly #count: () => number;
  readonly #began = performance.now();

  /** `count` returns how many of `total` are done. */
  constructor(what: string, total: number, count: () => number) {
    this.#what = what;
    this.#total = total;
    this.#count = count;
  }

  /** Show it until killed. */
  *show(): Op<void> {
    for (;;) {
      yield* sleep(process.stderr.isTTY ? 0.1 : 1);
      this.#print();
    }
  }

  /** The last word. */
  done(): void {
    this.#print();
    if (process.stderr.isTTY) process.stderr.write('\n');
  }

  #print(): void {
    const part = this.#count() / this.#total;
    const seconds = ((performance.now() - this.#began) / 1000).toFixed(1);
    const text = `${this.#count()} of ${this.#total} ${this.#what}, ${seconds} s`;
    if (process.stderr.isTTY) {
      const full = Math.round(part * WIDTH);
      process.stderr.write(`\r[${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] ${text} `);
    } else {
      process.stderr.write(`${text}\n`);
    }
  }
}
