// The hub alone, on a driver that is turned by hand: what a turn does and in which order, which wake-ups it asks for, when
// it stops for the rest of the process.
import { expect } from 'chai';
import type { Driver } from '../../src/loop/driver.js';
import { Hub } from '../../src/loop/hub.js';
import type { Timer } from '../../src/loop/runnable.js';

/** Does nothing by itself; `asked` is what the hub wants. */
class HandDriver implements Driver {
  clock = 0;
  /** Added to the clock at each look at it. */
  tick = 0;
  soon: (() => void) | undefined;
  at: number | null = null;
  calls = 0;
  #pump: (() => void) | undefined;
  now(): number {
    return (this.clock += this.tick);
  }
  wakeSoon(pump: () => void): void {
    this.soon = pump;
    this.calls++;
  }
  wakeAt(when: number | null, pump: () => void): void {
    this.at = when;
    this.#pump = pump;
    this.calls++;
  }
  close(): void {
    this.soon = undefined;
  }
  /** The outer world has had its turn. */
  turn(): void {
    const pump = this.soon;
    this.soon = undefined;
    pump?.();
  }
  /** The alarm rings. */
  ring(): void {
    this.clock = this.at ?? this.clock;
    this.at = null;
    this.#pump?.();
  }
}

interface Stage {
  readonly driver: HandDriver;
  readonly hub: Hub;
  readonly trace: unknown[];
  /** An entry that notes its name, then does something. */
  entry(name: string, then?: () => void): { _run(): void };
  timer(name: string): Timer;
}

function stage(): Stage {
  const driver = new HandDriver();
  const trace: unknown[] = [];
  const hub = new Hub(driver, () => trace.push('rest'));
  const entry = (name: string, then?: () => void): { _run(): void } => ({
    _run: () => {
      trace.push(name);
      then?.();
    },
  });
  const timer = (name: string): Timer => ({ _slot: -1, _due: () => hub.ready(entry(name)) });
  return { driver, hub, trace, entry, timer };
}

