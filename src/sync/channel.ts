/**
 * Channel: a rendezvous. Every send is matched with one receive, both first come, first served.
 *
 * Life of a value. Its sender parks with it. When a receiver is there, the two are matched: the receiver is woken, the
 * sender stays parked, in a second queue, that of the matched. A receiver that runs takes the value of the first in that
 * queue, and only then is the sender woken in turn: when a send returns, its value was taken. If a receiver is killed before
 * it runs, the last in that queue is first among the unmatched again; so values are received in the order they were sent,
 * whichever tasklet is killed. If a sender is killed after it was matched, its value stays for the receiver.
 *
 * An arm of a select that is matched has a claim, so that no other arm wins before the value is taken, or the match is undone. One
 * that is closed, as another arm wins, is passed over; and a select does not send to itself.
 */
import { EvergreenError } from '../errors.js';
import { type Wakeable, runningTasklet } from '../park/leaf.js';
import type { Op } from '../park/op.js';
import { WaitQueue } from '../park/wait-queue.js';
import { Kind, Waiter } from '../park/waiter.js';
import { BaseCoIterator } from '../park/co-iterator.js';
import { trimmed } from '../trim.js';

/** Made in the class, whose private fields they see; constants below it, so that V8 inlines what they do. */
let made: {
  readonly SEND: Kind<Channel<unknown>, void, unknown>;
  readonly SEND_EXCEPTION: Kind<Channel<unknown>, void, unknown>;
  readonly RECEIVE: Kind<Channel<unknown>, unknown>;
  readonly NEXT: Kind<Channel<unknown>, IteratorResult<unknown, void>>;
};

/** The channel is closed. */
export class ChannelClosed extends EvergreenError {
  constructor(message = 'the channel is closed', options?: ErrorOptions) {
    super('ChannelClosed', 'EVERGREEN_CHANNEL_CLOSED', message, options);
  }
}

/** Wake-up value: the channel was closed. */
const CLOSED = Symbol('closed');

/** `arg` is the value, or the error. Granted when it was killed after it was matched: its value stays, and nobody is woken. */
type Sender<T> = Waiter<Channel<T>, void, T>;
/** Granted when a sender is matched with it. */
type Receiver<T> = Waiter<Channel<T>, unknown>;

