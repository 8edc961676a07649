/**
 * Connecting: the addresses of a host, each tried in turn until one answers. Failures travel as values here: what is
 * thrown is a kill or a Timeout, whatever its class, and never taken for an address that did not answer.
 */
import { isIP } from 'node:net';
import { untilCalled } from '../tasklet/bridges.js';
import type { Park } from '../tasklet/op.js';
import { type Address, resolve, textOf } from './address.js';
import { StreamError, TCPError, systemError } from './errors.js';
import type { TCPHandle } from './handles/handle.js';
import { handles } from './handles/index.js';

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
    let failure: StreamError | undefined;
    for (const address of yield* this.#addresses()) {
      const outcome = yield* this.#attempt(address);
      if (!(outcome instanceof StreamError)) return outcome;
      failure = outcome;
      if (this.#reason !== undefined) break;
    }
    throw this.#reason ?? failure ?? new TCPError(`${this.#host} has no address`, { code: 'ENOTFOUND' });
  }

  /** run() is to throw `reason`, at once. */
  giveUp(reason: StreamError): void {
    this.#reason = reason;
    this.#interrupt?.();
  }

  *#addresses(): Generator<Park, readonly string[], unknown> {
    if (isIP(this.#host) !== 0) return [this.#host];
    const found = yield* untilCalled<string[] | StreamError>(`TCPClient.connect ${this.#host}`, (tell) => {
      this.#interrupt = () => tell([]);
      resolve(this.#host, tell);
    });
    if (found instanceof StreamError) throw found;
    return this.#reason === undefined ? found : [];
  }

  *#attempt(address: string): Generator<Park, TCPHandle | StreamError, unknown> {
    const handle = handles().tcp();
    let connected = false;
    try {
      const what = `TCPClient.connect ${textOf([address, this.#port])}`;
      const failure = yield* untilCalled<StreamError | undefined>(what, (tell) => {
        this.#interrupt = () => tell(this.#reason);
        this.#begin(handle, address, tell);
      });
      const wrong = this.#reason ?? failure;
      connected = wrong === undefined;
      return wrong ?? handle;
    } finally {
      if (!connected) handle.close();
    }
  }

  /** `tell` how it goes: now, or when it is known. */
  #begin(handle: TCPHandle, address: string, tell: (failure: StreamError | undefined) => void): void {
    const source = this.#source;
    const failed = (errno: number, syscall: string, where: Address): void =>
      tell(systemError(TCPError, errno, syscall, textOf(where)));
    const target = [address, this.#port] as const;
    const bound = source === undefined ? 0 : handle.bind(...source);
    if (source !== undefined && bound < 0) {
      failed(bound, 'bind', source);
      return;
    }
    const errno = handle.connect(...target, (status) => {
      if (status < 0) failed(status, 'connect', target);
      else tell(undefined);
    });
    if (errno < 0) failed(errno, 'connect', target);
  }
}
