/**
 * An event loop in sixty lines: tasklets, sleep and a channel, with nothing imported. To learn from, or to begin your own.
 *
 *   npm run ts examples/tiny-loop.ts
 *
 * A tasklet is a generator. It parks by yielding a function, which the loop calls with the way to wake it again. What it
 * lacks, the library has: kill, timeouts, errors, fairness towards the rest of the process, and speed.
 */

/** Puts a parked tasklet on the ready queue, to go on with a value. */
type Wake<T> = (value: T) => void;
/** What a tasklet yields to park: a function that arranges for `wake` to be called later. */
type Park = (wake: Wake<unknown>) => void;
type Op<T> = Generator<Park, T, unknown>;

/** Steps that can be run now, in the order they came. */
const ready: (() => void)[] = [];
/** What is to be woken when, the earliest first. */
const timers: { when: number; wake: Wake<void> }[] = [];

/** Run a tasklet, when its turn comes, until it parks or ends. */
function resume(tasklet: Op<unknown>, value?: unknown): void {
  ready.push(() => {
    const { done, value: park } = tasklet.next(value);
    if (done !== true) park((given) => resume(tasklet, given));
  });
}

/** The one door to the loop: everything that waits ends here. */
function* park<T>(begin: (wake: Wake<T>) => void): Op<T> {
  return (yield begin) as T;
}

function sleep(seconds: number): Op<void> {
  return park((wake) => {
    timers.push({ when: performance.now() + seconds * 1000, wake });
    timers.sort((a, b) => a.when - b.when);
  });
}

/** Hand to hand: a sender waits for a receiver, and a receiver for a sender. */
class Channel<T> {
  readonly #senders: { value: T; wake: Wake<void> }[] = [];
  readonly #receivers: Wake<T>[] = [];

  *send(value: T): Op<void> {
    const receiver = this.#receivers.shift();
    if (receiver === undefined) yield* park<void>((wake) => this.#senders.push({ value, wake }));
    else receiver(value);
  }

  *receive(): Op<T> {
    const sender = this.#senders.shift();
    if (sender === undefined) return yield* park<T>((wake) => this.#receivers.push(wake));
    sender.wake();
    return sender.value;
  }
}

/** One turn: timers that are due, then what is ready; then wait for the next deadline. If there is none, the program ends. */
function turn(): void {
  for (const now = performance.now(); (timers[0]?.when ?? Infinity) <= now;) timers.shift()?.wake();
  for (let step; (step = ready.shift()) !== undefined;) step();
  if (timers[0] !== undefined) setTimeout(turn, timers[0].when - performance.now());
}

const ticks = new Channel<number>();

function* clock(): Op<void> {
  for (let i = 1; i <= 3; i++) {
    yield* sleep(0.1);
    yield* ticks.send(i);
  }
}

function* listener(): Op<void> {
  for (let i = 1; i <= 3; i++) console.log('tick', yield* ticks.receive());
}

function* passerby(): Op<void> {
  console.log('meanwhile others run');
}

for (const body of [clock, listener, passerby]) resume(body());
turn();
