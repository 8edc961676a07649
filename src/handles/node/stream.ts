/**
 * A stream over one of Node's Duplex streams, of whatever kind: reading, writing, ending. The Duplex must allow half-open
 * connections, and destroy itself when it breaks; what else it does when it breaks is not for us:
 *  - it would give up reading because a write has failed, and what the peer sent before would be lost. So the outcome of a
 *    write or an end is kept from it, at the two methods that every kind of Duplex implements, _write and _final;
 *  - it says at once when it ends or breaks, whether or not anybody reads. It is told here to who reads.
 * Events of a Duplex come from the poll phase, or from the tick after a call: never from within one.
 */
import type { Duplex } from 'node:stream';
import { ECANCELED, ENOTCONN, EPIPE } from '../errno.js';
import { enterHub, entrance } from '../enter-hub.js';
import type { StreamHandle, StreamOwner } from '../handle.js';
import { errnoOf } from '../node-errno.js';

/** A write that is under way. */
interface Write {
  readonly size: number;
  readonly done: (errno: number) => void;
}

export class NodeStream implements StreamHandle {
  owner: StreamOwner | undefined = undefined;
  /** That of the loop that it was made on; when it calls back late, that loop may be gone, and another one there or none. */
  protected readonly hub = entrance();
  #duplex: Duplex;
  #reading = false;
  /** How reading is over: 0 at the end of the stream, an error, undefined if it is not. */
  #over: number | undefined = undefined;
  /** Came before it broke, and is not told yet. */
  readonly #late: Buffer[] = [];
  readonly #underWay: Write[] = [];
  #queued = 0;
  /** What became of the writes that are over and not told yet, in the order they were made. */
  readonly #outcomes: number[] = [];
  /** Inside a call of its write(); if that write is over before the call is, how. */
  #writing = false;
  #atOnce: number | undefined = undefined;
  /** Whom to tell of the end, and what will be told. */
  #ending: ((errno: number) => void) | undefined = undefined;
  #ended = 0;

  constructor(duplex: Duplex) {
    this.#duplex = this.use(duplex);
  }

  readStart(): number {
    const duplex = this.#duplex;
    this.#reading = true;
    if (this.#over !== undefined) process.nextTick(enterHub, this.hub, this.#tellOver, undefined);
    else if (duplex.readable || duplex.destroyed) duplex.resume();
    else return ENOTCONN;
    return 0;
  }

  readStop(): number {
    this.#reading = false;
    this.#duplex.pause();
    return 0;
  }

  /** Each write counts until all of it has been taken. */
  get queued(): number {
    return this.#queued;
  }

  write(data: Uint8Array | string, done: (errno: number) => void): number {
    if (!this.#duplex.writable) return EPIPE;
    const bytes = typeof data === 'string' ? Buffer.from(data) : data;
    const errno = this.#try(bytes);
    if (errno !== undefined) return errno;
    this.#underWay.push({ size: bytes.length, done });
    this.#queued += bytes.length;
    return 1;
  }

  shutdown(done: (errno: number) => void): number {
    if (!this.#duplex.writable) return ENOTCONN;
    this.#ending = done;
    this.#duplex.end();
    return 0;
  }

  close(): void {
    this.owner = undefined;
    this.#duplex.destroy();
  }

  /** Something was read. */
  protected readonly arrived = (chunk: Buffer): void => {
    enterHub(this.hub, this.#onData, chunk);
  };

  /** Go on with `duplex`. */
  protected use(duplex: Duplex): Duplex {
    this.#duplex = duplex;
    this.#keepOutcomes(duplex);
    return duplex
      .pause()
      .on('data', this.arrived)
      .on('end', () => {
        this.#over = 0;
        enterHub(this.hub, this.#tellOver, undefined);
      })
      .on('error', (error) => {
        for (let chunk; (chunk = duplex.read() as Buffer | null) !== null;) this.#late.push(chunk);
        this.#over = errnoOf(error);
        enterHub(this.hub, this.#tellOver, undefined);
      })
      .on('finish', () => {
        enterHub(this.hub, this.#tellEnded, this.#ended);
      })
      .on('close', () => {
        enterHub(this.hub, this.#dropAll, undefined);
      });
  }

  #keepOutcomes(duplex: Duplex): void {
    const write = duplex._write.bind(duplex);
    duplex._write = (chunk, encoding, callback) => {
      write(chunk, encoding, (error) => {
        // Some Nodes call it a success when a destroyed stream drops it.
        const dropped = duplex.destroyed ? ECANCELED : 0;
        this.#written(error ? errnoOf(error) : dropped, callback);
      });
    };
    const final = duplex._final.bind(duplex);
    duplex._final = (callback) => {
      final((error) => {
        this.#ended = error ? errnoOf(error) : 0;
        callback();
      });
    };
    // Writes that wait are passed on one by one, so that each is done when it is done.
    Object.assign(duplex, { _writev: null });
  }

  /** What became of it, if that is known at once. */
  #try(bytes: Uint8Array): number | undefined {
    this.#atOnce = undefined;
    this.#writing = true;
    try {
      this.#duplex.write(bytes);
    } finally {
      this.#writing = false;
    }
    return this.#atOnce;
  }

  #written(errno: number, goOn: () => void): void {
    if (this.#writing) {
      this.#atOnce = errno;
      goOn();
      return;
    }
    // The next one begins in there, and may be over before goOn() returns.
    const first = this.#outcomes.push(errno) === 1;
    goOn();
    if (first) enterHub(this.hub, this.#tellWritten, undefined);
  }

  readonly #tellWritten = (): void => {
    for (const errno of this.#outcomes.splice(0)) this.#done(errno);
  };

  readonly #tellEnded = (errno: number): void => {
    const done = this.#ending;
    this.#ending = undefined;
    done?.(errno);
  };

  readonly #dropAll = (): void => {
    while (this.#underWay.length > 0) this.#done(ECANCELED);
    this.#tellEnded(this.#over || ECANCELED);
  };

  #done(errno: number): void {
    const write = this.#underWay.shift();
    if (write === undefined) return;
    this.#queued -= write.size;
    // It was given up because the stream broke: that is why.
    write.done(errno === ECANCELED ? this.#over || ECANCELED : errno);
  }

  readonly #onData = (chunk: Buffer): void => {
    this.owner?._onData(chunk);
  };

  readonly #tellOver = (): void => {
    for (let chunk; this.#reading && (chunk = this.#late.shift()) !== undefined;) this.owner?._onData(chunk);
    if (!this.#reading || this.#over === undefined) return;
    if (this.#over === 0) this.owner?._onEnd();
    else this.owner?._onReadError(this.#over);
  };
}