describe('Hub', () => {
  it('runs what is ready in order, what comes meanwhile included, and then tells its owner', () => {
    const { driver, hub, trace, entry } = stage();
    hub.ready(
      entry('a', () => {
        hub.ready(entry('c'));
      }),
    );
    hub.ready(entry('b'));
    hub.open();
    expect(trace).to.deep.equal([]);
    driver.turn();
    expect(trace).to.deep.equal(['a', 'b', 'c', 'rest']);
    expect(driver.soon).to.equal(undefined);
  });

  it('asks for one wake-up only, however much is readied', () => {
    const { driver, hub, trace, entry } = stage();
    hub.open();
    driver.turn();
    driver.calls = 0;
    for (const name of ['a', 'b', 'c']) hub.ready(entry(name));
    expect(driver.calls).to.equal(1);
    driver.turn();
    expect(trace).to.deep.equal(['rest', 'a', 'b', 'c', 'rest']);
  });

  it('runs due timers before the turn’s entries run, in order of their deadlines', () => {
    const { driver, hub, trace, entry, timer } = stage();
    hub.schedule(timer('late'), 2);
    hub.schedule(timer('early'), 1);
    hub.schedule(timer('not yet'), 3);
    hub.ready(entry('ready'));
    hub.open();
    driver.clock = 2;
    driver.turn();
    expect(trace).to.deep.equal(['ready', 'early', 'late', 'rest']);
    expect(driver.at).to.equal(3);
  });

  it('keeps one alarm for the earliest deadline, moves it, and takes it back', () => {
    const { driver, hub, trace, timer } = stage();
    hub.open();
    driver.turn();
    const [far, near] = [timer('far'), timer('near')];
    hub.schedule(far, 9);
    expect(driver.at).to.equal(9);
    hub.schedule(near, 4);
    expect(driver.at).to.equal(4);
    hub.unschedule(near);
    expect(driver.at).to.equal(9);
    hub.unschedule(far);
    expect(driver.at).to.equal(null);
    hub.schedule(far, 5);
    driver.ring();
    expect(trace).to.deep.equal(['rest', 'far', 'rest']);
    expect(driver.at).to.equal(null);
  });

  it('does not touch the driver within a turn', () => {
    const { driver, hub, entry, timer } = stage();
    hub.open();
    driver.turn();
    hub.ready(
      entry('a', () => {
        driver.calls = 0;
        for (let i = 0; i < 100; i++) {
          const one = timer('t');
          hub.schedule(one, 1);
          hub.unschedule(one);
          hub.ready(entry('b'));
        }
        expect(driver.calls).to.equal(0);
      }),
    );
    driver.turn();
  });

  it('runs what a handle’s callback readied right there, between enter and leave', () => {
    const { driver, hub, trace, entry } = stage();
    hub.open();
    driver.turn();
    driver.calls = 0;
    hub.enter();
    hub.ready(entry('a'));
    hub.ready(entry('b'));
    expect(trace).to.deep.equal(['rest']);
    hub.leave();
    expect(trace).to.deep.equal(['rest', 'a', 'b', 'rest']);
    expect(driver.calls).to.equal(0);
  });

  it('never nests a turn', () => {
    const { driver, hub, trace, entry } = stage();
    hub.ready(
      entry('a', () => {
        hub.enter();
        hub.ready(entry('b'));
        hub.leave();
        trace.push('a ends');
      }),
    );
    hub.open();
    driver.turn();
    expect(trace).to.deep.equal(['a', 'a ends', 'b', 'rest']);
  });

  it('ends a turn that has had its time, and goes on in the next', () => {
    const { driver, hub, trace, entry } = stage();
    driver.tick = 0.0004;
    const again = entry('', () => {
      hub.ready(again);
    });
    hub.ready(again);
    hub.open();
    for (let turns = 1; turns <= 50; turns++) {
      driver.turn();
      expect(trace.filter((one) => one === 'rest').length).to.equal(turns);
      expect(driver.soon).to.not.equal(undefined);
    }
    // A turn of one millisecond, each look at the clock 0.4 ms after the one before.
    expect(trace.length).to.be.lessThan(50 * 8);
  });

  it('looks at the clock more often again when entries have become expensive', () => {
    const { driver, hub, entry } = stage();
    let [cost, ran] = [0, 0];
    const again = entry('', () => {
      ran++;
      driver.clock += cost;
      hub.ready(again);
    });
    hub.ready(again);
    hub.open();
    driver.turn();
    cost = 0.0005;
    // The first turns take as many entries as the cheap ones allowed.
    for (let turns = 0; turns < 3; turns++) driver.turn();
    ran = 0;
    for (let turns = 0; turns < 10; turns++) driver.turn();
    expect(ran).to.be.at.most(10 * 4);
  });

  it('ends a turn even when the clock stands still', () => {
    const { driver, hub, trace, entry } = stage();
    let ran = 0;
    const again = entry('', () => {
      trace.length = 0;
      ran++;
      hub.ready(again);
    });
    hub.ready(again);
    hub.open();
    driver.turn();
    expect(trace).to.deep.equal(['rest']);
    expect(ran).to.be.within(1000, 40_000);
  });

  it('serves the timers that came due between two turns of a busy time', () => {
    const { driver, hub, trace, entry, timer } = stage();
    const again = entry('', () => {
      hub.ready(again);
    });
    hub.ready(again);
    hub.schedule(timer('due'), 1);
    hub.open();
    driver.turn();
    expect(trace).to.not.include('due');
    driver.clock = 1;
    driver.turn();
    expect(trace).to.include('due');
  });

  it('ends its turn with the entry that halts it', () => {
    const { driver, hub, trace, entry } = stage();
    for (const name of ['a', 'b', 'c']) {
      hub.ready(
        entry(name, () => {
          if (name === 'b') expect(hub.halt()).to.equal(true);
        }),
      );
    }
    hub.open();
    driver.turn();
    expect(trace).to.deep.equal(['a', 'b', 'rest']);
    expect(hub.halt()).to.equal(false);
  });

  it('takes no turn before it was opened and after it was closed', () => {
    const { driver, hub, trace, entry } = stage();
    hub.ready(entry('a'));
    expect(driver.soon).to.equal(undefined);
    hub.open();
    driver.turn();
    hub.close();
    hub.ready(entry('b'));
    hub.enter();
    hub.leave();
    hub.wake();
    driver.turn();
    expect(trace).to.deep.equal(['a', 'rest']);
  });

  it('takes a turn for its owner when it is nudged, though nothing is ready', () => {
    const { driver, hub, trace } = stage();
    hub.open();
    driver.turn();
    hub.wake();
    hub.wake();
    driver.turn();
    driver.turn();
    expect(trace).to.deep.equal(['rest', 'rest']);
  });

  it('stays whole when an entry breaks its promise not to throw', () => {
    const { driver, hub, trace, entry } = stage();
    hub.ready(
      entry('bad', () => {
        throw new Error('from an entry');
      }),
    );
    hub.ready(entry('next'));
    hub.open();
    expect(() => driver.turn()).to.throw('from an entry');
    driver.turn();
    expect(trace).to.deep.equal(['bad', 'next', 'rest']);
  });

  it('forgets what is queued and timed when it is cleared', () => {
    const { driver, hub, trace, entry, timer } = stage();
    hub.ready(entry('a'));
    hub.schedule(timer('t'), 0);
    hub.clear();
    expect(hub.idle).to.equal(true);
    expect(hub.nextDeadline).to.equal(Infinity);
    hub.open();
    driver.turn();
    expect(trace).to.deep.equal(['rest']);
  });
});

