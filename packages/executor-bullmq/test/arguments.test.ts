// What users pass in is checked at the call, before anything is connected: no store is needed for these.
import { expect } from 'chai';
import { remote } from 'evergreen-ts/executors';
import { DistributedExecutor, TaskServer } from 'evergreen-ts-bullmq';
import * as tasks from './support/tasks.js';
import { tasklets } from '../../../test/support/run-tasklet.js';

const connection = 'redis://nobody:secret@localhost:1';
const T = remote<typeof tasks>('/srv/tasks.js');

type Call = readonly [what: string, call: () => unknown, type: new () => Error, message: RegExp];

function make(queue: unknown, options: unknown): DistributedExecutor {
  return new DistributedExecutor(queue as string, options as { connection: string });
}

function serve(queue: unknown, functions: unknown, options: unknown): TaskServer {
  return new TaskServer(queue as string, functions as typeof tasks, options as { connection: string });
}

const executor = make('tests', { connection });
const server = serve('tests', tasks, { connection });

const CALLS: readonly Call[] = [
  ['no name', () => make(undefined, { connection }), TypeError, /name of a queue must be a string/],
  ['an empty name', () => make('', { connection }), RangeError, /must not be empty/],
  ['a colon', () => make('a:b', { connection }), RangeError, /nor contain ":", as "a:b" does/],
  ['half a pair', () => make('\ud800', { connection }), TypeError, /half of a surrogate pair/],
  ['no options', () => make('q', undefined), TypeError, /options of a DistributedExecutor must be an object/],
  ['no connection', () => make('q', {}), TypeError, /connection must be a URL or the options/],
  ['a number', () => make('q', { connection: 6379 }), TypeError, /not 6379: 'redis:\/\/localhost:6379'/],
  ['a web page', () => make('q', { connection: 'http://x' }), TypeError, /not with "http:"/],
  ['a word', () => make('q', { connection: 'localhost' }), TypeError, /must begin with redis:\/\//],
  ['a key prefix', () => make('q', { connection: { keyPrefix: 'p' } }), TypeError, /keyPrefix/],
  [
    'no attempts',
    () => make('q', { connection, attempts: 0 }),
    RangeError,
    /attempts must be an integer from 1 on/,
  ],
  ['results of no time', () => make('q', { connection, keepResults: 0 }), RangeError, /keepResults/],
  ['no places', () => make('q', { connection, maxPending: 0 }), RangeError, /maxPending/],
  ['a past start', () => make('q', { connection, connectTimeout: -1 }), RangeError, /connectTimeout/],
  ['no error classes', () => make('q', { connection, errors: [1] }), TypeError, /errors must be classes/],
  ['a function', () => executor.submit((() => 1) as never), TypeError, /function by name/],
  ['a closure inside', () => executor.submit(T.echo, [() => 1]), TypeError, /cannot cross/],
  [
    'a value that contains itself',
    () => executor.submit(T.echo, cyclic()),
    TypeError,
    /an argument of echo cannot cross: .* contains itself/,
  ],
  ['an id that is none', () => executor.with({ id: 7 as never }), TypeError, /id must be a string/],
  ['NUL in an id', () => executor.with({ id: '\0' }), TypeError, /without NUL/],
  [
    'a delay that is none',
    () => executor.with({ delay: -1 }),
    RangeError,
    /delay must be a number of seconds/,
  ],
  ['an endless delay', () => executor.with({ delay: Infinity }), RangeError, /delay/],
  [
    'priority 0',
    () => executor.with({ priority: 0 }),
    RangeError,
    /priority must be an integer from 1 to 2097152/,
  ],
  ['half an attempt', () => executor.with({ attempts: 1.5 }), RangeError, /attempts/],
  ['a transfer', () => executor.with({ transfer: [] }), TypeError, /nothing can be moved/],
  ['a timeout that is none', () => executor.with({ timeout: NaN }), RangeError, /timeout/],
  [
    'a map() with an id',
    () => executor.with({ id: 'a' }).map(T.echo, [1]),
    TypeError,
    /an id means one task/,
  ],
  ['the future of a number', () => executor.future(7 as never), TypeError, /id must be a string/],
  ['shutdown(1)', () => executor.shutdown(1 as never), TypeError, /wait must be true or false/],
  ['shutdown(true, 1)', () => executor.shutdown(true, 1 as never), TypeError, /cancelFutures must be/],
  [
    'a server of nothing',
    () => serve('q', undefined, { connection }),
    TypeError,
    /tasks of a TaskServer must be an object/,
  ],
  [
    'a server without tasks',
    () => serve('q', { a: 1 }, { connection }),
    TypeError,
    /must contain a function, not only "a"/,
  ],
  ['a server without options', () => serve('q', tasks, null), TypeError, /options of a TaskServer/],
  ['no concurrency', () => serve('q', tasks, { connection, concurrency: 0 }), RangeError, /concurrency/],
  [
    'a lock that is too short',
    () => serve('q', tasks, { connection, lockDuration: 0.1 }),
    RangeError,
    /lockDuration must be a number of seconds, 0.5 or more/,
  ],
  [
    'less than no stalls',
    () => serve('q', tasks, { connection, maxStalledCount: -1 }),
    RangeError,
    /maxStalledCount/,
  ],
  ['a stop in the past', () => server.stop(-1), RangeError, /timeout must be a number of seconds/],
];

function cyclic(): unknown {
  const self: { self?: unknown } = {};
  self.self = self;
  return self;
}

describe('The arguments of DistributedExecutor and TaskServer', () => {
  for (const [what, call, type, message] of CALLS)
    it(`refuse ${what}`, () => {
      expect(call).to.throw(type, message);
    });

  it('do not show a password', () => {
    expect(() => make('q', { connection: 'secret@localhost' }))
      .to.throw(TypeError)
      .not.match(/secret@/);
  });

  it(
    'cost nothing: an executor that was not used, and a server that has not begun, end at once',
    tasklets(function* () {
      yield* make('q', { connection }).shutdown();
      const idle = serve('q', tasks, { connection });
      yield* idle.stop();
      yield* idle.serve();
      expect([idle.running, idle.locksLost]).to.deep.equal([0, 0]);
    }),
  );
});
