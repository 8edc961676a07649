// Whose line an error names: every error of the library, however it comes about, begins in the user's function that called it.
// (Those of streams and servers are in io/stream/stacks.test.ts.)
import { expect } from 'chai';
import {
  Barrier,
  BoundedSemaphore,
  Channel,
  Condition,
  EventLoop,
  Lock,
  type Op,
  PriorityQueue,
  Queue,
  RLock,
  Semaphore,
  Tasklet,
  TaskletGroup,
  Timeout,
  all,
  current,
  fromCallback,
  race,
  sleep,
  spawn,
  spawnLater,
  tasklet,
  until,
} from 'evergreen-ts';
import { type Executor, Future, TaskletPoolExecutor, asCompleted, wait } from 'evergreen-ts/futures';
import { TCPClient, TCPServer, UDPEndpoint } from 'evergreen-ts/io';
import { action } from 'evergreen-ts/lowlevel';
import { program } from './support/child.js';
import { tasklets } from './support/run-tasklet.js';

/** The function of the user's at the top of the stack. */
function topOf(error: unknown): string {
  const { stack = '' } = error as Error;
  const frames = stack.split('\n').filter((line) => /^ {4}at /.test(line));
  return frames[0] ?? 'no frame';
}

const HERE = /^ {4}at (?:new )?(?:\w+\.)?userCode(?:Twice)?\b.*test\/stacks\.test\.ts/;

class Echo extends TCPServer {
  override *handleConnection(): Op<void> {
    // Nobody connects.
  }
}

const no = undefined as never;
const loop = (): EventLoop => current.loop;

/** A call that throws at once. */
const CALLS: readonly (readonly [name: string, call: () => unknown])[] = [
  ['spawn', () => spawn(5 as never)],
  ['spawn of an async function', () => spawn((async () => Promise.resolve()) as never)],
  ['spawn of a generator', () => spawn(sleep(1) as never)],
  ['spawnLater', () => spawnLater(-1, sleep)],
  ['tasklet', () => tasklet(5 as never)],
  ['tasklet, as a decorator', () => tasklet(sleep as never, { kind: 'class' } as never)],
  ['sleep', () => sleep(NaN)],
  ['until', () => until(5 as never)],
  ['fromCallback', () => fromCallback(5 as never)],
  ['action', () => action(5 as never, 5 as never)],
  ['all', () => all(5 as never)],
  ['all of what is no operation', () => all([5 as never])],
  ['race', () => race([])],
  ['new Tasklet', () => new Tasklet(5 as never)],
  ['new Tasklet with a bad name', () => new Tasklet({ name: 5 as never })],
  ['new Tasklet with bad arguments', () => new Tasklet({ args: 5 as never })],
  ['Tasklet.start', () => spawn(sleep).start()],
  ['Tasklet.join', () => new Tasklet().join()],
  ['Tasklet.get', () => spawn(sleep).get(-1)],
  ['Tasklet.switch', () => spawn(sleep).switch()],
  ['Tasklet.throw', () => spawn(sleep).throw(no)],
  ['Tasklet.addDoneCallback', () => spawn(sleep).addDoneCallback(no)],
  ['TaskletGroup.run', () => TaskletGroup.run(no)],
  ['new Timeout', () => new Timeout(NaN)],
  ['new Timeout with a bad error', () => new Timeout(1, 5 as never)],
  ['Timeout.start', () => new Timeout(1).start().start()],
  ['Timeout.run', () => new Timeout(1).run(5 as never)],
  ['new EventLoop', () => new EventLoop()],
  ['callSoon', () => loop().callSoon(no)],
  ['callLater', () => loop().callLater(NaN, () => undefined)],
  ['callAt', () => loop().callAt(NaN, () => undefined)],
  ['addSignalHandler', () => loop().addSignalHandler('SIGKILL', () => undefined)],
  ['addReader', () => loop().addReader(-1, () => undefined)],
  ['instrument', () => loop().instrument(5 as never)],
  ['destroy', () => loop().destroy()],
  ['new Semaphore', () => new Semaphore(-1)],
  ['BoundedSemaphore.release', () => new BoundedSemaphore().release()],
  ['Semaphore.acquire', () => new Semaphore().acquire(true, -1)],
  ['Lock.release', () => new Lock().release()],
  ['RLock.release', () => new RLock().release()],
  ['new Condition', () => new Condition(5 as never)],
  ['Condition.notify', () => new Condition().notify()],
  ['new Barrier', () => new Barrier(0)],
  ['Barrier.wait', () => new Barrier(1).wait(-1)],
  ['new Queue', () => new Queue(NaN)],
  ['Queue.putNowait', () => full().putNowait(1)],
  ['Queue.getNowait', () => new Queue().getNowait()],
  ['Queue.getNowait after shutdown()', () => shut().getNowait()],
  ['Queue.taskDone', () => new Queue().taskDone()],
  ['Queue.get', () => new Queue().get(true, -1)],
  ['PriorityQueue.putNowait', () => incomparable().putNowait(Symbol('x'))],
  ['Channel.forEach', () => new Channel().forEach(no)],
  ['new TaskletPoolExecutor', () => new TaskletPoolExecutor(0)],
  ['submit', () => new TaskletPoolExecutor(1).submit(no)],
  ['map', () => new TaskletPoolExecutor(1).map((x) => x, 5 as never)],
  ['Future.setResult', () => done().setResult(1)],
  ['Future.setRunningOrNotifyCancel', () => done().setRunningOrNotifyCancel()],
  ['wait', () => wait([5 as never])],
  ['wait with a bad returnWhen', () => wait([], 1, 'NEVER')],
  ['asCompleted', () => asCompleted([], -1)],
  ['connect', () => new TCPClient().connect(['x', -1])],
  ['new TCPClient', () => new TCPClient({ maxBufferSize: -1 })],
  ['new TCPServer', () => new Echo({ lingerTimeout: -1 })],
  ['bind', () => new Echo().bind('x' as never)],
  ['UDPEndpoint.send', () => new UDPEndpoint().send(5 as never, ['127.0.0.1', 1])],
  ['readUntil', () => new TCPClient().readUntil('')],
  ['write', () => new TCPClient().write(5 as never)],
];

