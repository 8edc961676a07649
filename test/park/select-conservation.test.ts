// select() against a model: random programs of tasklets that select over channels, a queue, a semaphore, a barrier and time, among
// others that send, receive, put and get without it, and are killed at random. Exactly one arm of each takes effect: what was sent by
// an arm that lost is never received, no item and no permit is lost or doubled, and nobody sleeps while there is something for it.
import { expect } from 'chai';
import fc from 'fast-check';
import {
  Barrier,
  Channel,
  type Op,
  Queue,
  Semaphore,
  type Tasklet,
  TaskletExit,
  Timeout,
  select,
  sleep,
  spawn,
} from 'evergreen-ts';
import { tasklets } from '../support/run-tasklet.js';
import { soakOnly } from '../support/soak.js';

const KINDS = ['send', 'receive', 'next', 'put', 'get', 'acquire', 'barrier', 'time', 'zero'] as const;
type KindOf = (typeof KINDS)[number];
interface ArmSpec {
  readonly kind: KindOf;
  /** Which of the two channels. */
  readonly which: 0 | 1;
}
type Step =
  | { readonly do: 'select'; readonly arms: readonly ArmSpec[]; readonly limit: number | null }
  | { readonly do: 'kill'; readonly victim: number }
  | { readonly do: 'yield' }
  | { readonly do: 'wait' };

const arm = fc.record({ kind: fc.constantFrom(...KINDS), which: fc.constantFrom(0 as const, 1 as const) });
const selects = fc.record({
  do: fc.constant('select' as const),
  arms: fc.array(arm, { minLength: 1, maxLength: 4 }),
  limit: fc.option(fc.constantFrom(0, 0.5, 1), { freq: 4 }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: selects },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('kill' as const), victim: fc.nat(1000) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('yield' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const) }) },
);
const program = fc.array(step, { minLength: 2, maxLength: 40 });

/** One that selects: what it tried, and what became of it. */
interface Player {
  readonly arms: readonly (ArmSpec & { readonly value: number })[];
  readonly tasklet: Tasklet;
  outcome: { readonly arm: number; readonly value: unknown } | 'killed' | undefined;
}

const PERMITS = 1;
const MAXSIZE = 2;
const PARTIES = 2;

class World {
  readonly channels = [new Channel<number>(), new Channel<number>()] as const;
  readonly queue = new Queue<number>(MAXSIZE);
  readonly semaphore = new Semaphore(PERMITS);
  trips = 0;
  readonly barrier = new Barrier(PARTIES, () => {
    this.trips++;
  });
  readonly players: Player[] = [];
  #values = 0;

