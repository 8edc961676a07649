/**
 * Connecting a client: by one tasklet at a time, once, and given up when the client is closed or the tasklet is thrown into.
 * How a connection is made, over one address or several, is a Dialer's business.
 */
import { classNameOf } from '../../check.js';
import type { StreamHandle } from '../../handles/handle.js';
import { untilCalled } from '../../park/bridges.js';
import { checkpoint } from '../../park/checkpoint.js';
import { cutFrames } from '../../park/frames.js';
import type { Op, Park } from '../../park/op.js';
import { operation } from '../../park/operation.js';
import { type Failure, type StreamErrorClass, errorOf } from '../errors.js';
import { type BaseStream, connectStream, handleOf } from './stream.js';

/** How an attempt to connect ends. */
export type Outcome<H extends StreamHandle> = { readonly handle: H } | { readonly failure: Failure };

/** One attempt to connect. */
export interface Dialer<H extends StreamHandle> {
  /** `done` is called once, at once or later, unless it is cancelled before. The handle is then the caller's. */
  start(done: (outcome: Outcome<H>) => void): void;
  /** Close whatever was made and not given to `done`, which is not called any more. Does nothing when it is done. */
  cancel(): void;
}

/** What runs a generator: right above the frame of the one that runs now. */
const { next: resume } = (function* (): Generator<never, void> {
  // Only for its next().
})();

export class Connecting<H extends StreamHandle> {
  readonly #client: BaseStream;
  readonly #ErrorClass: StreamErrorClass;
  /** Ends the wait that is under way; undefined while nobody connects. */
  #giveUp: (() => void) | undefined = undefined;

  constructor(client: BaseStream, ErrorClass: StreamErrorClass) {
    this.#client = client;
    this.#ErrorClass = ErrorClass;
  }

  /**
   * Connect the client; `address` is for people. Parks. Errors of the client's class: EISCONN, EALREADY, ECLOSED, or the
   * failure of the dialer.
   */
  connect(address: string, dialer: Dialer<H>): Op<void> {
    return operation(`${this.#name}.connect`, this.#connect(address, dialer));
  }

  /** The client was closed: whoever connects it gets ECLOSED. */
  giveUp(): void {
    this.#giveUp?.();
  }

  get #name(): string {
    return classNameOf(this.#client);
  }

  *#connect(address: string, dialer: Dialer<H>): Generator<Park, void, unknown> {
    yield* checkpoint(); // from here until it has begun no other tasklet runs: none connects the client, too
    const reason = this.#whyNot();
    if (reason !== undefined) throw this.#error(reason);
    try {
      const outcome = yield* untilCalled<Outcome<H>>(
        `${this.#name}.connect ${address}`,
        (tell) => {
          this.#giveUp = () => tell({ failure: 'ECLOSED' });
          dialer.start((result) => {
            if (this.#client.closed) discard(result);
            else tell(result);
          });
        },
        discard,
      );
      if (this.#client.closed) {
        // After the handle came, and before this tasklet had its turn.
        discard(outcome);
        throw this.#error('ECLOSED');
      }
      if ('failure' in outcome) throw this.#error(outcome.failure);
      this.#take(outcome.handle);
    } finally {
      this.#giveUp = undefined;
      dialer.cancel();
    }
  }

  /** What a subclass's _setConnected() throws closes the client: nobody else would close the connection. */
  #take(handle: H): void {
    try {
      connectStream(this.#client, handle);
    } catch (error) {
      handle.close();
      this.#client.close();
      throw error;
    }
  }

  /** Why the client cannot be connected now. */
  #whyNot(): Failure | undefined {
    if (this.#client.closed) return 'ECLOSED';
    const because = (code: string, what: string): Failure => ({
      code,
      message: `${this.#name} is ${what} already`,
    });
    if (handleOf(this.#client) !== undefined) return because('EISCONN', 'connected');
    if (this.#giveUp !== undefined) return because('EALREADY', 'connecting');
    return undefined;
  }

  #error(failure: Failure): Error {
    const error = errorOf(this.#ErrorClass, this.#name, failure);
    cutFrames(error, resume);
    return error;
  }
}

/** Nobody wants it any more. */
function discard(outcome: Outcome<StreamHandle>): void {
  if ('handle' in outcome) outcome.handle.close();
}
