// The clocks of ported programs in tests: what they print must not depend on how busy the machine is.
import type { Driver } from 'evergreen-ts';
import { virtualDriver } from 'evergreen-ts/testing';

/** Modules whose operations take real time. */
const REAL =
  /^import [^;]*\b(socket|StreamServer|DatagramServer|select|subprocess|WSGIServer|signal|socketserver)\b/m;

/** How much slower than the real clock. */
const SLOWER = 4;

/** Seconds that pass, of a virtual clock, whenever a program looks at it: one that waits by looking comes to an end. */
const LOOK = 1e-6;

interface Clock {
  readonly driver: Driver;
  /** As the host's. */
  wall(): number;
  monotonic(): number;
  block(seconds: number): void;
}

/** The clock of a ported text: virtual if it can be, else one whose seconds take so much longer that what races is far apart. */
export function clockFor(text: string): Clock {
  const begun = Date.now() / 1000;
  const driver = REAL.test(text) ? slowDriver() : virtualDriver();
  let passed = 0;
  const block = (seconds: number): void => void (passed += seconds);
  const monotonic = (): number => {
    block(LOOK);
    return driver.now() + passed;
  };
  return { driver, monotonic, wall: () => begun + monotonic(), block };
}

function slowDriver(): Driver {
  let soon: NodeJS.Immediate | undefined;
  let alarm: NodeJS.Timeout | undefined;
  const now = (): number => performance.now() / 1000 / SLOWER;
  return {
    now,
    wakeSoon(pump) {
      soon ??= setImmediate(() => {
        soon = undefined;
        pump();
      });
    },
    wakeAt(when, pump) {
      clearTimeout(alarm);
      if (when !== null) alarm = setTimeout(pump, Math.max(0, when - now()) * SLOWER * 1000);
    },
    close() {
      clearImmediate(soon);
      clearTimeout(alarm);
    },
  };
}