/**
 * A rendezvous: send() parks until a receiver has taken the value. Any number of senders and receivers, served in turn.
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
  /** Senders that are not matched. */
  readonly #senders = new WaitQueue<Sender<T>>();
  /** Senders whose receiver was woken and has not run yet. */
  readonly #matched = new WaitQueue<Sender<T>>();
  readonly #receivers = new WaitQueue<Receiver<T>>();
  #closed = false;

  /** close() was called. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Hand a value to a receiver. Parks until it is taken. ChannelClosed once closed. */
  send(value: T): Op<void> {
    return new Waiter(SEND, this, undefined, value);
  }

  /** Throw an error at a receiver. Parks until it was thrown. ChannelClosed once closed. */
  sendException(error: unknown): Op<void> {
    return new Waiter(SEND_EXCEPTION, this, undefined, error);
  }

  /** A value from a sender, or the error that it sent, thrown. Parks until there is one. ChannelClosed once closed. */
  receive(): Op<T> {
    return new Waiter(RECEIVE as Kind<Channel<T>, T>, this, undefined, undefined);
  }

  /** As receive(), but returns `done` once the channel is closed. Parks. */
  next(): Op<IteratorResult<T, void>> {
    return new Waiter(NEXT as Kind<Channel<T>, IteratorResult<T, void>>, this, undefined, undefined);
  }

  /** Tasklets that are parked on it, and whoever comes, get ChannelClosed. Twice is fine. Does not park. */
  close(): void {
    this.#closed = true;
    this.#senders.wakeAll(CLOSED);
    this.#receivers.wakeAll(CLOSED);
  }

  /** Match senders with receivers, as long as there are both. */
  #match(): void {
    let receiver = this.#receivers.first;
    while (receiver !== undefined && this.#senders.size > 0) {
      const sender = receiver.tasklet?._closed === true ? undefined : this.#senderFor(receiver.tasklet);
      if (sender === undefined) {
        receiver = receiver._behind as Receiver<T> | undefined;
        continue;
      }
      this.#senders.remove(sender);
      this.#matched.push(sender);
      sender.tasklet?._claim?.(true);
      receiver.granted = true;
      receiver._wake();
      receiver = this.#receivers.first;
    }
  }

  /** The longest sender that may be matched with this receiver. */
  #senderFor(receiver: Wakeable | undefined): Sender<T> | undefined {
    let sender = this.#senders.first;
    while (
      sender !== undefined &&
      (sender.tasklet?._closed === true || sender.tasklet?._behalf === receiver?._behalf)
    )
      sender = sender._behind as Sender<T> | undefined;
    return sender;
  }

  /** A matched receiver was killed before it ran: unmatch the latest sender. */
  #unmatch(): void {
    const sender = this.#matched.last as Sender<T>;
    this.#matched.remove(sender);
    const { granted: killed } = sender;
    if (killed) return;
    this.#senders.unshift(sender);
    sender.tasklet?._claim?.(false);
    if (this.#closed) sender._wake(CLOSED);
    else this.#match();
  }

  /** A matched receiver runs: returns the value that was sent to it, or throws the error. */
  #take(): T {
    // A receiver that did not have to wait finds none that is matched.
    const sender = (this.#matched.first ?? this.#senderFor(runningTasklet())) as Sender<T>;
    const { granted: killed } = sender;
    if (killed) this.#matched.remove(sender);
    else sender._wake();
    if ((sender.kind as unknown) === SEND_EXCEPTION) throw sender.arg;
    return sender.arg;
  }

  static {
    const sending = {
      tryNow(channel: Channel<unknown>): boolean {
        if (channel.#closed) throw trimmed(new ChannelClosed());
        return false;
      },
      queue: (channel: Channel<unknown>) => channel.#senders,
      parked: (channel: Channel<unknown>) => channel.#match(),
      undo(channel: Channel<unknown>, sender: Sender<unknown>): void {
        // Killed after it was matched: it stays where it is, for its value.
        if (sender._queue === channel.#matched) sender.granted = true;
        else sender.withdraw();
      },
      result(_channel: unknown, _sender: unknown, value: unknown): void {
        if (value === CLOSED) throw trimmed(new ChannelClosed());
      },
    };
    const SEND = new Kind<Channel<unknown>, void, unknown>({
      ...sending,
      describe: () => 'Channel.send',
    });
    const SEND_EXCEPTION = new Kind<Channel<unknown>, void, unknown>({
      ...sending,
      describe: () => 'Channel.sendException',
    });

    const receiving = {
      tryNow(channel: Channel<unknown>, receiver: Receiver<unknown>): boolean {
        if (channel.#closed) return true;
        // A receiver that was woken and has not run yet is ahead.
        return (receiver.granted =
          channel.#matched.size === 0 && channel.#senderFor(runningTasklet()) !== undefined);
      },
      queue: (channel: Channel<unknown>) => channel.#receivers,
      parked: (channel: Channel<unknown>) => channel.#match(),
      giveBack(channel: Channel<unknown>, { granted: matched }: Receiver<unknown>): void {
        if (matched) channel.#unmatch();
      },
    };
    const RECEIVE = new Kind<Channel<unknown>, unknown>({
      ...receiving,
      describe: () => 'Channel.receive',
      result(channel, { granted: matched }) {
        if (!matched) throw trimmed(new ChannelClosed());
        return channel.#take();
      },
    });
    const NEXT = new Kind<Channel<unknown>, IteratorResult<unknown, void>>({
      ...receiving,
      describe: () => 'Channel.next',
      result: (channel, { granted: matched }) =>
        matched ? { done: false, value: channel.#take() } : { done: true, value: undefined },
    });
    made = { SEND, SEND_EXCEPTION, RECEIVE, NEXT };
  }
}

const { SEND, SEND_EXCEPTION, RECEIVE, NEXT } = made;
