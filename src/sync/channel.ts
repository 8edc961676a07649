/**
 * Channel: a rendezvous. Every send is matched with one receive, both first come, first served.
 *
 * Life of a value. Its sender parks with it. When a receiver is there, the two are matched: the receiver is woken, the
 * sender stays parked, in a second line, that of the matched. A receiver that runs takes the value of the first in that
 * line, and only then is the sender woken in turn: so a send that returns was taken. If a receiver is killed before it
 * runs, the last in that line is first among the unmatched again; so values are received in the order they were sent,
 * whoever is killed. If a sender is killed after it was matched, its value stays, as a receiver was promised one.
 */
import { type Op, PARKED, type Park, done } from '../tasklet/op.js';
import { outsideTasklet, runningTasklet } from '../tasklet/park.js';
import { WaitQueue, Waiter } from '../tasklet/wait-queue.js';
import { CoIteration } from './co-iteration.js';

/** The channel is closed. */
export class ChannelClosed extends Error {
  /** 'ChannelClosed'. */
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
  /** Those that no receiver was woken for. */
  readonly #senders = new WaitQueue<Sender<T>>();
  /** Those that one was woken for that has not run. */
  readonly #matched = new WaitQueue<Sender<T>>();
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

  /** @internal */
  get _matched(): WaitQueue<Sender<T>> {
    return this.#matched;
  }

  /** @internal Bring those who wait together. */
  _match(): void {
    while (this.#receivers.first !== undefined && this._matchSender()) this.#receivers.first._promise();
  }

  /** @internal There is a receiver for a sender; false if there is no sender. */
  _matchSender(): boolean {
    const sender = this.#senders.shift();
    if (sender !== undefined) this.#matched.push(sender);
    return sender !== undefined;
  }

  /** @internal A receiver that was woken is gone: so much for one of the matched. */
  _unmatch(): void {
    const sender = this.#matched.last as Sender<T>;
    this.#matched.remove(sender);
    if (sender._gone) return;
    this.#senders.unshift(sender);
    if (this.#closed) sender._wake(CLOSED);
    else this._match();
  }

  /** @internal A receiver that was woken runs: the value, or the error, that was sent to it. */
  _take(): T {
    return (this.#matched.shift() as Sender<T>)._take();
  }
}

/** What those are woken with whom the channel closes upon. */
const CLOSED = Symbol('closed');

/** Either side: when it has parked, there may be a match. */
abstract class Party<T, R> extends Waiter<R> {
  protected readonly channel: Channel<T>;

  constructor(channel: Channel<T>) {
    super(undefined);
    this.channel = channel;
  }

  // As in Leaf, and then the match.
  override next(value?: unknown): IteratorResult<Park, R> {
    const tasklet = runningTasklet();
    if (tasklet === undefined) throw outsideTasklet(this);
    if (tasklet._resumedFrom(this)) return done(this._end(value));
    if (this._begin(tasklet)) return done(this._end(undefined));
    tasklet._park(this);
    this.channel._match();
    return PARKED;
  }
}

class Sender<T> extends Party<T, void> {
  readonly #value: T | undefined;
  readonly #error: { readonly thrown: unknown } | undefined;
  /** It was killed after it was matched: nobody is to be told. */
  #gone = false;

  constructor(channel: Channel<T>, value: T | undefined, error: { readonly thrown: unknown } | undefined) {
    super(channel);
    this.#value = value;
    this.#error = error;
  }

  get _gone(): boolean {
    return this.#gone;
  }

  protected _try(): boolean {
    if (this.channel.closed) throw new ChannelClosed();
    return false;
  }

  protected _line(): WaitQueue<Waiter<unknown>> {
    return this.channel._senders;
  }

  /** Its receiver runs: give the value, or throw the error. */
  _take(): T {
    if (!this.#gone) this._wake();
    if (this.#error !== undefined) throw this.#error.thrown;
    return this.#value as T;
  }

  override _undo(): void {
    if (this._queue === this.channel._matched) this.#gone = true;
    else super._undo();
  }

  _end(value: unknown): void {
    if (value === CLOSED) throw new ChannelClosed();
  }

  _describe(): string {
    return 'Channel.send';
  }
}

abstract class Receiver<T, R> extends Party<T, R> {
  /** A sender is matched for it. */
  #promised = false;

  protected _try(): boolean {
    if (this.channel.closed) return true;
    // Who was woken and has not run is ahead.
    if (this.channel._matched.size === 0) this.#promised = this.channel._matchSender();
    return this.#promised;
  }

  protected _line(): WaitQueue<Waiter<unknown>> {
    return this.channel._receivers;
  }

  _promise(): void {
    this.#promised = true;
    this._wake();
  }

  protected override _giveBack(): void {
    if (this.#promised) this.channel._unmatch();
  }

  /** Take the value; undefined if the channel is closed. */
  protected taken(): { readonly value: T } | undefined {
    return this.#promised ? { value: this.channel._take() } : undefined;
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
