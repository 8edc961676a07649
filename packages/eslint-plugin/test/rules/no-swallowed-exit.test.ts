// no-swallowed-exit: catches that swallow kills and limits, and the many that do not.
import { noSwallowedExit } from '../../src/rules/no-swallowed-exit.js';
import { testRule } from '../support/rule-tests.js';

/** A tasklet with this catch. */
const caught = (clause: string): string =>
  `function* body(): Op<unknown> { try { yield* sleep(1); } ${clause} }`;

testRule('no-swallowed-exit', noSwallowedExit, {
  right: {
    'a catch that throws on': caught(`catch (error) { console.error(error); throw error; }`),
    'one that throws another error': caught(`catch (error) { throw new Error('no nap', { cause: error }); }`),
    'one that throws all but what it means': caught(
      `catch (error) { if (!(error instanceof RangeError)) throw error; }`,
    ),
    'one that ends the process': caught(`catch (error) { console.error(error); process.exit(1); }`),
    'a test for a kill': caught(
      `catch (error) { if (error instanceof TaskletExit) return 'killed'; console.log(error); }`,
    ),
    'a test for a limit': caught(`catch (error) { return error instanceof Timeout ? 1 : 2; }`),
    'a test for a limit of one’s own': `function* body(): Op<void> {
      class Patience extends Timeout {}
      try { yield* sleep(1); } catch (error) { if (error instanceof Patience) console.log('late'); }
    }`,
    'a test for one limit': `function* body(): Op<void> {
      using limit = new Timeout(1).start();
      try { yield* sleep(2); } catch (error) { console.log(error === limit ? 'late' : 'failed'); }
    }`,
    'a test for a name or a code': caught(
      `catch (error) { if ((error as { code?: string }).code === 'EVERGREEN_EXIT') return 1; }`,
    ),
    'a switch over classes': caught(
      `catch (error) { switch ((error as Error).constructor) { case TaskletExit: return 1; default: return 2; } }`,
    ),
    'an error that is returned': caught(`catch (error) { return error; }`),
    'one that is kept': `const errors: unknown[] = []; ${caught(`catch (error) { errors.push(error); }`)}`,
    'one that is assigned': `let last: unknown; ${caught(`catch (error) { last = error; }`)}`,
    'one that is given to a function': `declare function rethrowUnless(error: unknown): void;
      ${caught(`catch (error) { rethrowUnless(error); }`)}`,
    'one that is given to an operation': `declare function cleanUp(error: unknown): Op<void>;
      ${caught(`catch (error) { yield* cleanUp(error); }`)}`,
    'one that is given on under another name': `declare function report(problem: Error): void;
      ${caught(`catch (error) { const problem = error as Error; report(problem); }`)}`,
    'one that is thrown later': `const later: (() => void)[] = [];
      ${caught(`catch (error) { later.push(() => { throw error; }); }`)}`,
    'one in a result': caught(`catch (error) { return { ok: false, error }; }`),
    'a catch around what does not park': `function* body(): Op<void> {
      try { JSON.parse('{'); } catch (error) { console.log(error); }
      yield* sleep(1);
    }`,
    'a catch around a function that is only made there': `function* body(): Op<void> {
      try { spawn(function* () { yield* sleep(1); }); } catch { return; }
    }`,
    'a catch in a generator that is no tasklet': `function* numbers() { try { yield* [1, 2]; } catch { return; } }`,
    'a catch in async code': `async function main() { try { await run(() => sleep(1)); } catch (error) { console.log(error); } }`,
    'a finally without a catch': `function* body(): Op<void> { try { yield* sleep(1); } finally { console.log('done'); } }`,
  },
  wrong: {
    'a catch that prints': {
      code: caught(`catch (error) { console.error(error); }`),
      errors: ['swallowed'],
      suggestions: {
        rethrowExit: caught(
          `catch (error) { if (error instanceof TaskletExit) throw error; console.error(error); }`,
        ),
        rethrowBoth: caught(
          `catch (error) { if (error instanceof TaskletExit || error instanceof Timeout) throw error; console.error(error); }`,
        ),
      },
    },
    'one without a variable': {
      code: caught(`catch {}`),
      errors: ['swallowed'],
      suggestions: {
        rethrowExit: caught(`catch (error) { if (error instanceof TaskletExit) throw error; }`),
        rethrowBoth: caught(
          `catch (error) { if (error instanceof TaskletExit || error instanceof Timeout) throw error; }`,
        ),
      },
    },
    'one over several lines, with imports to be made': {
      code: `import { sleep } from 'evergreen-ts';
        function* body() {
          try {
            yield* sleep(1);
          } catch (why) {
            // try again
            console.log(why);
          }
        }`,
      errors: ['swallowed'],
      suggestions: {
        rethrowExit: `import { sleep, TaskletExit } from 'evergreen-ts';
        function* body() {
          try {
            yield* sleep(1);
          } catch (why) {
            if (why instanceof TaskletExit) throw why;
            // try again
            console.log(why);
          }
        }`,
        rethrowBoth: `import { sleep, TaskletExit, Timeout } from 'evergreen-ts';
        function* body() {
          try {
            yield* sleep(1);
          } catch (why) {
            if (why instanceof TaskletExit || why instanceof Timeout) throw why;
            // try again
            console.log(why);
          }
        }`,
      },
    },
    'one that destructures the error, without a suggestion': {
      code: caught(`catch ({ message }) { return message; }`),
      errors: ['swallowed'],
    },
    'one that tests for something else and goes on': {
      code: caught(`catch ({ name }) { if (name === 'TypeError') return 1; }`),
      errors: ['swallowed'],
    },
    'one that tells Errors from other things': {
      code: caught(
        `catch (error) { const text = error instanceof Error ? error.message : String(error); return text; }`,
      ),
      errors: ['swallowed'],
      suggestions: {
        rethrowExit: caught(
          `catch (error) { if (error instanceof TaskletExit) throw error; const text = error instanceof Error ? error.message : String(error); return text; }`,
        ),
        rethrowBoth: caught(
          `catch (error) { if (error instanceof TaskletExit || error instanceof Timeout) throw error; const text = error instanceof Error ? error.message : String(error); return text; }`,
        ),
      },
    },
    'loggers, and aliases that are only read, without a suggestion where the name is taken': {
      code: `import { sleep, type Op } from 'evergreen-ts';
        declare const logger: { error(...what: unknown[]): void };
        class Job {
          #log = logger;
          *one(): Op<void> { try { yield* sleep(1); } catch (error) { logger.error('failed', error); } }
          *two(): Op<void> { try { yield* sleep(1); } catch (error) { this.#log.error({ error }); } }
          *three(): Op<void> { try { yield* sleep(1); } catch (error) { const e = error as Error; console.log(e.message); } }
        }
        class TaskletExit {}`,
      errors: ['swallowed', 'swallowed', 'swallowed'],
    },
    'a park deep in the try': {
      code: `import { TaskletExit, Timeout, sleep, type Op } from 'evergreen-ts';
        function* body(): Op<void> { try { for (;;) if (Math.random()) { const x = [yield* sleep(1)]; } } catch ([]) {} }`,
      errors: ['swallowed'],
    },
    'a throw that is another function’s': {
      code: caught(`catch ({}) { [1].forEach(() => { throw new Error('other'); }); }`),
      errors: ['swallowed'],
    },
  },
});
