/**
 * Connecting: the addresses of a host, raced as RFC 8305 advises. Failures travel as values here: what is thrown is a kill
 * or a Timeout, whatever its class, and never taken for an address that did not answer.
 */
import { isIP } from 'node:net';
import type { Timer } from '../../loop/runnable.js';
import { after, cancelTimer } from '../../loop/thread.js';
import { untilCalled } from '../../park/bridges.js';
import type { Park } from '../../park/op.js';
import { type Address, resolve, textOf } from '../address.js';
import { StreamError, TCPError, systemError } from '../errors.js';
import type { TCPHandle } from '../../handles/handle.js';
import { handles } from '../../handles/index.js';

/** Seconds that an address has for itself before the next is tried beside it. */
const ATTEMPT_DELAY = 0.25;

export class Connector {
  readonly #host: string;
  readonly #port: number;
  readonly #source: Address | undefined;
  /** Why to give up, once there is a reason. */
  #reason: StreamError | undefined = undefined;
  /** Ends the wait that is under way. */
  #interrupt: (() => void) | undefined = undefined;

  constructor([host, port]: Address, source: Address | undefined) {
    this.#host = host;
    this.#port = port;
    this.#source = source;
  }

  /** A handle that is connected. Parks. TCPError of the last address, if none answers. */
  *run(): Generator<Park, TCPHandle, unknown> {
    const race = new Race(inTurns(yield* this.#addresses()), this.#port, this.#source);
    let winner: TCPHandle | undefined;
    try {
      const what = `TCPClient.connect ${textOf([this.#host, this.#port])}`;
      const outcome = yield* untilCalled<TCPHandle | StreamError | undefined>(what, (tell) => {
        this.#interrupt = () => tell(this.#reason);
        race.start(tell);
      });
      const failure = this.#reason ?? outcome;
      if (failure === undefined) throw new TCPError(`${this.#host} has no address`, { code: 'ENOTFOUND' });
      if (failure instanceof StreamError) throw failure;
      winner = failure;
      return winner;
    } finally {
      race.end(winner);
    }
  }

  /** run() is to throw `reason`, at once. */
  giveUp(reason: StreamError): void {
    this.#reason = reason;
    this.#interrupt?.();
  }

  /** Those that can be reached from the source address, if there are any. */
  *#addresses(): Generator<Park, readonly string[], unknown> {
    if (isIP(this.#host) !== 0) return [this.#host];
    const found = yield* untilCalled<string[] | StreamError>(`TCPClient.connect ${this.#host}`, (tell) => {
      this.#interrupt = () => tell([]);
      resolve(this.#host, tell);
    });
    if (this.#reason !== undefined) throw this.#reason;
    if (found instanceof StreamError) throw found;
    const source = this.#source;
    const reachable = found.filter((address) => source === undefined || isIP(address) === isIP(source[0]));
    return reachable.length > 0 ? reachable : found;
  }
}

/** The families by turns, beginning with that of the first: the system has sorted them, and knows which it prefers. */
export function inTurns(addresses: readonly string[]): string[] {
  const family = isIP(addresses[0] ?? '');
  const preferred = addresses.filter((address) => isIP(address) === family);
  const others = addresses.filter((address) => isIP(address) !== family);
  const longest = Math.max(preferred.length, others.length);
  return Array.from({ length: longest }, (_, i) => [preferred[i], others[i]])
    .flat()
    .filter((address) => address !== undefined);
}

/**
 * One address after the other: the next when the last one has failed, or has not answered for a while. The first that
 * answers wins. So an address that swallows everything costs a quarter of a second, not the minutes the system tries.
 */
class Race implements Timer {
  _slot = -1;
  readonly #addresses: readonly string[];
  readonly #port: number;
  readonly #source: Address | undefined;
  /** Whom to tell of the end; undefined before the start, and once it is told. */
  #tell: ((outcome: TCPHandle | StreamError | undefined) => void) | undefined = undefined;
  #next = 0;
  readonly #underWay = new Set<TCPHandle>();
  #winner: TCPHandle | undefined = undefined;
  #failure: StreamError | undefined = undefined;

  constructor(addresses: readonly string[], port: number, source: Address | undefined) {
    this.#addresses = addresses;
    this.#port = port;
    this.#source = source;
  }

  /** `tell` of the handle that won, the last failure, or undefined if there was no address. */
  start(tell: (outcome: TCPHandle | StreamError | undefined) => void): void {
    this.#tell = tell;
    this.#tryNext();
  }

  /** Close whatever was made but the one that was taken. */
  end(taken: TCPHandle | undefined): void {
    this.#over(undefined);
    if (this.#winner !== taken) this.#winner?.close();
  }

  _due(): void {
    this.#tryNext();
  }

  #tryNext(): void {
    while (this.#next < this.#addresses.length) {
      const handle = handles().tcp();
      this.#failure = this.#begin(handle, this.#addresses[this.#next++] as string);
      if (this.#failure === undefined) {
        this.#underWay.add(handle);
        if (this.#next < this.#addresses.length) after(ATTEMPT_DELAY, this);
        return;
      }
      handle.close();
    }
    if (this.#underWay.size === 0) this.#over(this.#failure);
  }

  /** The failure, if it is known at once. */
  #begin(handle: TCPHandle, address: string): StreamError | undefined {
    const source = this.#source;
    if (source !== undefined) {
      const bound = handle.bind(...source);
      if (bound < 0) return systemError(TCPError, bound, 'bind', textOf(source));
    }
    const failure = (errno: number, syscall?: string): StreamError | undefined => {
      if (errno >= 0) return undefined;
      if (syscall === 'bind' && source !== undefined)
        return systemError(TCPError, errno, 'bind', textOf(source));
      return systemError(TCPError, errno, 'connect', textOf([address, this.#port]));
    };
    return failure(
      handle.connect(address, this.#port, (...outcome) => this.#answered(handle, failure(...outcome))),
    );
  }

  #answered(handle: TCPHandle, failure: StreamError | undefined): void {
    if (!this.#underWay.delete(handle)) return;
    if (failure !== undefined) {
      handle.close();
      this.#rest();
      this.#failure = failure;
      this.#tryNext();
    } else {
      this.#winner = handle;
      this.#over(handle);
    }
  }

  #over(outcome: TCPHandle | StreamError | undefined): void {
    this.#rest();
    for (const handle of this.#underWay) handle.close();
    this.#underWay.clear();
    this.#next = this.#addresses.length;
    const tell = this.#tell;
    this.#tell = undefined;
    tell?.(outcome);
  }

  /** The next one is not to be tried by the clock. */
  #rest(): void {
    cancelTimer(this);
  }
}
