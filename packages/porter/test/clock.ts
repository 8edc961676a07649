// The clocks of ported programs in tests: what they print must not depend on how busy the machine is.
import type { Driver } from 'evergreen-ts';
import { virtualDriver } from 'evergreen-ts/testing';

/** Modules whose operations take real time. */
const REAL =
  /^import [^;]*\b(socket|StreamServer|DatagramServer|select|subprocess|WSGIServer|signal|socketserver)\b/m;

/** How much slower than the real clock. */
const SLOWER = 4;

interface Clock {
  readonly driver: Driver;
  /** As the host's: seconds that it is ahead of the real one. */
  ahead(): number;
}

/** The clock of a ported text: virtual if it can be, else one whose seconds take so much longer that what races is far apart. */
export function clockFor(text: string): Clock {
  if (REAL.test(text)) {
    const driver = slowDriver();
    return { driver, ahead: () => driver.now() - performance.now() / 1000 };
  }
  const driver = virtualDriver();
  return { driver, ahead: () => driver.elapsed };
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
