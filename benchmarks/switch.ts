/**
 * What does it cost to let the others go first, through how many functions? `yield* sleep(0)` in the tasklet's own body
 * and in functions called from it, against a bare `await` in async functions of the same shape, many of them side by side.
 *
 *     npm run bench -- switch [--tasklets 10000] [--quick] [--json]
 *
 * In the first rows the body calls down to the one that switches each time anew, as code does that calls a function which
 * happens to block. In one, each of the many has a closure of its own for a body. In the last ones the innermost function
 * stays and switches again and again: there a chain of `yield*` pays for its depth on each switch, while of a chain of
 * async functions only the innermost wakes.
 */
import { runInThisContext } from 'node:vm';
import { type Op, type Tasklet, sleep, spawn } from 'evergreen-ts';
import { type Case, type Side, benchmark, nsEach } from './support/harness.js';
import { quick, tasklets } from './support/options.js';

/** Told by one of the many when it has switched once, and when it has done so `times` times more. */
interface Watch {
  start(): void;
  stop(): void;
}

type Body<R> = (times: number, watch: Watch | undefined) => R;

interface Shape {
  /** Functions between the body and what switches. */
  readonly depth: number;
  /** The innermost function switches all the times, not once a call. */
  readonly stays?: boolean;
  /** Each body is a closure of its own. */
  readonly fresh?: boolean;
}

/** The same program for both sides, as what makes its body. */
function compile<R>(kind: 'function*' | 'async function', { depth, stays, fresh }: Shape): () => Body<R> {
  const [call, leaf] = kind === 'function*' ? ['yield*', 'sleep(0)'] : ['await', 'undefined'];
  const loop = (callee: string): string => `
    ${call} ${callee};
    watch?.start();
    for (let i = 0; i < times; i++) ${call} ${callee};
    watch?.stop();`;
  // Each level is a function of its own, and nothing is shared between programs: V8 learns about each apart.
  let source = '';
  for (let level = 0; level <= depth; level++) {
    const callee = level === 0 ? leaf : `level${level - 1}(${stays === true ? 'times, watch' : ''})`;
    const loops = stays === true ? level === 0 : level === depth;
    source += `${kind} level${level}(times, watch) { ${loops ? loop(callee) : `${call} ${callee};`} }\n`;
  }
  const program = runInThisContext(`(sleep) => { ${source} return level${depth}; }`) as (
    s: typeof sleep,
  ) => Body<R>;
  const body = program(sleep);
  return fresh === true ? () => program(sleep) : () => body;
}

function pair(name: string, shape: Shape, goal?: number): Case {
  // Long enough that the garbage of starting them is no part of it.
  const calls = shape.stays === true ? 1 : shape.depth + 1;
  const times = Math.ceil((quick ? 300_000 : 1_000_000) / calls / tasklets);
  const side = (start: (watch: Watch) => unknown): Side => {
    return async () => {
      let [began, cost] = [0, 0];
      await start({
        start: () => (began = performance.now()),
        stop: () => (cost = nsEach(began, times * tasklets)),
      });
      return cost;
    };
  };
  const generator = compile<Op<void>>('function*', shape);
  const async = compile<Promise<void>>('async function', shape);
  return {
    name,
    unit: 'ns',
    ...(goal !== undefined && { goal }),
    ours: side((watch) =>
      spawn(all, (i) => spawn(generator(), times, i === 0 ? watch : undefined)).promise(),
    ),
    peer: side((watch) =>
      Promise.all(Array.from({ length: tasklets }, (_, i) => async()(times, i === 0 ? watch : undefined))),
    ),
  };
}

function* all(start: (i: number) => Tasklet<void>): Op<void> {
  for (const one of Array.from({ length: tasklets }, (_, i) => start(i))) yield* one.join();
}

const title = `switch: sleep(0) against await, ${tasklets.toLocaleString('en')} side by side`;

await benchmark({ title, ratio: 'speed' }, [
  pair('in the body', { depth: 0 }, 1.3),
  pair('1 function deep', { depth: 1 }, 1.25),
  pair('3 functions deep', { depth: 3 }, 1.25),
  pair('10 functions deep', { depth: 10 }, 1.25),
  pair('20 functions deep', { depth: 20 }, 1.25),
  pair('in the body, a closure each', { depth: 0, fresh: true }),
  pair('3 deep, staying there', { depth: 3, stays: true }),
  pair('10 deep, staying there', { depth: 10, stays: true }),
]);
