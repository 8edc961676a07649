// When turns are held back: the states of an accept burst, alone. What the hub makes of them is in hub.test.ts.
import { expect } from 'chai';
import { AcceptBurst } from '../../src/loop/accept-burst.js';
import type { Runnable } from '../../src/loop/runnable.js';

function stage(): { burst: AcceptBurst; queued: Runnable[]; clock: { seconds: number } } {
  const clock = { seconds: 0 };
  const queued: Runnable[] = [];
  const burst = new AcceptBurst({ now: () => clock.seconds }, { add: (entry) => queued.push(entry) });
  return { burst, queued, clock };
}

describe('AcceptBurst', () => {
  it('holds turns back from a connection until a poll that brings none', () => {
    const { burst, queued } = stage();
    burst.accepted();
    expect([burst.start(), burst.holding]).to.deep.equal([true, true]);
    expect([burst.polled(), burst.holding]).to.deep.equal([true, true]);
    burst.accepted();
    expect(burst.start()).to.equal(false);
    expect([burst.polled(), burst.holding]).to.deep.equal([true, true]);
    expect([burst.polled(), burst.holding]).to.deep.equal([false, false]);
    expect(queued).to.have.length(1);
  });

  it('holds them back for five milliseconds at most', () => {
    const { burst, clock } = stage();
    burst.accepted();
    burst.start();
    clock.seconds = 0.0049;
    burst.polled();
    expect(burst.holding).to.equal(true);
    burst.accepted();
    clock.seconds = 0.005;
    expect([burst.polled(), burst.holding]).to.deep.equal([true, false]);
  });

  it('does not begin again before its marker has run', () => {
    const { burst, queued } = stage();
    burst.accepted();
    burst.start();
    burst.polled();
    burst.polled();
    burst.accepted();
    expect(burst.start()).to.equal(false);
    expect(burst.polled()).to.equal(true);
    queued[0]?._run();
    expect(burst.start()).to.equal(true);
    expect(queued).to.have.length(1);
  });

  it('adds no marker when nothing was held back, and forgets one that is cleared', () => {
    const { burst, queued } = stage();
    expect(burst.polled()).to.equal(false);
    expect(queued).to.deep.equal([]);
    burst.start();
    burst.polled();
    burst.clear();
    expect(burst.start()).to.equal(true);
  });
});
