// yield-star: plain `yield` of an operation, and the fix.
import { yieldStar } from '../../src/rules/yield-star.js';
import { testRule } from '../support/rule-tests.js';

testRule('yield-star', yieldStar, {
  right: {
    'yield* of an operation': `function* body(): Op<void> { yield* sleep(1); }`,
    'a generator of other values': `function* numbers() { yield 1; yield; yield* [2, 3]; }`,
    'a list of operations that says so': `
      function* naps(): Generator<Op<void>> { for (let i = 0; i < 3; i++) yield sleep(i); }
      run(function* () { yield* all([...naps()]); });`,
    'a promise in an async generator': `async function* pages() { yield fetch('http://localhost'); }`,
    'what is iterable and no operation': `function* list(): Generator<Iterable<number>> { yield new Set([1]); }`,
  },
  wrong: {
    'yield of an operation': {
      code: `function* body(): Op<void> { yield sleep(1); }`,
      errors: ['star'],
      output: `function* body(): Op<void> { yield* sleep(1); }`,
    },
    'it in a body whose type is not written': {
      code: `run(function* () { const item = yield new Queue<string>().get(); return item; });`,
      errors: ['star'],
      output: `run(function* () { const item = yield* new Queue<string>().get(); return item; });`,
    },
    'it in a method, and in parentheses': {
      code: `class Job { *work(lock: Lock) { if (yield (lock.acquire())) lock.release(); } }`,
      errors: ['star'],
      output: `class Job { *work(lock: Lock) { if (yield* (lock.acquire())) lock.release(); } }`,
    },
    'a generator of the user’s own': {
      code: `function* nap(): Generator<Park, string> { yield* sleep(1); return ''; }
        import type { Park } from 'evergreen-ts';
        function* body(): Op<void> { yield nap(); }`,
      errors: ['star'],
      output: `function* nap(): Generator<Park, string> { yield* sleep(1); return ''; }
        import type { Park } from 'evergreen-ts';
        function* body(): Op<void> { yield* nap(); }`,
    },
    'an alias, and a type parameter': {
      code: `type Work<T> = Op<T>;
        function* body<O extends Work<string>>(op: O, work: Work<number>): Op<void> { yield op; yield work; }`,
      errors: ['star', 'star'],
      output: `type Work<T> = Op<T>;
        function* body<O extends Work<string>>(op: O, work: Work<number>): Op<void> { yield* op; yield* work; }`,
    },
    'yield of a tasklet, which is an operation, too': {
      code: `function* body(nap: Tasklet<void>): Op<void> { yield nap; }`,
      errors: ['star'],
      output: `function* body(nap: Tasklet<void>): Op<void> { yield* nap; }`,
    },
    'what may be an operation, without a fix': {
      code: `function* body(op?: Op<void>): Op<void> { yield op; }`,
      errors: ['star'],
    },
  },
});
