/**
 * The server in one process of a farm.
 */
import { isInstance, kindOf } from '../../check.js';
import { handles } from '../../handles/index.js';
import type { TCPListener } from '../../handles/handle.js';
import type { Port } from '../../handles/workers/link.js';
import type { Address } from '../../io/address.js';
import { textOf } from '../../io/address-text.js';
import { type StreamConnection, StreamServer, bindServer } from '../../io/stream/server.js';
import type { Op } from '../../park/op.js';
import { sleep } from '../../park/sleep.js';
import { EventLoop } from '../../tasklet/event-loop.js';
import { spawn } from '../../tasklet/spawn.js';
import { Tasklet } from '../../tasklet/tasklet.js';
import { callTask, hereContext } from '../context.js';
import { flatten } from '../flat-error.js';
import { loadTask } from '../load.js';
import type { Assignment, FarmNews, Leave } from './messages.js';

type AnyServer = StreamServer<StreamConnection, Address>;

/** Seconds between two looks at how many connections there are. */
const LOOK = 0.1;

/** Serve as the farm says, until it says that it is enough, or has gone; then end. */
export async function serveInFarm(port: Port): Promise<never> {
  const loop = new EventLoop();
  const tell = (news: FarmNews): void => port.post(news);
  let server: AnyServer | undefined;
  let assigned = false;
  port.onUncaught((error) => tell({ failed: flatten(error) }));
  port.onGone(() => loop.stop());
  port.onMessage((message) => {
    if (assigned) {
      const { timeout } = message as Leave;
      // Told to go before it serves.
      if (server === undefined) loop.stop();
      else void spawn(() => (server as AnyServer).stop(timeout));
      return;
    }
    assigned = true;
    spawn(function* (): Op<void> {
      try {
        server = yield* madeServer(message as Assignment);
        yield* server.listen();
        tell({ listening: true });
        yield* served(server, tell);
      } catch (error) {
        tell({ failed: flatten(error) });
      }
      loop.stop();
    });
  });
  await loop.runForever();
  loop.destroy();
  return port.exit();
}

/** Until it is stopped. */
function* served(server: AnyServer, tell: (news: FarmNews) => void): Op<void> {
  const watching = new Tasklet({ target: () => watch(server, tell), daemon: true }).start();
  try {
    yield* server.serve();
  } finally {
    watching.kill();
  }
}

function* watch(server: AnyServer, tell: (news: FarmNews) => void): Op<void> {
  for (let told = 0; ; yield* sleep(LOOK)) {
    const { length } = server.connections;
    if (length !== told) tell({ connections: (told = length) });
  }
}

function* madeServer({ server: address, host, port, fd }: Assignment): Op<AnyServer> {
  const server = yield* callTask(yield* loadTask(address), [], hereContext());
  if (!isInstance(server, StreamServer))
    throw new TypeError(`${address.exportName}() of a farm must return a server, not ${kindOf(server)}`);
  const listener = (): TCPListener => handles().tcpListener();
  bindServer(server, listener, (one) => one.open(fd), textOf([host, port]), bindServer);
  return server;
}
