/** Python's concurrent.futures: executors whose threads are tasklets. There are no processes. */
import { Empty, Queue } from 'evergreen-ts';
import { TimeoutError, ValueError } from '../exceptions.js';
import { type Future, limitOf } from '../futures/future.js';
import { type CoGenerator, cogenerator, item } from '../generator.js';
import { items } from '../iteration.js';
import { given } from '../keywords.js';
import { set_ } from '../set.js';
import { repr } from '../text.js';
import type { Value } from '../value.js';
import { namedtuple } from './collections.js';
import { monotonic } from './time.js';

export { BrokenExecutor, Executor, ThreadPoolExecutor } from '../futures/executor.js';
export { CancelledError, Future, InvalidStateError } from '../futures/future.js';
export { TimeoutError };

type Steps = Generator<Value>;

/** Futures in the order in which they end; first those that have. */
export function as_completed(futures: Value, ...args: Value[]): CoGenerator {
  const limit = limitOf(args);
  const end = limit === undefined ? undefined : limit + Number(monotonic());
  const all = new Set(items(futures) as Iterable<Future>);
  return cogenerator(
    (function* (): Steps {
      const ended = new Queue<Future>();
      const watcher = (one: Future): void => {
        ended.putNowait(one);
      };
      try {
        for (const one of all)
          if (one._settled) watcher(one);
          else one._watch(watcher);
        for (let left = all.size; left > 0; left--) yield item(yield* next(ended, end, left, all.size));
      } finally {
        for (const one of all) one._unwatch(watcher);
      }
    })(),
  );
}

function* next(ended: Queue<Future>, end: number | undefined, left: number, of: number): Steps {
  const seconds = end === undefined ? undefined : Math.max(0, end - Number(monotonic()));
  try {
    return ended.empty() ? yield* ended.get(true, seconds) : ended.getNowait();
  } catch (error) {
    throw error instanceof Empty
      ? new TimeoutError(`${String(left)} (of ${String(of)}) futures unfinished`)
      : error;
  }
}

export const FIRST_COMPLETED = 'FIRST_COMPLETED';
export const FIRST_EXCEPTION = 'FIRST_EXCEPTION';
export const ALL_COMPLETED = 'ALL_COMPLETED';
const DoneAndNotDone: Value = namedtuple('DoneAndNotDoneFutures', 'done not_done');

export function* wait(futures: Value, ...args: Value[]): Steps {
  const [timeout = null, when = ALL_COMPLETED] = given(args, ['timeout', 'return_when']);
  const all = new Set(items(futures) as Iterable<Future>);
  const done = new Set([...all].filter(({ _settled }) => _settled));
  const result = (): Value =>
    DoneAndNotDone.__make__(set_(...done), set_(...[...all].filter((one) => !done.has(one)))) as Value;
  if (when === FIRST_COMPLETED && done.size > 0) return result();
  const failed = function* (one: Future): Steps {
    return !one.cancelled() && (yield* one.exception()) !== null;
  };
  if (when === FIRST_EXCEPTION) for (const one of done) if (yield* failed(one)) return result();
  if (done.size === all.size) return result();
  if (![FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED].includes(when as string))
    throw new ValueError(`Invalid return condition: ${repr(when)}`);
  const rest = [...all].filter((one) => !done.has(one));
  const ended = as_completed(rest, timeout);
  try {
    for (let one: Value; !(one = yield* ended.next()).done;) {
      done.add(one.value as Future);
      if (when === FIRST_COMPLETED || (when === FIRST_EXCEPTION && (yield* failed(one.value as Future))))
        break;
    }
    yield* ended.close();
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
  }
  for (const one of rest) if (one._settled) done.add(one);
  return result();
}
