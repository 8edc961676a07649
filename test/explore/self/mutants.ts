// Mutants of the primitives: each is the library with one fault, in a copy of the project, and the self-exploration must find it. Run by
// hand, as it takes minutes:
//
//   npm run ts test/explore/self/mutants.ts            all
//   npm run ts test/explore/self/mutants.ts semaphore  those of one file
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { projectCopy } from '../../support/plain-js.js';
import { cases, unkilled } from './cases.js';

interface Mutant {
  readonly fault: string;
  /** Relative to src. */
  readonly file: string;
  /** What stands there once, and what in its place. */
  readonly replace: string;
  readonly by: string;
  /** The cases that have to do with it. */
  readonly cases: readonly string[];
}

const LOCKS = ['Lock', 'Lock with a timeout', 'Semaphore', 'race', 'select', 'Timeout'];
const QUEUES = ['Queue', 'Queue with a timeout', 'Queue.shutdown', 'select'];
const CONDITIONS = ['Condition', 'Condition.notifyAll'];
const GROUPS = ['TaskletGroup', 'all', 'race'];

const MUTANTS: readonly Mutant[] = [
  {
    fault: 'a permit that was handed to a waiter that is killed is lost',
    file: 'sync/semaphore.ts',
    replace: 'giveBack: (semaphore: Semaphore) => semaphore.#handOver(),',
    by: 'giveBack: () => undefined,',
    cases: LOCKS,
  },
  {
    fault: 'the latest waiter gets the permit',
    file: 'sync/semaphore.ts',
    replace: 'const next = this.#waiting.shift();',
    by: 'const next = this.#waiting.last; if (next !== undefined) this.#waiting.remove(next);',
    cases: LOCKS,
  },
  {
    fault: 'release() does not wake anybody',
    file: 'sync/semaphore.ts',
    replace: '      next._wake();\n',
    by: '      this.#waiting.unshift(next);\n      this.#permits++;\n',
    cases: LOCKS,
  },
  {
    fault: 'a permit is both handed over and released',
    file: 'sync/semaphore.ts',
    replace: '      next._wake();\n',
    by: '      next._wake();\n      this.#permits++;\n',
    cases: LOCKS,
  },
  {
    fault: 'tryAcquire() takes no permit',
    file: 'sync/semaphore.ts',
    replace: '    this.#permits--;\n',
    by: '',
    cases: LOCKS,
  },
  {
    fault: 'an RLock that was handed to a waiter that is killed is lost',
    file: 'sync/rlock.ts',
    replace: 'giveBack: (lock: RLock) => lock.#handOver(),',
    by: 'giveBack: () => undefined,',
    cases: ['RLock', 'Condition'],
  },
  {
    fault: 'an RLock is free after the first release()',
    file: 'sync/rlock.ts',
    replace: 'if (--this.#depth === 0) this.#handOver();',
    by: 'this.#depth--; this.#handOver();',
    cases: ['RLock', 'Condition'],
  },
  {
    fault: 'an RLock can be taken while another tasklet has it',
    file: 'sync/rlock.ts',
    replace: 'if (this.#owner !== undefined && this.#owner !== taker) return false;',
    by: '',
    cases: ['RLock', 'Condition'],
  },
  {
    fault: 'notify() of a waiter that is killed is lost',
    file: 'sync/condition.ts',
    replace: 'if (byNotify) condition.#notifyFirst();',
    by: 'void byNotify;',
    cases: CONDITIONS,
  },
  {
    fault: 'wait() does not take the lock again',
    file: 'sync/condition.ts',
    replace: 'yield* this.#ofLock.retake(this.#lock, depth);',
    by: 'void depth;',
    cases: CONDITIONS,
  },
  {
    fault: 'wait() does not give the lock up',
    file: 'sync/condition.ts',
    replace: 'const depth = this.#ofLock.giveUp(this.#lock);',
    by: 'const depth = 1;',
    cases: CONDITIONS,
  },
  {
    fault: 'others run between giving the lock up and waiting',
    file: 'sync/condition.ts',
    replace: '      return yield* new Waiter(NOTIFIED, this, timeout, undefined);',
    by: '      yield* sleep();\n      return yield* new Waiter(NOTIFIED, this, timeout, undefined);',
    cases: CONDITIONS,
  },
  {
    fault: 'notifyAll() wakes one',
    file: 'sync/condition.ts',
    replace: 'this.#waiting.wakeAll();',
    by: 'this.#notifyFirst();',
    cases: CONDITIONS,
  },
  {
    fault: 'a barrier opens one too early',
    file: 'sync/barrier.ts',
    replace: 'if (barrier.#waiting.size + 1 < barrier.parties) return false;',
    by: 'if (barrier.#waiting.size + 2 < barrier.parties) return false; barrier.#trip(); return true;',
    cases: ['Barrier that breaks', 'Barrier, twice'],
  },
  {
    fault: 'a timeout does not break the barrier',
    file: 'sync/barrier.ts',
    replace: 'if (!isClosed(waiter)) barrier.abort();',
    by: 'void waiter;',
    cases: ['Barrier that breaks', 'Barrier, twice'],
  },
  {
    fault: 'all that pass a barrier have one index',
    file: 'sync/barrier.ts',
    replace: 'waiter._wake(index++);',
    by: 'waiter._wake(index);',
    cases: ['Barrier that breaks', 'Barrier, twice'],
  },
  {
    fault: 'a value whose receiver is killed is lost',
    file: 'sync/channel.ts',
    replace: 'if (matched) channel.#unmatch();',
    by: 'void matched;',
    cases: ['Channel'],
  },
  {
    fault: 'close() leaves senders parked',
    file: 'sync/channel.ts',
    replace: '    this.#senders.wakeAll(CLOSED);\n',
    by: '',
    cases: ['Channel'],
  },
  {
    fault: 'a sender whose receiver was killed is not offered to the next',
    file: 'sync/channel.ts',
    replace: '    else this.#match();\n',
    by: '',
    cases: ['Channel'],
  },
  {
    fault: 'a sender that is killed after it was matched takes its value with it',
    file: 'sync/channel.ts',
    replace:
      'if (sender._queue === channel.#matched) sender.granted = true;\n        else sender.withdraw();',
    by: 'sender.withdraw();',
    cases: ['Channel'],
  },
  {
    fault: 'an item that was reserved for a getter that is killed stays reserved',
    file: 'sync/queue.ts',
    replace: 'if (itemReserved) queue.#unreserveItem();',
    by: 'void itemReserved;',
    cases: QUEUES,
  },
  {
    fault: 'a place that was reserved for a putter that is killed stays reserved',
    file: 'sync/queue.ts',
    replace: 'if (placeReserved) queue.#unreservePlace();',
    by: 'void placeReserved;',
    cases: QUEUES,
  },
  {
    fault: 'an item that comes back is offered to nobody',
    file: 'sync/queue.ts',
    replace: '    this.#reservedItems--;\n    this.#wakeGetters();\n',
    by: '    this.#reservedItems--;\n',
    cases: QUEUES,
  },
  {
    fault: 'get() does not wake those that wait to put',
    file: 'sync/queue.ts',
    replace: '    this.#reservedItems++;\n    this.#wakePutters();\n',
    by: '    this.#reservedItems++;\n',
    cases: QUEUES,
  },
  {
    fault: 'shutdown() leaves getters parked',
    file: 'sync/queue.ts',
    replace: '    this.#getters.wakeAll(SHUT_DOWN);\n',
    by: '',
    cases: QUEUES,
  },
  {
    fault: 'a newcomer takes what was reserved for another',
    file: 'sync/queue.ts',
    replace: 'return this.#store.size - this.#reservedItems;',
    by: 'return this.#store.size;',
    cases: QUEUES,
  },
  {
    fault: 'set() wakes one waiter',
    file: 'sync/event.ts',
    replace: 'this.#waiting.wakeAll();',
    by: 'this.#waiting.first?._wake();',
    cases: ['Event'],
  },
  {
    fault: 'set() does not stay',
    file: 'sync/event.ts',
    replace: '    this.#set = true;\n',
    by: '',
    cases: ['Event'],
  },
  {
    fault: 'a tasklet that is woken while a kill is on its way keeps what it was handed',
    file: 'park/waiter.ts',
    replace: '    else if (!this.expired) this.kind.giveBack?.(this.target, this);\n',
    by: '',
    cases: [...LOCKS, ...QUEUES],
  },
  {
    fault: 'a waiter whose timeout comes stays in the queue',
    file: 'park/waiter.ts',
    replace: '    this._state = EXPIRED;\n    this._wake();\n',
    by: '    this._state = EXPIRED;\n    this.tasklet?._unpark();\n',
    cases: ['Lock with a timeout'],
  },
  {
    fault: 'two arms of a select take effect',
    file: 'park/select-leaf.ts',
    replace: 'if (arm !== winner) arm.leaf._undo();',
    by: 'void arm;',
    cases: ['select'],
  },
  {
    fault: 'a select that is killed leaves its arms in their queues',
    file: 'park/select-leaf.ts',
    replace:
      '    this.#waits = false;\n    for (const { leaf } of this.#arms.slice(0, this.#begun)) leaf._undo(error);\n',
    by: '    this.#waits = false;\n    void error;\n',
    cases: ['select'],
  },
  {
    fault: 'a group does not wait for its children',
    file: 'tasklet/group.ts',
    replace: '    yield* group.#children.gone();\n',
    by: '',
    cases: GROUPS,
  },
  {
    fault: 'all() does not wait for the rest when one has failed',
    file: 'tasklet/combine.ts',
    replace: '  const all = yield* children.spawnEach(runs, ops);\n  yield* children.gone();\n  if (failed',
    by: '  const all = yield* children.spawnEach(runs, ops);\n  while (failed === undefined && children.size > 0) yield* sleep(0);\n  if (failed',
    cases: GROUPS,
  },
  {
    fault: 'race() does not end the others',
    file: 'tasklet/combine.ts',
    replace: '        winner = child;\n        children.doom();\n',
    by: '        winner = child;\n',
    cases: GROUPS,
  },
  {
    fault: 'a Timeout that was cancelled when it was due is delivered all the same',
    file: 'park/timeout.ts',
    replace: '    else tasklet._retract(this);\n',
    by: '',
    cases: ['Timeout', 'Timeout.cancel', 'Timeout in another', 'Queue with a timeout'],
  },
  {
    fault: 'a Timeout is not cancelled at the end of run()',
    file: 'park/timeout.ts',
    replace: '      if (debug) noteOver(tasklet, this);\n      this.cancel();\n',
    by: '',
    cases: ['Timeout', 'Timeout.cancel', 'Timeout in another', 'Queue with a timeout'],
  },
  {
    fault: 'a future wakes one of those that wait',
    file: 'futures/future.ts',
    replace: '    this.#waiting.wakeAll();\n',
    by: '    this.#waiting.first?._wake();\n',
    cases: ['Future', 'TaskletPoolExecutor'],
  },
  {
    fault: 'a future that runs can be cancelled',
    file: 'futures/future.ts',
    replace: "if (this.#state === 'running' || this.#state === 'finished') return false;",
    by: "if (this.#state === 'finished') return false; if (this.#state === 'running') this.#state = 'pending';",
    cases: ['Future', 'TaskletPoolExecutor'],
  },
  {
    fault: 'a pool has a worker too many',
    file: 'futures/tasklet-pool.ts',
    replace: 'this.#workers.size >= this.#maxWorkers) return;',
    by: 'this.#workers.size > this.#maxWorkers) return;',
    cases: ['TaskletPoolExecutor'],
  },
  {
    fault: 'a kill that came before the tasklet began is forgotten',
    file: 'tasklet/coroutine.ts',
    replace: '    t._leaf?._giveUp(error);\n    throw error;\n',
    by: '    return begin(t, body);\n',
    cases: ['Tasklet.join and kill', 'all', 'race'],
  },
  {
    fault: 'a kill is thrown into what was woken, and what it was handed is not given back',
    file: 'park/leaf.ts',
    replace: '      this._giveUp(error);\n',
    by: '',
    cases: [...LOCKS, ...QUEUES],
  },
];

