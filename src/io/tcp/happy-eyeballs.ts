/**
 * Happy eyeballs (RFC 8305): the addresses of a host are tried one after the other, the next when the last one has failed, or
 * has not answered for a quarter of a second. The first that answers wins. So an address that swallows everything costs a
 * quarter of a second, not the minutes that the system tries.
 */
import { isIP } from 'node:net';
import { EAFNOSUPPORT } from '../../handles/errno.js';
import type { TCPHandle } from '../../handles/handle.js';
import { handles } from '../../handles/index.js';
import type { Timer } from '../../loop/runnable.js';
import { after, cancelTimer } from '../../loop/thread.js';
import { type Address, resolve } from '../address.js';
import { textOf } from '../address-text.js';
import type { Failure } from '../errors.js';
import type { Dialer, Outcome } from '../stream/connecting.js';

/** Seconds that an address has for itself before the next is tried beside it. */
const ATTEMPT_DELAY = 0.25;

export class HappyEyeballs implements Dialer<TCPHandle>, Timer {
  /** Of the attempt timer. */
  _slot = -1;
  readonly #host: string;
  readonly #port: number;
  /** What to connect from. */
  readonly #source: Address | undefined;
  /** Undefined before the start, and when it is over. */
  #done: ((outcome: Outcome<TCPHandle>) => void) | undefined = undefined;
  /** Those not tried yet, in order. */
  #addresses: string[] = [];
  readonly #underWay = new Set<TCPHandle>();
  /** Of the last address that has failed. */
  #failure: Failure;

  constructor([host, port]: Address, source: Address | undefined) {
    this.#host = host;
    this.#port = port;
    this.#source = source;
    this.#failure = { code: 'ENOTFOUND', message: `${host} has no address` };
  }

  start(done: (outcome: Outcome<TCPHandle>) => void): void {
    this.#done = done;
    if (isIP(this.#host) !== 0) this.#tryThese([this.#host]);
    else resolve(this.#host, (found) => this.#resolved(found));
  }

  cancel(): void {
    this.#done = undefined;
    cancelTimer(this);
    for (const handle of this.#underWay) handle.close();
    this.#underWay.clear();
  }

  /** The attempt timer: the last address has had its time for itself. */
  _due(): void {
    this.#tryNext();
  }

  #resolved(found: string[] | Failure): void {
    // Nobody waits any more.
    if (this.#done === undefined) return;
    if (Array.isArray(found)) this.#tryThese(found);
    else this.#end({ failure: found });
  }

  /** Those that can be reached from the source address, if there are any. */
  #tryThese(found: string[]): void {
    const source = this.#source;
    const reachable = found.filter((address) => source === undefined || isIP(address) === isIP(source[0]));
    this.#addresses = interleaved(reachable.length > 0 ? reachable : found);
    this.#tryNext();
  }

  #tryNext(): void {
    for (let address; (address = this.#addresses.shift()) !== undefined;) {
      const handle = handles().tcp();
      const failure = this.#begin(handle, address);
      if (failure === undefined) {
        this.#underWay.add(handle);
        if (this.#addresses.length > 0) after(ATTEMPT_DELAY, this);
        return;
      }
      this.#failure = failure;
      handle.close();
    }
    if (this.#underWay.size === 0) this.#end({ failure: this.#failure });
  }

  /** The failure, if it is known at once. */
  #begin(handle: TCPHandle, address: string): Failure | undefined {
    const source = this.#source;
    // As the systems report it in different ways.
    if (source !== undefined && isIP(source[0]) !== isIP(address))
      return this.#failureOf(address, EAFNOSUPPORT);
    const bound = source === undefined ? 0 : handle.bind(...source);
    if (bound < 0) return this.#failureOf(address, bound, 'bind');
    const errno = handle.connect(address, this.#port, (errno, syscall) => {
      this.#answered(handle, errno < 0 ? this.#failureOf(address, errno, syscall) : undefined);
    });
    return errno < 0 ? this.#failureOf(address, errno) : undefined;
  }

  #failureOf(address: string, errno: number, syscall = 'connect'): Failure {
    const source = syscall === 'bind' ? this.#source : undefined;
    return { errno, syscall, address: textOf(source ?? [address, this.#port]) };
  }

  #answered(handle: TCPHandle, failure: Failure | undefined): void {
    if (!this.#underWay.delete(handle)) return;
    if (failure === undefined) {
      handle.setNoDelay(true);
      this.#end({ handle });
    } else {
      handle.close();
      cancelTimer(this);
      this.#failure = failure;
      this.#tryNext();
    }
  }

  #end(outcome: Outcome<TCPHandle>): void {
    const done = this.#done;
    this.cancel();
    done?.(outcome);
  }
}

/** IPv6 and IPv4 by turns, starting with the family that the resolver put first (RFC 8305, 4). */
export function interleaved(addresses: readonly string[]): string[] {
  const first = isIP(addresses[0] ?? '');
  const preferred = addresses.filter((address) => isIP(address) === first);
  const others = addresses.filter((address) => isIP(address) !== first);
  const longest = Math.max(preferred.length, others.length);
  return Array.from({ length: longest }, (_, i) => [preferred[i], others[i]])
    .flat()
    .filter((address) => address !== undefined);
}
