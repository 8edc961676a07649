/**
 * An open file of the system, and the place in it where the next byte is read or written. Node cannot move the place that the system
 * keeps: while ours is the same, bytes are taken and put there, so that a process that is given the descriptor goes on from it.
 */
import { SYSTEM } from '../exceptions.js';
import { nodeModule } from '../host.js';
import type { Value } from '../value.js';
import { system, systemError } from './system.js';

/** Descriptors of files that nobody has any more. */
const lost = new FinalizationRegistry<number>((descriptor) => {
  nodeModule('node:fs').closeSync(descriptor);
});

export class Descriptor {
  readonly number: number;
  /** As much as is read ahead. */
  readonly block: number;
  /** It has places: no pipe and no terminal. */
  readonly hasPlaces: boolean;
  readonly #path: Value;
  readonly #appends: boolean;
  /** Where the system is. */
  #system = 0;
  place = 0;

  constructor(path: Value, flags: string) {
    this.#path = path;
    this.#appends = flags.startsWith('a');
    this.number = typeof path === 'number' ? path : system(path, (fs) => fs.openSync(path, flags) as number);
    const stat: Value = system(path, (fs) => fs.fstatSync(this.number) as Value);
    this.hasPlaces = stat.isFile() === true;
    this.block = Math.max(Number(stat.blksize), 1);
    if (stat.isDirectory() === true) {
      nodeModule('node:fs').closeSync(this.number);
      throw systemError({ code: 'EISDIR' } satisfies { code: keyof typeof SYSTEM }, path);
    }
    if (this.#appends && this.hasPlaces) this.place = Number(stat.size);
    lost.register(this, this.number, this);
  }

  get size(): number {
    return this.#call((fs) => fs.fstatSync(this.number).size as number);
  }

  #call<T>(call: (fs: Value) => T): T {
    try {
      return call(nodeModule('node:fs'));
    } catch (error) {
      throw systemError(error, this.#path);
    }
  }

  /** Where the system is told to go: null if it is there. */
  get #there(): number | null {
    return this.hasPlaces && this.place !== this.#system ? this.place : null;
  }

  #moved(from: number | null, by: number): void {
    this.place += by;
    if (from === null) this.#system = this.place;
  }

  /** At most as many bytes; none at the end. */
  read(most: number): Buffer {
    const bytes = Buffer.allocUnsafe(most);
    const there = this.#there;
    const read = this.#call((fs) => fs.readSync(this.number, bytes, 0, most, there) as number);
    this.#moved(there, read);
    return bytes.subarray(0, read);
  }

  write(bytes: Buffer): void {
    for (let rest = bytes; rest.length > 0;) {
      const there = this.#appends ? null : this.#there;
      const written = this.#call((fs) => fs.writeSync(this.number, rest, 0, rest.length, there) as number);
      if (this.#appends && this.hasPlaces) this.#system = this.place = this.size;
      else this.#moved(there, written);
      rest = rest.subarray(written);
    }
  }

  truncate(size: number): void {
    this.#call((fs) => {
      fs.ftruncateSync(this.number, size);
    });
  }

  isTerminal(): boolean {
    return nodeModule('node:tty').isatty(this.number) as boolean;
  }

  close(): void {
    lost.unregister(this);
    this.#call((fs) => {
      fs.closeSync(this.number);
    });
  }
}