describe('Hub: its observer', () => {
  it('is told of each turn, by number, and of timers: set, cancelled and due, with their deadlines', () => {
    const { driver, hub, trace, entry, timer } = stage();
    const names = new Map<Timer, string>();
    const named = (name: string): Timer => {
      const one = timer(name);
      names.set(one, name);
      return one;
    };
    hub.open();
    driver.turn();
    trace.length = 0;
    hub.observer = {
      turn: (n) => trace.push(`turn ${n}`),
      timer: (one, what, due) => trace.push(`${names.get(one)} ${what} ${due}`),
    };
    const [a, b, c] = [named('a'), named('b'), named('c')];
    hub.schedule(a, 2);
    hub.schedule(b, 3);
    hub.schedule(c, 1);
    hub.unschedule(b);
    hub.unschedule(b);
    driver.clock = 2;
    hub.ready(entry('ready'));
    driver.turn();
    hub.observer = undefined;
    hub.schedule(b, 4);
    expect(trace).to.deep.equal([
      'a set 2',
      'b set 3',
      'c set 1',
      'b cancelled 3',
      'turn 2',
      'c due 1',
      'a due 2',
      'ready',
      'c',
      'a',
      'rest',
    ]);
  });
});

describe('Hub, while connections come in', () => {
  /** A visit to the poll phase in which a connection is accepted, and perhaps something else is readied. */
  function accept({ hub, entry }: Stage, name: string): void {
    hub.enter();
    hub.ready(entry(name));
    hub.holdBack();
    hub.leave();
  }

  function opened(): Stage {
    const scene = stage();
    scene.hub.open();
    scene.driver.turn();
    scene.trace.length = 0;
    return scene;
  }

  it('holds turns back as long as each visit to the poll phase accepts one more', () => {
    const scene = opened();
    const { driver, hub, trace, entry } = scene;
    accept(scene, 'first');
    accept(scene, 'second'); // in the visit that the hold asked for
    driver.turn();
    accept(scene, 'third');
    hub.enter();
    hub.ready(entry('data'));
    hub.leave();
    driver.turn();
    expect(trace).to.deep.equal([]);
    driver.turn(); // a visit that brought none
    expect(trace).to.deep.equal(['first', 'second', 'third', 'data', 'rest']);
    hub.enter();
    hub.ready(entry('later'));
    hub.leave();
    expect(trace.slice(-2)).to.deep.equal(['later', 'rest']);
  });

  it('holds them back for some milliseconds at most, then again', () => {
    const scene = opened();
    const { driver, trace } = scene;
    accept(scene, 'first');
    driver.clock += 0.01;
    driver.turn();
    expect(trace).to.deep.equal(['first', 'rest']);
    accept(scene, 'second');
    driver.turn();
    expect(trace).to.deep.equal(['first', 'rest']);
    driver.turn();
    expect(trace).to.deep.equal(['first', 'rest', 'second', 'rest']);
  });

  it('does not hold them back again before all have run that were ready at the end of a hold', () => {
    const scene = opened();
    const { driver, hub, trace, entry } = scene;
    const ran = (): unknown[] => trace.filter((name) => name !== 'rest');
    driver.tick = 0.001; // a millisecond a look at the clock: the budget is soon spent
    for (let i = 0; i < 20; i++) hub.ready(entry(`old ${i}`));
    driver.turn();
    const before = ran().length;
    expect(before).to.be.lessThan(20);
    accept(scene, 'first'); // holds the rest of them back, too
    driver.turn();
    expect(ran()).to.have.length(before);
    driver.turn(); // a visit that brought none
    expect(ran().length).to.be.within(before + 1, 20);
    for (let i = 0; ran().length < 21; i++) {
      accept(scene, `new ${i}`); // one in each visit, and yet turns go on
      driver.turn();
      expect(i).to.be.lessThan(21);
    }
    expect(ran().slice(0, 21)).to.deep.equal([...Array.from({ length: 20 }, (_, i) => `old ${i}`), 'first']);
    accept(scene, 'last');
    const all = ran().length;
    driver.turn();
    expect(ran()).to.have.length(all);
    for (let i = 0; i < 100 && driver.soon !== undefined; i++) driver.turn();
    expect(ran().at(-1)).to.equal('last');
  });

  it('leaves what a handle readies to the turn that was asked for, when entries are left of the last', () => {
    const { driver, hub, trace, entry } = opened();
    driver.tick = 0.001;
    for (let i = 0; i < 20; i++) hub.ready(entry(`old ${i}`));
    driver.turn();
    const before = trace.length;
    hub.enter();
    hub.ready(entry('data'));
    hub.leave();
    expect(trace).to.have.length(before);
    while (driver.soon !== undefined) driver.turn();
    expect(trace.filter((name) => name !== 'rest').at(-1)).to.equal('data');
  });

  it('lets an alarm ring without a turn, and runs what is due with the rest', () => {
    const scene = opened();
    const { driver, hub, trace, timer } = scene;
    hub.schedule(timer('due'), 0.001);
    accept(scene, 'first');
    driver.ring();
    expect(trace).to.deep.equal([]);
    driver.turn();
    driver.turn();
    expect(trace).to.deep.equal(['first', 'due', 'rest']);
  });
});
