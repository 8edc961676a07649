// Conservation: a hundred thousand random steps of acquire, release, put, get, send, receive, notify, kill and timeout, on all
// primitives at once. Whatever happens to whom and when, no permit and no item is lost or doubled, what came first is first, and
// nobody sleeps while there is something for it. EVERGREEN_SEED=n repeats a run.
import { expect } from 'chai';
import {
  Channel,
  Condition,
  Full,
  Lock,
  type Op,
  Queue,
  RLock,
  Semaphore,
  type Tasklet,
  TaskletExit,
  Timeout,
  sleep,
  spawn,
} from 'evergreen-ts';
import { random } from '../support/random.js';
import { isHeld } from '../support/locks.js';
import { soakOnly } from '../support/soak.js';
import { tasklets } from '../support/run-tasklet.js';

const STEPS = 100_000;
/** Of the soak test. */
const MANY_STEPS = 1_000_000;
const SEED = Number(process.env.EVERGREEN_SEED ?? Date.now() % 1e9);
/** Most tasklets that wait at once. */
const CROWD = 40;

/** One primitive with its book-keeping. Each does one random thing when told to. */
interface World {
  /** Do something, perhaps in a tasklet that joins the crowd. */
  step(): void;
  /** Whatever must hold when nothing is ready. */
  check(): void;
  /** Give all that wait what they wait for, or end them. */
  wind(): void;
}

/** Tasklets that wait, to be killed at random. */
class Crowd {
  readonly #pick: (below: number) => number;
  readonly #all: Tasklet[] = [];
  struck = 0;

  constructor(pick: (below: number) => number) {
    this.#pick = pick;
  }

  get full(): boolean {
    return this.#all.length >= CROWD;
  }

  /** Let `op` be run by somebody, perhaps under a Timeout. */
  add(op: Op<unknown>): void {
    const seconds = this.#pick(4) === 0 ? this.#pick(5) / 4 : null;
    const one: Tasklet = spawn(function* () {
      try {
        yield* new Timeout(seconds, false).run(op);
      } catch (error) {
        if (!(error instanceof TaskletExit)) throw error;
      }
    });
    this.#all.push(one);
    one.addDoneCallback(() => {
      const at = this.#all.indexOf(one);
      this.#all[at] = this.#all.at(-1) as Tasklet;
      this.#all.pop();
    });
  }