const [only = ''] = process.argv.slice(2);
const project = projectCopy();
let [found, alive] = [0, 0];

/** What the self-exploration says; undefined if it finds nothing. */
function explored(names: readonly string[]): string | undefined {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['-C', 'evergreen-source', '--import', './scripts/register.js', 'test/explore/self/run.ts', ...names],
    { cwd: project, encoding: 'utf8', timeout: 120_000 },
  );
  if (status === 0) return undefined;
  return (
    (stdout + stderr)
      .trim()
      .split('\n')
      .find((line) => line !== '') ?? 'it did not end'
  );
}

for (const mutant of MUTANTS) {
  const { fault, file, replace, by, cases: names } = mutant;
  if (!file.includes(only)) continue;
  for (const name of names) if (!(name in cases) && !(name in unkilled)) throw new Error(`no case ${name}`);
  const path = join(project, 'src', file);
  const source = readFileSync(path, 'utf8');
  if (source.split(replace).length !== 2) throw new Error(`${file} has not once: ${replace}`);
  const needsSleep = by.includes('sleep(') && !/\bsleep\b.*from/.test(source);
  writeFileSync(
    path,
    (needsSleep ? "import { sleep } from '../park/sleep.js';\n" : '') + source.replace(replace, () => by),
  );
  const answer = explored(names);
  writeFileSync(path, source);
  if (answer === undefined) alive++;
  else found++;
  console.log(`${answer === undefined ? 'NOT FOUND' : 'found'}: ${file}: ${fault}\n    ${answer ?? ''}`);
}

console.log(`${found} found, ${alive} not`);
if (alive > 0) process.exitCode = 1;
