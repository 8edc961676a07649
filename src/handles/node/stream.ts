/**
 * A stream over one of Node's Duplex streams, of whatever kind: reading, writing, ending. The Duplex must allow half-open
 * connections, and destroy itself when it breaks. Two other things that a Duplex does when it breaks are kept from it or held
 * back here:
 *  - it would give up reading because a write has failed, and what the peer sent before would be lost. So the outcome of a
 *    write or an end is kept from it, at the two methods that every kind of Duplex implements, _write and _final;
 *  - it emits 'end' and 'error' at once, whether or not anything reads. Here only a reader is told.
 * Events of a Duplex come from the poll phase, or from the tick after a call: never from within one.
 */
import type { Duplex } from 'node:stream';
import { ECANCELED, ENOTCONN, EOF, EPIPE } from '../errno.js';
import { type Entrance, enterHub, entrance } from '../enter-hub.js';
import type { StreamHandle, StreamOwner } from '../handle.js';
import { errnoOf } from '../node-errno.js';

/** A request that is under way. */
interface Write {
  readonly size: number;
  readonly done: (errno: number) => void;
}

/** A member of Node's streams that is not documented. */
interface Inside {
  /** Its queue holds what the system has not taken. */
  readonly _handle?: { readonly writeQueueSize?: number; readonly fd?: number } | null;
}

/** Sockets and terminals are counted among what keeps the process alive. */
interface Countable {
  ref?(): void;
  unref?(): void;
}

export class NodeStream implements StreamHandle {
  owner: StreamOwner | undefined = undefined;
  protected readonly hub: Entrance;
  #duplex: Duplex;
  #reading = false;
  /** Why no more will be read: EOF at the end of the stream, or the error it broke with; undefined while it goes on. */
  #readResult: number | undefined = undefined;
  /** Chunks that came before it broke and were not delivered yet. */
  readonly #late: Buffer[] = [];
  readonly #underWay: Write[] = [];
  #queued = 0;
  /** Results of the requests that have completed and not been reported yet, in the order they were made. */
  readonly #outcomes: number[] = [];
  /** Inside a call of the Duplex's write(); the result of that request, if it completes before the call returns. */
  #writing = false;
  #atOnce: number | undefined = undefined;
  /** The `done` of shutdown(), and the result for it. */
  #ending: ((errno: number) => void) | undefined = undefined;
  #endResult = 0;

  constructor(duplex: Duplex, hub = entrance()) {
    this.hub = hub;
    this.#duplex = this.use(duplex);
  }

  readStart(): number {
    const duplex = this.#duplex;
    this.#reading = true;
    if (this.#readResult !== undefined) process.nextTick(enterHub, this.hub, this.#tellReadResult, undefined);
    else if (duplex.readable || duplex.destroyed) duplex.resume();
    else return ENOTCONN;
    return 0;
  }

  readStop(): number {
    this.#reading = false;
    this.#duplex.pause();
    return 0;
  }

  /** Each request counts until all of it has been taken; of the first, what the system has taken already is left out if known. */
  get queued(): number {
    const [first] = this.#underWay;
    if (first === undefined) return 0;
    const { writeQueueSize = first.size } = (this.#duplex as Inside)._handle ?? {};
    return this.#queued - first.size + Math.min(writeQueueSize, first.size);
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

  get fd(): number {
    return (this.#duplex as Inside)._handle?.fd ?? -1;
  }

  keepAlive(on: boolean): void {
    const { ref, unref } = this.#duplex as Countable;
    (on ? ref : unref)?.call(this.#duplex);
  }

  /** The Duplex has read a chunk. */
  protected readonly arrived = (chunk: Buffer): void => {
    enterHub(this.hub, this.#onData, chunk);
  };

  /** Why the Duplex ended, as far as can be known: EOF, or an error that the system took for one. */
  protected endReason(): number {
    return EOF;
  }

  /** Go on with `duplex`. */
  protected use(duplex: Duplex): Duplex {
    this.#duplex = duplex;
    this.#keepOutcomes(duplex);
    return duplex
      .pause()
      .on('data', this.arrived)
      .on('end', () => {
        this.#readResult = this.endReason();
        enterHub(this.hub, this.#tellReadResult, undefined);
      })
      .on('error', (error) => {
        for (let chunk; (chunk = duplex.read() as Buffer | null) !== null;) this.#late.push(chunk);
        this.#readResult = errnoOf(error);
        enterHub(this.hub, this.#tellReadResult, undefined);
      })
      .on('finish', () => {
        enterHub(this.hub, this.#tellEnded, this.#endResult);
      })
      .on('close', () => {
        enterHub(this.hub, this.#dropAll, undefined);
      });
  }

  #keepOutcomes(duplex: Duplex): void {
    const write = duplex._write.bind(duplex);
    duplex._write = (chunk, encoding, callback) => {
      write(chunk, encoding, (error) => {
        // Some Nodes report success when a destroyed stream drops a write.
        const dropped = duplex.destroyed ? ECANCELED : 0;
        this.#written(error ? errnoOf(error) : dropped, callback);
      });
    };
    const final = duplex._final.bind(duplex);
    duplex._final = (callback) => {
      final((error) => {
        this.#endResult = error ? errnoOf(error) : 0;
        callback();
      });
    };
    // Without _writev, waiting writes are passed on one by one, so that each completes by itself.
    Object.assign(duplex, { _writev: null });
  }

  /** Returns the result of the request if it completes at once. */
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
    // goOn() begins the next request, which may complete before goOn() returns.
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
    this.#tellEnded(this.#dropReason);
  };

  #done(errno: number): void {
    const write = this.#underWay.shift();
    if (write === undefined) return;
    this.#queued -= write.size;
    write.done(errno === ECANCELED ? this.#dropReason : errno);
  }

  /** The error of requests that are given up: the one the stream broke with, if it did. */
  get #dropReason(): number {
    return this.#readResult === undefined || this.#readResult === EOF ? ECANCELED : this.#readResult;
  }

  readonly #onData = (chunk: Buffer): void => {
    this.owner?._onData(chunk);
  };

  readonly #tellReadResult = (): void => {
    for (let chunk; this.#reading && (chunk = this.#late.shift()) !== undefined;) this.owner?._onData(chunk);
    if (!this.#reading || this.#readResult === undefined) return;
    if (this.#readResult === EOF) this.owner?._onEnd();
    else this.owner?._onReadError(this.#readResult);
  };
}