  play(specs: readonly ArmSpec[], limit: number | null): void {
    const arms = specs.map((spec) => ({ ...spec, value: ++this.#values }));
    const player: Player = { arms, tasklet: spawn(() => this.#select(player, limit)), outcome: undefined };
    this.players.push(player);
  }

  *#select(player: Player, limit: number | null): Op<void> {
    // A plain operation where there is one arm: both kinds must get on with each other.
    const ops = player.arms.map((spec) => this.#op(spec));
    const [first] = ops;
    const op =
      ops.length === 1 && first !== undefined
        ? plain(first)
        : select(Object.fromEntries(ops.map((one, index) => [`arm ${index}`, one])));
    try {
      const result = yield* new Timeout(limit, false).run(op);
      if (result === undefined) {
        player.outcome = 'killed';
        return;
      }
      const index = Number(result[0].slice(4));
      player.outcome = { arm: index, value: result[1] };
      if (player.arms[index]?.kind === 'acquire') {
        yield* sleep(0);
        this.semaphore.release();
      }
    } catch (error) {
      if (!(error instanceof TaskletExit)) throw error;
      // After it had won, perhaps: it was about to release then.
      const { outcome } = player;
      if (typeof outcome !== 'object') player.outcome = 'killed';
      else if (player.arms[outcome.arm]?.kind === 'acquire') this.semaphore.release();
    }
  }

  #op({ kind, which, value }: Player['arms'][number]): Op<unknown> {
    const channel = this.channels[which];
    switch (kind) {
      case 'send':
        return channel.send(value);
      case 'receive':
        return channel.receive();
      case 'next':
        return channel.next();
      case 'put':
        return this.queue.put(value);
      case 'get':
        return this.queue.get();
      case 'acquire':
        return this.semaphore.acquire();
      case 'barrier':
        return this.barrier.wait();
      case 'time':
        return sleep(which === 0 ? 0.25 : 1);
      case 'zero':
        return sleep(0);
    }
  }

  /** Nothing is ready: does anybody sleep though there is something for it? */
  checkRest(): void {
    const asleep = this.players.filter(({ tasklet }) => tasklet.isAlive());
    const waits = (kinds: readonly KindOf[], which?: 0 | 1): Player[] =>
      asleep.filter(({ arms }) =>
        arms.some((one) => kinds.includes(one.kind) && (which === undefined || one.which === which)),
      );
    for (const which of [0, 1] as const)
      for (const sender of waits(['send'], which))
        for (const receiver of waits(['receive', 'next'], which))
          expect(receiver, `both ends of channel ${which} sleep`).to.equal(sender);
    if (waits(['get']).length > 0) expect(this.queue.empty(), 'items and a getter asleep').to.equal(true);
    if (waits(['put']).length > 0) expect(this.queue.full(), 'places and a putter asleep').to.equal(true);
    expect(waits(['barrier']).length).to.be.lessThan(PARTIES);
    expect(waits(['barrier']).length > 0 ? this.barrier.nWaiting : 0).to.be.lessThan(PARTIES);
    if (waits(['acquire']).length > 0) expect(this.semaphore.tryAcquire()).to.equal(false);
  }

  /** All have ended: was anything lost, or did more than one arm take effect? */
  checkEnd(): void {
    const won = (...kinds: KindOf[]): { mine: number; got: unknown }[] =>
      this.players.flatMap(({ arms, outcome }) => {
        if (typeof outcome !== 'object') return [];
        const winner = arms[outcome.arm];
        return winner !== undefined && kinds.includes(winner.kind)
          ? [{ mine: winner.value, got: outcome.value }]
          : [];
      });
    const killed = this.players.filter(({ outcome }) => outcome === 'killed').flatMap(({ arms }) => arms);

    const received: number[] = [
      ...won('receive').map(({ got }) => got as number),
      ...won('next').map(({ got }) => (got as IteratorYieldResult<number>).value),
    ];
    const sent = won('send').map(({ mine }) => mine);
    expect(received).to.have.lengthOf(new Set(received).size, 'received twice');
    for (const value of sent) expect(received, 'sent and not received').to.include(value);
    // One that was killed when its receiver was about to run has sent all the same.
    const maybe = [...sent, ...killed.filter(({ kind }) => kind === 'send').map(({ value }) => value)];
    for (const value of received) expect(maybe, 'received from an arm that lost').to.include(value);

    const left: number[] = [];
    while (!this.queue.empty()) left.push(this.queue.getNowait());
    const got = won('get').map((one) => one.got as number);
    const put = won('put').map(({ mine }) => mine);
    expect([...got, ...left].sort(byNumber)).to.deep.equal(put.sort(byNumber));

    let permits = 0;
    while (this.semaphore.tryAcquire()) permits++;
    expect(permits).to.equal(PERMITS);

    const passed = won('barrier').length;
    const perhaps = killed.filter(({ kind }) => kind === 'barrier').length;
    expect(this.trips * PARTIES).to.be.within(passed, passed + perhaps);
    expect(this.barrier.nWaiting).to.equal(0);
  }
}

const byNumber = (a: number, b: number): number => a - b;

function* plain(op: Op<unknown>): Op<readonly [string, unknown]> {
  return ['arm 0', yield* op];
}

function played(steps: readonly Step[]): Promise<void> {
  return tasklets(function* () {
    const world = new World();
    for (const one of steps) {
      if (one.do === 'select') world.play(one.arms, one.limit);
      else if (one.do === 'kill') world.players[one.victim % world.players.length]?.tasklet.kill();
      else yield* sleep(one.do === 'yield' ? 0 : 0.25);
    }
    yield* sleep(5);
    world.checkRest();
    for (const { tasklet } of world.players) tasklet.kill();
    yield* sleep(1);
    world.checkEnd();
  })();
}

describe('select(), played at random', () => {
  it('has exactly one arm take effect, and loses nothing', async () => {
    await fc.assert(fc.asyncProperty(program, played), { numRuns: 400 });
  });

  it('has exactly one arm take effect, and loses nothing, many times over', async function () {
    soakOnly(this);
    this.timeout(60_000);
    await fc.assert(fc.asyncProperty(program, played), { numRuns: 4_000 });
  });
});