function full(): Queue<number> {
  const queue = new Queue<number>(1);
  queue.putNowait(1);
  return queue;
}

function shut<T = number>(): Queue<T> {
  const queue = new Queue<T>();
  queue.shutdown();
  return queue;
}

function incomparable(): PriorityQueue<unknown> {
  const queue = new PriorityQueue<unknown>();
  queue.putNowait({});
  return queue;
}

function done(): Future<number> {
  const future = new Future<number>();
  future.setResult(1);
  return future;
}

function cancelled(): Future<number> {
  const future = new Future<number>();
  future.cancel();
  return future;
}

function closed(): Channel<number> {
  const channel = new Channel<number>();
  channel.close();
  return channel;
}

function broken(): Barrier {
  const barrier = new Barrier(2);
  barrier.abort();
  return barrier;
}

/** A function of the user's, too. */
function* userCodeTwice(op = sleep(1)): Op<void> {
  yield* op;
  yield* op;
}

/** `act` right after the operation has parked. */
function later<T>(op: Op<T>, act: () => void): Op<T> {
  current.loop.callSoon(act);
  return op;
}

function withQueue(make: (queue: Queue<number>) => Op<unknown>): Op<unknown> {
  const queue = full();
  return later(make(queue), () => queue.shutdown());
}

/** An operation that throws. */
const OPERATIONS: readonly (readonly [name: string, make: () => Op<unknown>])[] = [
  ['Queue.get without waiting', () => new Queue().get(false)],
  ['Queue.get after its time', () => new Queue().get(true, 1)],
  ['Queue.get after shutdown()', () => shut().get()],
  ['Queue.put without waiting', () => full().put(1, false)],
  ['Queue.put after its time', () => full().put(1, true, 1)],
  ['Queue.put after shutdown()', () => shut().put(1)],
  ['Queue.put while the queue is shut down', () => withQueue((queue) => queue.put(1))],
  ['Channel.send', () => closed().send(1)],
  ['Channel.receive', () => closed().receive()],
  ['Barrier.wait', () => broken().wait()],
  ['Barrier.wait after its time', () => new Barrier(2).wait(1)],
  ['Condition.wait', () => new Condition().wait()],
  ['Tasklet.get after its time', () => new Tasklet({ target: sleep, args: [9] }).start().get(1)],
  ['Tasklet.join of itself', () => (Tasklet.current() as Tasklet).join()],
  ['Future.get after its time', () => new Future().get(1)],
  ['Future.get of one that was cancelled', () => cancelled().get()],
  ['asCompleted after its time', () => asCompleted([new Future()], 1).next()],
  [
    'map after its time',
    () =>
      stuck()
        .map((x) => x, [1], 1)
        .next(),
  ],
  ['Timeout', () => new Timeout(1).run(sleep(2))],
  ['Timeout with a class', () => new Timeout(1, RangeError).run(sleep(2))],
  ['a kill', () => later(sleep(2), killer())],
  [
    'a kill of one that waits in a group',
    () =>
      later(
        TaskletGroup.run(() => sleep(2)),
        killer(),
      ),
  ],
  ['an operation that was run before', () => userCodeTwice()],
  ['until', () => until(() => 5 as never)],
];

