// SystemDriver: one system timer stands for all deadlines. Its setTimeout, clearTimeout and clock are stood in for, so
// that what it asks of them can be asserted, and no time passes.
import { expect } from 'chai';
import { SystemDriver } from '../../src/loop/driver.js';

interface FakeTimer {
  readonly delay: number;
  readonly fire: () => void;
  held: boolean;
  cleared: boolean;
  ref(): void;
  unref(): void;
}

/** Globals as the driver sees them, milliseconds on the clock, for the duration of `body`. */
function withFakes(body: (system: { timers: FakeTimer[]; clock: { ms: number } }) => void): void {
  const timers: FakeTimer[] = [];
  const clock = { ms: 0 };
  const { setTimeout: realSet, clearTimeout: realClear } = globalThis;
  const realNow = performance.now;
  const fakeSet = (fire: () => void, delay: number): FakeTimer => {
    const timer: FakeTimer = {
      delay,
      fire,
      held: true,
      cleared: false,
      ref: () => (timer.held = true),
      unref: () => (timer.held = false),
    };
    timers.push(timer);
    return timer;
  };
  const fakeClear = (timer: FakeTimer | undefined): void => {
    if (timer !== undefined) timer.cleared = true;
  };
  Object.assign(globalThis, { setTimeout: fakeSet, clearTimeout: fakeClear });
  performance.now = () => clock.ms;
  try {
    body({ timers, clock });
  } finally {
    Object.assign(globalThis, { setTimeout: realSet, clearTimeout: realClear });
    performance.now = realNow;
  }
}

const never = (): void => expect.fail('not expected to be called');

describe('SystemDriver', () => {
  it('asks the platform for one macrotask at a time', () => {
    const asked: (() => void)[] = [];
    let pumped = 0;
    const pump = (): void => {
      pumped++;
    };
    const driver = new SystemDriver((callback) => asked.push(callback));
    driver.wakeSoon(pump);
    driver.wakeSoon(pump);
    expect(asked.length).to.equal(1);
    asked[0]?.();
    expect(pumped).to.equal(1);
    driver.wakeSoon(pump);
    expect(asked.length).to.equal(2);
  });

  it('pumps no more once it is closed, and releases what the platform gave', () => {
    withFakes(({ timers }) => {
      let released = 0;
      const asked: (() => void)[] = [];
      const driver = new SystemDriver(
        (callback) => asked.push(callback),
        () => released++,
      );
      driver.wakeSoon(never);
      driver.wakeAt(1, never);
      driver.close();
      asked[0]?.();
      expect(released).to.equal(1);
      expect(timers[0]?.cleared).to.equal(true);
    });
  });

  it('tells seconds', () => {
    withFakes(({ clock }) => {
      clock.ms = 1500;
      expect(new SystemDriver(never).now()).to.equal(1.5);
    });
  });

  it('leaves the system timer standing when the deadline moves back, and sets it again when it rings too early', () => {
    withFakes(({ timers, clock }) => {
      let pumped = 0;
      const driver = new SystemDriver(never);
      const pump = (): void => {
        pumped++;
      };
      driver.wakeAt(1, pump);
      driver.wakeAt(5, pump);
      driver.wakeAt(3, pump);
      expect(timers.map((one) => one.delay)).to.deep.equal([1000]);
      clock.ms = 1000;
      timers[0]?.fire();
      expect(pumped).to.equal(0);
      expect(timers.map((one) => one.delay)).to.deep.equal([1000, 2000]);
      clock.ms = 3000;
      timers[1]?.fire();
      expect(pumped).to.equal(1);
    });
  });

  it('replaces the system timer when a nearer deadline comes', () => {
    withFakes(({ timers }) => {
      const driver = new SystemDriver(never);
      driver.wakeAt(5, never);
      driver.wakeAt(1, never);
      expect(timers.map((one) => [one.delay, one.cleared])).to.deep.equal([
        [5000, true],
        [1000, false],
      ]);
    });
  });

  it('does not hold the process open for a deadline that was taken back', () => {
    withFakes(({ timers, clock }) => {
      const driver = new SystemDriver(never);
      driver.wakeAt(1, never);
      driver.wakeAt(null, never);
      expect(timers[0]?.held).to.equal(false);
      driver.wakeAt(2, never);
      expect(timers[0]?.held).to.equal(true);
      driver.wakeAt(null, never);
      clock.ms = 1000;
      timers[0]?.fire();
      expect(timers.length).to.equal(1);
    });
  });

  it('rounds up, so that the timer does not ring before the deadline', () => {
    withFakes(({ timers }) => {
      new SystemDriver(never).wakeAt(0.0012, never);
      expect(timers[0]?.delay).to.equal(2);
    });
  });

  it('asks for no negative delay', () => {
    withFakes(({ timers, clock }) => {
      clock.ms = 10_000;
      new SystemDriver(never).wakeAt(1, never);
      expect(timers[0]?.delay).to.equal(0);
    });
  });

  it('reaches a deadline beyond the longest delay of setTimeout in stages', () => {
    withFakes(({ timers, clock }) => {
      let pumped = 0;
      const driver = new SystemDriver(never);
      const month = 30 * 86_400;
      driver.wakeAt(month, () => pumped++);
      expect(timers[0]?.delay).to.equal(2 ** 31 - 1);
      clock.ms = 2_147_500_000;
      timers[0]?.fire();
      expect(pumped).to.equal(0);
      expect(timers[1]?.delay).to.equal(444_500_000);
      clock.ms = month * 1000;
      timers[1]?.fire();
      expect(pumped).to.equal(1);
    });
  });
});
