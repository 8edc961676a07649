/**
 * Channel: a rendezvous. Every send is matched with one receive, both first come, first served.
 *
 * Life of a value. Its sender parks with it. When a receiver is there, the two are matched: the receiver is woken, the
 * sender stays parked. Only when the receiver has run and taken the value is the sender woken in turn, so that a send that
 * returns was taken. If the receiver is killed before it runs, the sender is first in line again, ahead of all others;
 * if the sender is killed after the match, the receiver has the value nevertheless, as it may be running already.
 */
import type { Op } from '../tasklet/op.js';
import type { Parkable } from '../tasklet/park.js';
import { WaitQueue, Waiter } from '../tasklet/wait-queue.js';
import { CoIteration } from './co-iteration.js';

/** The channel is closed. */
export class ChannelClosed extends Error {
  override readonly name: string = 'ChannelClosed';
  /** Always the same: it tells this error where `instanceof` cannot. */
  readonly code: string = 'EVERGREEN_CHANNEL_CLOSED';
  constructor(message = 'the channel is closed', options?: ErrorOptions) {
    super(message, options);
  }
}

/**
 * A rendezvous: send() parks until a receiver took the value. Any number of senders and receivers, served in turn.
 *
 * Source: evergreen.channel.Channel.
 *
 * @example
 * const channel = new Channel<number>();
 * spawn(function* (): Op<void> {
 *   for (let i = 0; i < 3; i++) yield* channel.send(i);
 *   channel.close();
 * });
 * spawn(() => channel.forEach((i) => console.log(i)));
 */
export class Channel<T> extends CoIteration<T> {
  readonly #senders = new WaitQueue<Sender<T>>();
  readonly #receivers = new WaitQueue<Receiver<T, unknown>>();
  #closed = false;

  /** close() was called. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Hand a value to a receiver. Parks until it is taken. ChannelClosed once closed. */
  send(value: T): Op<void> {
    return new Sender<T>(this, value, undefined);
  }

  /** Throw an error at a receiver. Parks until it is. ChannelClosed once closed. */
  sendException(error: unknown): Op<void> {
    return new Sender<T>(this, undefined, { thrown: error });
  }

  /** A value from a sender, or the error one has sent. Parks until there is one. ChannelClosed once closed. */
  receive(): Op<T> {
    return new Receive<T>(this);
  }

  /** As receive(), but says `done` once the channel is closed. Parks. */
  next(): Op<IteratorResult<T, void>> {
    return new Next<T>(this);
  }

  /** Who is parked on it, and whoever comes, gets ChannelClosed. Twice is fine. Does not park. */
  close(): void {
    this.#closed = true;
    this.#senders.wakeAll(CLOSED);
    this.#receivers.wakeAll(CLOSED);
  }

  /** @internal */
  get _senders(): WaitQueue<Sender<T>> {
    return this.#senders;
  }

  /** @internal */
  get _receivers(): WaitQueue<Receiver<T, unknown>> {
    return this.#receivers;
  }

  /** @internal Bring those who wait together. */
  _match(): void {
    while (this.#receivers.first !== undefined && this.#senders.first !== undefined) {
      this.#receivers.first._matched(this.#senders.shift() as Sender<T>);
    }
  }

  /** @internal The receiver it was matched with is gone. */
  _rematch(sender: Sender<T>): void {
    if (this.#closed) {
      sender._wake(CLOSED);
      return;
    }
    this.#senders.unshift(sender);
    this._match();
  }
}

/** What those are woken with whom the channel closes upon. */
const CLOSED = Symbol('closed');

class Sender<T> extends Waiter<void> {
  readonly #channel: Channel<T>;
  readonly #value: T | undefined;
  readonly #error: { readonly thrown: unknown } | undefined;
  /** It was killed after it was matched: nobody is to be told. */
  #gone = false;

  constructor(channel: Channel<T>, value: T | undefined, error: { readonly thrown: unknown } | undefined) {
    super(undefined);
    this.#channel = channel;
    this.#value = value;
    this.#error = error;
  }

  override _begin(tasklet: Parkable): boolean {
    const over = super._begin(tasklet);
    this.#channel._match();
    return over;
  }

  protected _try(): boolean {
    if (this.#channel.closed) throw new ChannelClosed();
    return false;
  }

  protected _line(): WaitQueue<Waiter<unknown>> {
    return this.#channel._senders;
  }

  /** Its receiver runs: give the value, or throw the error. */
  _take(): T {
    if (!this.#gone) this._wake();
    if (this.#error !== undefined) throw this.#error.thrown;
    return this.#value as T;
  }

  /** Its receiver was killed before it ran. */
  _refused(): void {
    if (!this.#gone) this.#channel._rematch(this);
  }

  protected override _giveBack(): void {
    this.#gone = true;
  }

  _end(value: unknown): void {
    if (value === CLOSED) throw new ChannelClosed();
  }

  _describe(): string {
    return 'Channel.send';
  }
}

abstract class Receiver<T, R> extends Waiter<R> {
  protected readonly channel: Channel<T>;
  #sender: Sender<T> | undefined = undefined;

  constructor(channel: Channel<T>) {
    super(undefined);
    this.channel = channel;
  }

  protected _try(): boolean {
    // A sender waits only if no receiver does, so who finds one is not overtaking.
    this.#sender = this.channel._senders.shift();
    return this.#sender !== undefined || this.channel.closed;
  }

  protected _line(): WaitQueue<Waiter<unknown>> {
    return this.channel._receivers;
  }

  _matched(sender: Sender<T>): void {
    this.#sender = sender;
    this._wake();
  }

  protected override _giveBack(): void {
    this.#sender?._refused();
  }

  /** Take the value; false if the channel is closed. */
  protected taken(): { readonly value: T } | undefined {
    const sender = this.#sender;
    return sender === undefined ? undefined : { value: sender._take() };
  }
}

class Receive<T> extends Receiver<T, T> {
  _end(): T {
    const taken = this.taken();
    if (taken === undefined) throw new ChannelClosed();
    return taken.value;
  }

  _describe(): string {
    return 'Channel.receive';
  }
}

class Next<T> extends Receiver<T, IteratorResult<T, void>> {
  _end(): IteratorResult<T, void> {
    const taken = this.taken();
    return taken === undefined ? { done: true, value: undefined } : { done: false, value: taken.value };
  }

  _describe(): string {
    return 'Channel.next';
  }
}