function killer(): () => void {
  const me = Tasklet.current() as Tasklet;
  return () => me.kill();
}

function stuck(): Executor {
  const pool = new TaskletPoolExecutor(1);
  pool.submit(sleep, 9);
  return pool;
}

describe('The stack of an error begins in the function that called', () => {
  for (const [name, call] of CALLS) {
    it(
      name,
      tasklets(function* () {
        let thrown: unknown;
        try {
          (function userCode() {
            call();
          })();
        } catch (error) {
          thrown = error;
        }
        expect(thrown).to.be.instanceOf(Error);
        expect(topOf(thrown)).to.match(/test\/stacks\.test\.ts/);
        yield* sleep();
      }),
    );
  }
});

describe('The stack of an error begins in the tasklet that ran the operation', () => {
  for (const [name, make] of OPERATIONS) {
    it(
      name,
      tasklets(function* () {
        const thrown = yield* spawn(function* (): Op<unknown> {
          const op = make();
          try {
            yield* (function* userCode(): Op<void> {
              yield* op;
            })();
          } catch (error) {
            return error;
          }
          return undefined;
        }).get();
        expect(thrown).to.be.instanceOf(Error);
        expect(topOf(thrown)).to.match(HERE);
      }),
    );
  }
});

/** A program that prints, for each of several errors, which function of its own is in the first frame, and which the stack names. */
const PROGRAM = `
  import { Queue, Timeout, run, sleep, spawn, until } from 'evergreen-ts';
  function own(error) {
    const frames = error.stack.split('\\n').filter((line) => /^ {4}at /.test(line));
    const names = frames.map((frame) => /at (?:async )?(?:new )?(\\w*User)\\b/.exec(frame)?.[1] ?? '');
    return [names[0], ...new Set(names)].join(' ').trim();
  }
  const rejected = new Error('rejected');
  const ways = [
    function* callUser() { sleep(NaN); },
    function* emptyUser() { yield* new Queue().get(false); },
    function* lateUser() { yield* new Timeout(0.001).run(sleep(1)); },
    function* killedUser() { yield* sleep(1); },
    function* readyMadeUser() { yield* until(Promise.reject(rejected)); },
    function* innerUser() { yield* new Timeout(1).run(until(new Promise((_, reject) => setTimeout(reject, 1, new Error('later'))))); },
  ];
  await run(function* () {
    for (const way of ways) {
      const t = spawn(function* outerUser() { yield* way(); });
      if (way.name === 'killedUser') spawn(() => t.kill());
      try { yield* t.get(); } catch (error) { console.log(own(error)); }
    }
  });
`;

/** An error that is made elsewhere begins there, and the functions that waited for it come after. */
const NAMED = [
  'callUser callUser outerUser',
  'emptyUser emptyUser outerUser',
  'lateUser lateUser outerUser',
  'killedUser killedUser outerUser',
  'readyMadeUser outerUser',
  'innerUser outerUser',
];

describe('A program of a user', function () {
  this.timeout(60_000);
  for (const flags of [[], ['--enable-source-maps'], ['--stack-trace-limit=4']]) {
    it(`has stacks that name its functions, with ${flags.join(' ') || 'no flags'}`, async () => {
      const { stdout, stderr } = await program(PROGRAM, { flags });
      expect(stderr).to.equal('');
      expect(stdout.replace(/ +/g, ' ').trim().split('\n')).to.deep.equal(NAMED);
    });
  }
});
