/**
 * The monitor: a console for a running program, on a Unix socket. It is part of the program, and may not change how that ends: its
 * tasklets are daemons, nothing of it keeps the process alive, and that it waits for somebody to connect hides no deadlock. So it
 * does without StreamServer, which keeps its loop going.
 */
import { lstatSync, unlinkSync } from 'node:fs';
import { checkText } from '../check.js';
import { LONGEST_PIPE_NAME } from '../handles/descriptor.js';
import { EADDRINUSE, ECONNREFUSED, ENAMETOOLONG } from '../handles/errno.js';
import type { ListenOwner, PipeHandle, PipeListener } from '../handles/handle.js';
import { handles } from '../handles/index.js';
import { PipeError, StreamError, systemError } from '../io/errors.js';
import { PipeClient } from '../io/pipe/pipe.js';
import { BaseStream, connectStream } from '../io/stream/stream.js';
import { now, presentLoop, report } from '../loop/thread.js';
import type { Op, Park } from '../park/op.js';
import { operation } from '../park/operation.js';
import { Event } from '../sync/event.js';
import type { EventLoop } from '../tasklet/event-loop.js';
import { ofLoop } from '../tasklet/fields.js';
import { allLive } from '../tasklet/scopes.js';
import { Tasklet } from '../tasklet/tasklet.js';
import { trimmed } from '../trim.js';
import { type Watched, answer } from './commands.js';
import { Parents } from './parents.js';

/** Connections that the system may keep waiting. */
const BACKLOG = 16;
/** Bytes of a command, at most. */
const LONGEST_LINE = 1024;
const PROMPT = 'evergreen> ';

/** Somebody who is connected. */
class Client extends BaseStream {
  constructor() {
    super({ maxBufferSize: LONGEST_LINE }, PipeError);
  }

  /** The loop asks for it as long as it has something to do: never does this keep the process alive. */
  override _keepAlive(): void {
    super._keepAlive(false);
  }
}

class Console implements ListenOwner<PipeHandle> {
  readonly #listener: PipeListener;
  readonly #watched: Watched;
  readonly #tasklets = new Set<Tasklet>();

  constructor(listener: PipeListener) {
    this.#listener = listener;
    const parents = new Parents(presentLoop()?.loop as EventLoop, allLive);
    this.#watched = { parents, since: now() };
  }

  /** Returns 0, or the error. */
  open(): number {
    const errno = this.#listener.listen(BACKLOG, this);
    this.#listener.keepAlive(false);
    return errno;
  }

  close(): void {
    this.#listener.close();
    this.#watched.parents.stop();
    for (const tasklet of this.#tasklets) tasklet.kill();
  }

  _onConnection(handle: PipeHandle): void {
    const target = () => this.#talk(handle);
    const tasklet = ofLoop(new Tasklet<void>({ target, name: 'monitor client', daemon: true }));
    this.#tasklets.add(tasklet);
    tasklet.addDoneCallback(() => this.#tasklets.delete(tasklet));
    tasklet.start();
  }

  _onAcceptError(errno: number): void {
    report(systemError(PipeError, errno, 'accept'), this);
  }

  /** For the report of an error. */
  toString(): string {
    return 'the monitor';
  }

  *#talk(handle: PipeHandle): Op<void> {
    const client = new Client();
    try {
      connectStream(client, handle);
      client._keepAlive();
      client.write(PROMPT);
      for (let line; (line = yield* client.readUntil('\n')).length > 0;) {
        const text = yield* answer(this.#watched, line.toString());
        client.write(`${text}${text === '' ? '' : '\n'}${PROMPT}`);
        yield* client.flush();
      }
    } catch (error) {
      // It has gone, or what it sends is no line.
      if (!(error instanceof StreamError)) throw error;
    } finally {
      client.close();
    }
  }
}

/**
 * A console for the running program on a Unix socket: `nc -U path`, and `help` there. It shows every tasklet (`ps`, `tree`), where
 * one is parked (`where ID`), what happens (`trace SECONDS`), and can end one (`kill ID`). Only the owner of the socket's file can
 * use it: whoever is connected can kill any tasklet.
 *
 * Parks until its tasklet is killed; then the file is gone. Nothing of it keeps the process alive, and where a run() is to end without
 * it, its tasklet is to be a daemon. While it is open, trees are known of what was spawned since. A file that was left there
 * by a process that is gone is replaced.
 *
 * TypeError unless `path` is a path: anybody could connect to an abstract name. PipeError EADDRINUSE, EACCES, ENAMETOOLONG, or what
 * the system reports.
 *
 * Source: curio's and aiomonitor's consoles; gevent's backdoor.
 *
 * @example
 * new Tasklet({ target: monitor, args: ['/run/user/1000/server.sock'], name: 'monitor', daemon: true }).start();
 */
export function monitor(path: string): Op<void> {
  checkText('the path of a monitor', path);
  if (path === '' || path.includes('\0'))
    throw trimmed(
      new TypeError('the path of a monitor must be that of a file: anybody can connect to an abstract name'),
    );
  if (Buffer.byteLength(path) > LONGEST_PIPE_NAME) throwIf(ENAMETOOLONG, 'bind', path);
  return operation('monitor', watch(path));
}

function* watch(path: string): Generator<Park, void, unknown> {
  const listener = yield* bound(path);
  const console = new Console(listener);
  try {
    throwIf(console.open(), 'listen', path);
    yield* new Event().wait();
  } finally {
    console.close();
  }
}

/** Bound to a path, on which a file may lie that nobody listens on any more. */
function* bound(path: string): Op<PipeListener> {
  let [listener, errno] = bind(path);
  if (errno === EADDRINUSE && (yield* isDeserted(path))) {
    unlinkSync(path);
    [listener, errno] = bind(path);
  }
  throwIf(errno, 'bind', path);
  return listener;
}

function bind(path: string): [PipeListener, errno: number] {
  const listener = handles().pipeListener();
  const errno = listener.bind(path, true);
  if (errno < 0) listener.close();
  return [listener, errno];
}

function* isDeserted(path: string): Op<boolean> {
  if (!lstatSync(path).isSocket()) return false;
  const client = new PipeClient();
  try {
    yield* client.connect(path);
    return false;
  } catch (error) {
    if (!(error instanceof PipeError)) throw error;
    return error.errno === ECONNREFUSED;
  } finally {
    client.close();
  }
}

function throwIf(errno: number, syscall: string, path: string): void {
  if (errno < 0) throw trimmed(systemError(PipeError, errno, syscall, path));
}
