// The contract of whatever hands something to the longest waiter: a permit, a lock, an item, a place, a wake-up. However
// that one leaves, killed or timed out, before or after it was handed the thing, the thing goes to the next, and to one only.
import { expect } from 'chai';
import { type Op, type Tasklet, Timeout, sleep, spawn } from 'evergreen-ts';
import { type Scene, tasklets } from './run-tasklet.js';

export interface HandOver {
  /** Wait for the thing: true; false when the time is up. Nothing is there at first. */
  wait(timeout?: number): Op<boolean>;
  /** Hand one over. When it returns, the longest waiter is woken and has not run. */
  hand(): Op<void> | void;
  /** Take one that nobody waits for, without parking; false if there is none. */
  take?(): boolean;
  /** What the tasklet that has it does until it is killed. */
  keep?(): Op<void>;
}

/** What is left out of the contract. */
export interface Traits {
  /** wait() does not know timeouts. */
  readonly endless?: boolean;
  /** It cannot be handed over twice before it was taken: only the tasklet that has it can hand it on, or hand() parks. */
  readonly single?: boolean;
  /** What nobody waits for cannot be looked at: there is no take(). */
  readonly hidden?: boolean;
}

/** Tasklets that wait, by name. */
type Waiters = Record<string, Tasklet>;

interface Play extends Scene {
  readonly it: HandOver;
  /** One tasklet a letter, that wait in turn, by `how` or by wait(), and note it when they have got something. */
  waiters(names: string, how?: (name: string) => Op<boolean | undefined>): Op<Waiters>;
  kill(names: string): void;
  hand(): Op<void>;
}

/** Let all run that can. */
function* settle(): Op<void> {
  for (let i = 0; i < 12; i++) yield* sleep(0);
}

