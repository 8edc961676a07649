/**
 * Channel: a rendezvous. Every send is matched with one receive, both first come, first served.
 *
 * Life of a value. Its sender parks with it. When a receiver is there, the two are matched: the receiver is woken, the
 * sender stays parked, in a second line, that of the matched. A receiver that runs takes the value of the first in that
 * line, and only then is the sender woken in turn: so a send that returns was taken. If a receiver is killed before it
 * runs, the last in that line is first among the unmatched again; so values are received in the order they were sent,
 * whoever is killed. If a sender is killed after it was matched, its value stays, as a receiver was promised one.
 */
import { EvergreenError } from '../errors.js';
import type { Op } from '../park/op.js';
import { WaitQueue } from '../park/wait-queue.js';
import { Kind, Waiter } from '../park/waiter.js';
import { BaseCoIterator } from './co-iterator.js';

/** The channel is closed. */
export class ChannelClosed extends EvergreenError {
  constructor(message = 'the channel is closed', options?: ErrorOptions) {
    super('ChannelClosed', 'EVERGREEN_CHANNEL_CLOSED', message, options);
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
export class Channel<T> extends BaseCoIterator<T> {
  /** @internal Senders that no receiver was woken for. */
  readonly _senders = new WaitQueue<Sender<T>>();
  /** @internal Senders that one was woken for that has not run. */
  readonly _matched = new WaitQueue<Sender<T>>();
  /** @internal */
  readonly _receivers = new WaitQueue<Receiver<T>>();
  #closed = false;

  /** close() was called. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Hand a value to a receiver. Parks until it is taken. ChannelClosed once closed. */
  send(value: T): Op<void> {
    return new Waiter(SEND, this, undefined, value);
  }

  /** Throw an error at a receiver. Parks until it is. ChannelClosed once closed. */
  sendException(error: unknown): Op<void> {
    return new Waiter(SEND_EXCEPTION, this, undefined, error);
  }

  /** A value from a sender, or the error one has sent. Parks until there is one. ChannelClosed once closed. */
  receive(): Op<T> {
    return new Waiter(RECEIVE as Kind<Channel<T>, T>, this, undefined, undefined);
  }

  /** As receive(), but says `done` once the channel is closed. Parks. */
  next(): Op<IteratorResult<T, void>> {
    return new Waiter(NEXT as Kind<Channel<T>, IteratorResult<T, void>>, this, undefined, undefined);
  }

  /** Who is parked on it, and whoever comes, gets ChannelClosed. Twice is fine. Does not park. */
  close(): void {
    this.#closed = true;
    this._senders.wakeAll(CLOSED);
    this._receivers.wakeAll(CLOSED);
  }

  /** @internal Bring those who wait together: wake a receiver for each sender. */
  _match(): void {
    for (let receiver; (receiver = this._receivers.first) !== undefined;) {
      const sender = this._senders.shift();
      if (sender === undefined) return;
      this._matched.push(sender);
      receiver.granted = true;
      receiver._wake();
    }
  }

  /** @internal A receiver that was woken is gone: so much for the last of the matched. */
  _unmatch(): void {
    const sender = this._matched.last as Sender<T>;
    this._matched.remove(sender);
    if (sender.granted) return;
    this._senders.unshift(sender);
    if (this.#closed) sender._wake(CLOSED);
    else this._match();
  }

  /** @internal A receiver that was promised one runs: the value that was sent to it, or the error, thrown. */
  _take(): T {
    // Who did not have to wait finds none that is matched.
    const sender = (this._matched.first ?? this._senders.first) as Sender<T>;
    if (sender.granted) this._matched.remove(sender);
    else sender._wake();
    if ((sender.kind as unknown) === SEND_EXCEPTION) throw sender.arg;
    return sender.arg;
  }
}

/** Given the value, or the error. Promised when it was killed after it was matched: its value stays, and nobody is told. */
type Sender<T> = Waiter<Channel<T>, void, T>;
/** Promised when a sender is matched for it. */
type Receiver<T> = Waiter<Channel<T>, unknown>;

/** What those are woken with whom the channel closes upon. */
const CLOSED = Symbol('closed');

const sending = {
  tryNow(channel: Channel<unknown>): boolean {
    if (channel.closed) throw new ChannelClosed();
    return false;
  },
  queue: (channel: Channel<unknown>) => channel._senders,
  parked: (channel: Channel<unknown>) => channel._match(),
  undo(channel: Channel<unknown>, sender: Sender<unknown>): void {
    if (sender._queue === channel._matched) sender.granted = true;
    else sender.withdraw();
  },
  result(_channel: unknown, _sender: unknown, value: unknown): void {
    if (value === CLOSED) throw new ChannelClosed();
  },
};

const SEND = new Kind<Channel<unknown>, void, unknown>({ ...sending, describe: () => 'Channel.send' });

const SEND_EXCEPTION = new Kind<Channel<unknown>, void, unknown>({
  ...sending,
  describe: () => 'Channel.sendException',
});

const receiving = {
  tryNow(channel: Channel<unknown>, receiver: Receiver<unknown>): boolean {
    if (channel.closed) return true;
    // Who was woken and has not run is ahead.
    return (receiver.granted = channel._matched.size === 0 && channel._senders.size > 0);
  },
  queue: (channel: Channel<unknown>) => channel._receivers,
  parked: (channel: Channel<unknown>) => channel._match(),
  giveBack(channel: Channel<unknown>, { granted }: Receiver<unknown>): void {
    if (granted) channel._unmatch();
  },
};

const RECEIVE = new Kind<Channel<unknown>, unknown>({
  ...receiving,
  describe: () => 'Channel.receive',
  result(channel, { granted }) {
    if (!granted) throw new ChannelClosed();
    return channel._take();
  },
});

const NEXT = new Kind<Channel<unknown>, IteratorResult<unknown, void>>({
  ...receiving,
  describe: () => 'Channel.next',
  result: (channel, { granted }) =>
    granted ? { done: false, value: channel._take() } : { done: true, value: undefined },
});