  kill(): void {
    if (this.#all.length === 0) return;
    this.struck++;
    this.#all[this.#pick(this.#all.length)]?.kill();
  }

  killAll(): void {
    for (const one of this.#all) one.kill();
  }

  get size(): number {
    return this.#all.length;
  }
}

/** A timeout of an operation's own: mostly none. */
function patience(pick: (below: number) => number): number | undefined {
  return pick(4) === 0 ? pick(5) / 4 : undefined;
}

/** Counts the tasklets that are in such an operation. */
class Waiting {
  size = 0;

  *count<T>(op: Op<T>): Op<T> {
    this.size++;
    try {
      return yield* op;
    } finally {
      this.size--;
    }
  }
}

/** Permits that are free: taken, counted and released again. */
function freePermits(semaphore: Semaphore): number {
  let free = 0;
  while (semaphore.tryAcquire()) free++;
  for (let i = 0; i < free; i++) semaphore.release();
  return free;
}

function semaphores(pick: (below: number) => number, crowd: Crowd): World {
  const semaphore = new Semaphore(3);
  const lock = new Lock();
  let [free, held, served, asked] = [3, 0, -1, 0];
  let inside = 0;
  const [takers, entrants] = [new Waiting(), new Waiting()];
  function* take(ticket: number): Op<void> {
    const waits = freePermits(semaphore) === 0;
    if (!(yield* takers.count(semaphore.acquire(true, patience(pick))))) return;
    free--;
    held++;
    if (!waits) return;
    expect(ticket, 'in turn').to.be.greaterThan(served);
    served = ticket;
  }
  function* enter(): Op<void> {
    using _ = yield* entrants.count(lock.hold());
    expect(++inside).to.equal(1);
    try {
      yield* sleep(pick(3) / 4);
    } finally {
      inside--;
    }
  }
  return {
    step() {
      const what = pick(5);
      if (what < 2) crowd.add(take(asked++));
      else if (what === 2) crowd.add(enter());
      // Free permits, and a tasklet that waits for one: it would get one of those that were counted, when they are released.
      else if (what === 3 && freePermits(semaphore) !== freePermits(semaphore)) expect.fail('overtaken');
      else if (held > 0) {
        held--;
        free++;
        semaphore.release();
      }
    },
    check() {
      // Sleepers first: counting the permits would wake them.
      if (free > 0) expect(takers.size, 'sleepers').to.equal(0);
      expect(freePermits(semaphore), 'permits').to.equal(free);
      if (inside === 0) expect([lock.locked, entrants.size], 'lock').to.deep.equal([false, 0]);
    },
    wind() {
      while (held > 0) {
        held--;
        free++;
        semaphore.release();
      }
      expect([takers.size, freePermits(semaphore)]).to.deep.equal([0, 3]);
      expect([lock.locked, entrants.size]).to.deep.equal([false, 0]);
    },
  };
}

function queues(pick: (below: number) => number, crowd: Crowd, maxsize: number): World {
  const queue = new Queue<number>(maxsize);
  let [sent, received] = [0, 0];
  /** Items that are in, in the order they were put. */
  const inside: number[] = [];
  let [asked, served] = [0, -1];
  const [putters, getters] = [new Waiting(), new Waiting()];
  const got = (item: number): void => {
    expect(item, 'in order').to.equal(inside.shift());
    received++;
  };
  function* put(): Op<void> {
    const item = sent++;
    try {
      yield* putters.count(queue.put(item, true, patience(pick)));
      inside.push(item);
    } catch (error) {
      if (!(error instanceof Full)) throw error;
    }
  }
  function* get(ticket: number): Op<void> {
    const item = yield* getters.count(queue.get());
    got(item);
    expect(ticket, 'in turn').to.be.greaterThan(served);
    served = ticket;
  }
  let total = 0;
  return {
    step() {
      total++;
      const what = pick(10);
      if (what < 4) crowd.add(put());
      else if (what < 8) crowd.add(get(asked++));
      else if (what === 8 && !queue.full()) {
        const item = sent++;
        queue.putNowait(item);
        inside.push(item);
      } else if (what === 9 && !queue.empty()) got(queue.getNowait());
    },
    check() {
      expect(queue.qsize(), 'items').to.equal(inside.length);
      if (inside.length > 0) expect(getters.size, 'getters that sleep').to.equal(0);
      if (!queue.full()) expect(putters.size, 'putters that sleep').to.equal(0);
      expect(queue.full(), 'no place is reserved').to.equal(maxsize > 0 && inside.length >= maxsize);
    },
    wind() {
      expect([getters.size, putters.size]).to.deep.equal([0, 0]);
      while (!queue.empty()) got(queue.getNowait());
      expect(inside).to.deep.equal([]);
      expect(received * 10, 'enough has happened').to.be.greaterThan(total);
    },
  };
}

function channels(pick: (below: number) => number, crowd: Crowd): World {
  const channel = new Channel<number>();
  let [sent, last] = [0, -1];
  let [asked, served] = [0, -1];
  const [senders, receivers] = [new Waiting(), new Waiting()];
  const taken = new Set<number>();
  let told = 0;
  function* send(): Op<void> {
    const value = sent++;
    yield* senders.count(channel.send(value));
    told++;
    expect(taken.has(value), 'told, and not taken').to.equal(true);
  }
  function* receive(ticket: number): Op<void> {
    const value = yield* receivers.count(channel.receive());
    expect(ticket, 'in turn').to.be.greaterThan(served);
    served = ticket;
    expect(taken.has(value), 'twice').to.equal(false);
    expect(value, 'in order').to.be.greaterThan(last);
    last = value;
    taken.add(value);
  }
  return {
    step() {
      crowd.add(pick(2) === 0 ? send() : receive(asked++));
    },
    check() {
      expect(Math.min(senders.size, receivers.size), 'both sleep').to.equal(0);
    },
    wind() {
      expect([senders.size, receivers.size]).to.deep.equal([0, 0]);
      expect(told, 'told').to.be.at.most(taken.size);
      expect(taken.size * 10, 'enough has happened').to.be.greaterThan(sent);
    },
  };
}

function conditions(pick: (below: number) => number, crowd: Crowd): World {
  const lock = new RLock();
  const condition = new Condition(lock);
  let stock = 0;
  let [made, used, waiting, busy] = [0, 0, 0, 0];
  const users = new Waiting();
  function* use(): Op<void> {
    using _ = yield* users.count(condition.hold());
    waiting++;
    try {
      const enough = yield* condition.waitFor(() => stock > 0, patience(pick));
      if (!enough) return;
    } finally {
      waiting--;
      expect(isHeld(lock), 'held').to.equal(true);
    }
    stock--;
    used++;
  }
  function* make(): Op<void> {
    using _ = yield* users.count(condition.hold());
    stock++;
    made++;
    condition.notify();
    busy++;
    try {
      if (pick(3) === 0) yield* sleep(pick(3) / 4);
    } finally {
      busy--;
    }
  }
  return {
    step() {
      crowd.add(pick(2) === 0 ? use() : make());
    },
    check() {
      expect(stock, 'stock').to.equal(made - used);
      if (busy === 0 && stock > 0) expect(waiting, 'sleepers').to.equal(0);
    },
    wind() {
      expect([waiting, users.size], 'left behind').to.deep.equal([0, 0]);
      expect(stock).to.equal(made - used);
      expect(used * 10, 'enough has happened').to.be.greaterThan(made);
    },
  };
}

describe('Conservation', () => {
  it(`of permits, items and wake-ups, over ${STEPS} random steps`, conserved(STEPS)).timeout(60_000);

  it(`of permits, items and wake-ups, over ${MANY_STEPS} random steps`, async function () {
    soakOnly(this);
    await conserved(MANY_STEPS)();
  }).timeout(300_000);
});

function conserved(steps: number): () => Promise<void> {
  return tasklets(function* ({ uncaught }) {
    const pick = random(SEED);
    const crowd = new Crowd(pick);
    const worlds = [
      semaphores(pick, crowd),
      queues(pick, crowd, 0),
      queues(pick, crowd, 2),
      channels(pick, crowd),
      conditions(pick, crowd),
    ];
    let step = 0;
    try {
      for (; step < steps; step++) {
        const what = pick(10);
        if (what === 0) crowd.kill();
        else if (what === 1) yield* sleep(0);
        else if (what === 2 && pick(8) === 0) {
          // Everybody runs until nothing is ready.
          yield* sleep(pick(4) / 8 + 1e-6);
          for (const world of worlds) world.check();
          if (uncaught.length > 0) throw uncaught.shift();
        } else if (!crowd.full) (worlds[pick(worlds.length)] as World).step();
        else crowd.kill();
      }
      crowd.killAll();
      yield* sleep(10);
      if (uncaught.length > 0) throw uncaught.shift();
      expect(crowd.size, 'tasklets left').to.equal(0);
      for (const world of worlds) {
        world.check();
        world.wind();
      }
      expect(crowd.struck).to.be.greaterThan(steps / 20);
    } catch (error) {
      throw new Error(`step ${step} of seed ${SEED} (EVERGREEN_SEED=${SEED} repeats it)`, { cause: error });
    }
  });
}
