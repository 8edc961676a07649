/**
 * What scale.ts makes many of, in a process of its own; each answer is a Usage.
 *
 *     scale.ts tasklets|timers|connections
 *
 * Asked for a number of tasklets or timers, it makes so many more. As `connections`, it is a server that answers each line, tells
 * its port, and when asked, what it has used.
 */
import { EventLoop, Event, type Op, run, sleep, spawn } from 'evergreen-ts';
import { type TCPConnection, TCPServer } from 'evergreen-ts/io';

export interface Usage {
  /** Seconds of a core, without what the measurement itself takes. */
  readonly cpu: number;
  /** Bytes: what JavaScript holds after a collection, or where most is not JavaScript's, the process. */
  readonly memory: number;
}

/** How far apart timers are due, and after what time the first: not while anybody looks. */
const DUE = { after: 3600, apart: 1e-3 };

const gc = globalThis.gc as () => void;

function held(): number {
  gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Each message is answered by what `make` has used, which comes after all that is ready then. */
function* obey(make: (count: number) => void): Op<void> {
  let used = 0;
  const asked = new Event();
  let count = 0;
  process.on('message', (more: number) => {
    count = more;
    asked.set();
  });
  process.send?.({ cpu: 0, memory: held() } satisfies Usage);
  for (;;) {
    yield* asked.wait();
    asked.clear();
    const before = cpu();
    make(count);
    yield* sleep(0);
    used += cpu() - before;
    process.send?.({ cpu: used, memory: held() } satisfies Usage);
  }
}

function* tasklets(): Op<void> {
  const never = new Event();
  function* waits(): Op<void> {
    yield* never.wait();
  }
  yield* obey((count) => {
    for (let i = 0; i < count; i++) spawn(waits);
  });
}

function* timers(): Op<void> {
  const loop = EventLoop.current();
  let made = 0;
  yield* obey((count) => {
    // In no order, as deadlines of many clients are: a step that has no factor in common with the number.
    for (let i = 0; i < count; i++, made++)
      loop.callLater(DUE.after + ((made * 7919) % 1_000_003) * DUE.apart, nothing);
  });
}

function nothing(): void {
  throw new Error('a timer of this benchmark is due');
}

class LineServer extends TCPServer {
  override *handleConnection(connection: TCPConnection): Op<void> {
    for (let line; (line = yield* connection.readUntil('\n')).length > 0;) connection.write(line);
  }
}

function* connections(): Op<void> {
  const server = new LineServer();
  server.bind(['127.0.0.1', 0]);
  yield* server.listen();
  process.on('message', () => {
    const used = cpu();
    gc();
    const extra = cpu() - used;
    process.send?.({ cpu: used - collecting, memory: process.memoryUsage().rss } satisfies Usage);
    collecting += extra;
  });
  process.send?.(server.sockname[1]);
  yield* server.serve();
}

/** Seconds that measuring has taken. */
let collecting = 0;

const ways = { tasklets, timers, connections };
process.on('disconnect', () => process.exit());
await run(ways[process.argv[2] as keyof typeof ways]);
