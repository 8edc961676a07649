/**
 * The modules of a ported program. Its main() is run() here, as everything ends with run(); what still runs when the main greenlet
 * has ended is killed, as gevent would leave it behind.
 */
import * as core from 'evergreen-ts';
import * as gevent from 'evergreen-port/gevent';
import { begun, leaveBehind } from '../../../porter/src/gevent/hub.js';
import { shutdown } from 'evergreen-port/python/threading';
import * as python from 'evergreen-port/python';
import { provide, run, runs } from './library.js';

function main(body: () => core.Op<unknown>): Promise<unknown> {
  return run(function* (): core.Op<void> {
    begun();
    yield* body();
    yield* shutdown();
    leaveBehind();
  });
}

/** What measures time sees what the virtual clock does. */
const { wall, monotonic } = python.host;
const simulated = (): number => core.EventLoop.current().time();
python.host.wall = () => wall() + simulated();
python.host.monotonic = () => monotonic() + simulated();

/** What needs Node is undefined here: see vite.config.ts. */
const present = Object.entries(gevent).filter(([, value]) => (value as unknown) !== undefined);

provide('evergreen-port/python', python);
provide('evergreen-port/gevent', { ...Object.fromEntries(present), main });

const files = import.meta.glob<Record<string, unknown>>('../../../porter/src/python/modules/*.ts', {
  eager: true,
});
for (const [path, module] of Object.entries(files))
  provide(`evergreen-port/python/${path.replace(/^.*\/|\.ts$/g, '')}`, module);

/** A program of Evergreen makes the loop, and runs it; here it is there, with a virtual clock, and ends with the page's run. */
const EventLoop = new Proxy(core.EventLoop, {
  construct() {
    const loop = core.EventLoop.current();
    const runLoop = loop.run.bind(loop);
    return Object.defineProperties(loop, {
      run: {
        value(...args: Parameters<typeof runLoop>) {
          const result = runLoop(...args);
          runs.push(result);
          return result;
        },
      },
      destroy: { value: () => undefined },
    });
  },
});
provide('evergreen-port/evergreen', { EventLoop });
provide('evergreen-ts', { ...core, EventLoop, run, main: run });