/** `make` is called in the tasklet that calls hand() and take(). */
export function handsOver(what: string, { endless, single, hidden }: Traits, make: () => HandOver): void {
  /** Tests of what may be left out. */
  const unless =
    (left: boolean | undefined) =>
    (title: string, body: () => Promise<void>): void => {
      if (left !== true) it(title, body);
    };
  const played = (body: (play: Play) => Op<void>) =>
    tasklets(function* (scene) {
      const it = make();
      const all: Waiters = {};
      const play: Play = {
        ...scene,
        it,
        *waiters(names, how = () => it.wait()) {
          for (const name of names) {
            all[name] = spawn(function* () {
              const got = yield* how(name);
              scene.trace.push(got === true ? name : `${name} in vain`);
              if (got === true) yield* it.keep?.() ?? sleep(0);
            });
          }
          yield* settle();
          return all;
        },
        kill: (names) => {
          for (const name of names) all[name]?.kill();
        },
        *hand() {
          const handing = it.hand();
          if (handing !== undefined) yield* handing;
        },
      };
      try {
        yield* body(play);
      } finally {
        for (const one of Object.values(all)) one.kill();
      }
    });

  describe(`${what}: what is handed over`, () => {
    it(
      'goes to the longest waiter, and to that one only',
      played(function* ({ trace, waiters, hand }) {
        yield* waiters('abc');
        for (const name of 'abc') {
          yield* hand();
          yield* settle();
          expect(trace.splice(0)).to.deep.equal([name]);
        }
      }),
    );

    for (const [killed, next] of [
      ['a', 'b'],
      ['ab', 'c'],
      ['ba', 'c'],
      ['ac', 'b'],
    ] as const) {
      it(
        `goes to ${next} when ${killed} are killed while they wait`,
        played(function* ({ trace, waiters, kill, hand }) {
          yield* waiters('abc');
          kill(killed);
          yield* settle();
          yield* hand();
          yield* settle();
          expect(trace).to.deep.equal([next]);
        }),
      );

      it(
        `goes to ${next} when ${killed} are killed in the same turn, before`,
        played(function* ({ trace, waiters, kill, hand }) {
          yield* waiters('abc');
          kill(killed);
          yield* hand();
          yield* settle();
          expect(trace).to.deep.equal([next]);
        }),
      );

      it(
        `goes to ${next} when ${killed} are killed after it, before any has run`,
        played(function* ({ trace, waiters, kill, hand }) {
          yield* waiters('abc');
          yield* hand();
          expect(trace).to.deep.equal([]);
          kill(killed);
          yield* settle();
          expect(trace).to.deep.equal([next]);
        }),
      );
    }

    unless(single)(
      'goes to the next ones when three have one each and two of them are killed',
      played(function* ({ trace, waiters, kill, hand }) {
        yield* waiters('abcde');
        yield* hand();
        yield* hand();
        yield* hand();
        kill('ab');
        yield* settle();
        expect(trace).to.deep.equal(['c', 'd', 'e']);
      }),
    );

    it(
      'goes to the next when a Timeout has struck',
      played(function* ({ it, trace, waiters, hand }) {
        yield* waiters('ab', (name) => (name === 'a' ? new Timeout(1, false).run(it.wait()) : it.wait()));
        yield* sleep(1);
        expect(trace.splice(0)).to.deep.equal(['a in vain']);
        yield* hand();
        yield* settle();
        expect(trace).to.deep.equal(['b']);
      }),
    );

    for (const first of ['the thing', 'the Timeout']) {
      it(
        `is not lost when it comes in the moment of a Timeout, ${first} first`,
        played(function* ({ loop, it, trace, waiters, hand }) {
          const schedule = (): unknown => loop.callAt(1, () => spawn(hand));
          if (first === 'the thing') schedule();
          yield* waiters('ab', (name) => (name === 'a' ? new Timeout(1, false).run(it.wait()) : it.wait()));
          if (first === 'the Timeout') schedule();
          yield* sleep(2);
          expect([['a'], ['a in vain', 'b'], ['b', 'a in vain']]).to.deep.include(trace);
        }),
      );
    }

    it(
      'goes to the next when its tasklet is killed and its Timeout is due, too',
      played(function* ({ loop, it, trace, waiters, kill, hand }) {
        yield* waiters('ab', (name) => (name === 'a' ? new Timeout(1, false).run(it.wait()) : it.wait()));
        loop.callAt(1, () => {
          kill('a');
          spawn(hand);
        });
        yield* sleep(2);
        expect(trace.at(-1)).to.equal('b');
        expect(trace).not.to.include('a');
      }),
    );

    it(
      'stays with the tasklet that has it',
      played(function* ({ it, trace, waiters, hand }) {
        yield* waiters('ab', (name) => (name === 'a' ? new Timeout(1, false).run(it.wait()) : it.wait()));
        yield* hand();
        yield* sleep(2);
        expect(trace).to.deep.equal(['a']);
      }),
    );

    unless(hidden)(
      'stays where it is when all are killed that wait for it',
      played(function* ({ it, trace, waiters, kill, hand }) {
        yield* waiters('ab');
        yield* hand();
        kill('ab');
        expect(it.take?.()).to.equal(false); // for now it is a's
        yield* settle();
        expect(trace).to.deep.equal([]);
        expect(it.take?.()).to.equal(true);
        expect(it.take?.()).to.equal(false);
      }),
    );

    it(
      'is not taken by a newcomer from one that was woken for it and has not run',
      played(function* ({ it, trace, waiters, hand }) {
        yield* waiters('a');
        // Two in the queue ahead of a: the one that hands over, and the newcomer.
        yield* hand();
        if (hidden !== true) expect(it.take?.()).to.equal(false);
        yield* waiters('b');
        expect(trace).to.deep.equal(['a']);
      }),
    );

    unless(endless)(
      'is not taken, either, by one that is not willing to wait',
      played(function* ({ it, trace, waiters, hand }) {
        yield* waiters('a');
        yield* hand();
        // Without parking: a has still not run.
        if (single !== true) expect(yield* it.wait(0)).to.equal(false);
        expect(trace).to.deep.equal([]);
        yield* settle();
        expect(trace).to.deep.equal(['a']);
      }),
    );

    unless(endless)(
      'goes to the next when the time of the first is up',
      played(function* ({ loop, it, trace, waiters, hand }) {
        yield* waiters('ab', (name) => it.wait(name === 'a' ? 1 : undefined));
        yield* sleep(1);
        expect([loop.time(), ...trace.splice(0)]).to.deep.equal([1, 'a in vain']);
        yield* hand();
        yield* settle();
        expect(trace).to.deep.equal(['b']);
      }),
    );

    unless(endless)(
      'is not lost when it comes in the moment when the time of the first is up',
      played(function* ({ loop, it, trace, waiters, hand }) {
        loop.callAt(1, () => spawn(hand));
        yield* waiters('ab', (name) => it.wait(name === 'a' ? 1 : undefined));
        yield* sleep(2);
        expect(trace).to.have.members(['a in vain', 'b']);
      }),
    );

    unless(endless)(
      'is not lost when the time of the first is up, that one is killed, and the thing comes, all at once',
      played(function* ({ loop, it, trace, waiters, kill, hand }) {
        yield* waiters('ab', (name) => it.wait(name === 'a' ? 1 : undefined));
        loop.callAt(1, () => {
          kill('a');
          spawn(hand);
        });
        yield* sleep(2);
        expect(trace.at(-1)).to.equal('b');
        expect(trace).not.to.include('a');
      }),
    );

    unless(endless)(
      'leaves no timer behind',
      played(function* ({ loop, it, trace, waiters, kill, hand }) {
        yield* waiters('ab', () => it.wait(100));
        yield* hand();
        kill('b');
        yield* settle();
        const detach = loop.instrument({ idle: (seconds) => trace.push(seconds) });
        yield* sleep(5);
        detach();
        expect(trace).to.deep.equal(['a', 5]);
      }),
    );
  });
}
