// The commands of the Redis server among the examples that go through all keys: others run in the midst of them.
import { expect } from 'chai';
import { type Op, current, sleep, spawn } from 'evergreen-ts';
import { execute } from '../../examples/support/redis-commands.js';
import { Database } from '../../examples/support/redis-database.js';
import { tasklets } from '../support/run-tasklet.js';

const MANY = 50_000;

function filled(seconds?: number): Database {
  const database = new Database(2 ** 30);
  for (let i = 0; i < MANY; i++) {
    database.put(`key ${i}`, '');
    if (seconds !== undefined) database.expire(`key ${i}`, seconds);
  }
  return database;
}

function* replyTo(words: string[], database: Database): Op<string> {
  const reply = execute(words, database);
  return typeof reply === 'string' ? reply : (yield* reply).join('');
}

/** The reply, and how often another tasklet ran meanwhile. */
function* besideOthers(words: string[], database: Database): Op<[reply: string, turns: number]> {
  let turns = 0;
  const reply = spawn(replyTo, words, database);
  spawn(function* () {
    for (; reply.isAlive(); yield* sleep(0)) turns++;
  });
  return [yield* reply.get(), turns];
}

describe('Commands that go through all keys', () => {
  for (const [pattern, found] of [
    ['*', MANY],
    ['key *7', MANY / 10],
    ['x*', 0],
  ] as const) {
    it(
      `KEYS ${pattern} lets others go first now and then`,
      tasklets(function* () {
        const [reply, turns] = yield* besideOthers(['KEYS', pattern], filled());
        expect(reply.slice(0, reply.indexOf('\r'))).to.equal(`*${found}`);
        expect(reply.match(/key/g) ?? []).to.have.length(found);
        expect(turns).to.be.at.least(5);
      }),
    );
  }

  it(
    'KEYS comes to its end however fast others put new keys',
    tasklets(function* () {
      const database = filled();
      let more = 0;
      const reply = spawn(replyTo, ['KEYS', '*'], database);
      spawn(function* () {
        for (; reply.isAlive(); yield* sleep(0))
          for (let i = 0; i < MANY / 5; i++) database.put(`more ${more++}`, '');
      });
      expect((yield* reply.get()).startsWith(`*${MANY}\r\n`)).to.equal(true);
    }),
  );

  it(
    'KEYS refuses to reply with more than a client may cost',
    tasklets(function* () {
      const database = new Database(2 ** 30);
      for (let i = 0; i < 5; i++) database.put(`${i}${'x'.repeat(2 ** 23)}`, '');
      expect(yield* replyTo(['KEYS', '*'], database)).to.match(/^-ERR too many keys/);
    }),
  );

  it(
    'FLUSHALL removes all at once, and lets others go first while it cancels their timers',
    tasklets(function* () {
      const database = filled(1000);
      expect(database.expiring).to.equal(MANY);
      const flushing = spawn(replyTo, ['FLUSHALL'], database);
      yield* sleep(0);
      expect([database.size, database.bytes, database.expiring]).to.deep.equal([0, 0, 0]);
      database.put('new', '');
      expect(flushing.isAlive()).to.equal(true);
      expect(yield* flushing.get()).to.equal('+OK\r\n');
      expect(database.size).to.equal(1);
    }),
  );

  it(
    'FLUSHALL leaves no timer behind when it is killed',
    tasklets(function* () {
      const flushing = spawn(replyTo, ['FLUSHALL'], filled(1000));
      yield* sleep(0);
      flushing.kill();
      yield* flushing.join();
      // The helper around this test sees a timer that is left.
    }),
  );

  it(
    'INFO knows how many keys are to go without looking for them',
    tasklets(function* () {
      const database = new Database(2 ** 20);
      const expiring = (): string | undefined =>
        /expires=(\d+)/.exec(execute(['INFO'], database) as string)?.[1];
      for (const name of ['a', 'b', 'c']) execute(['SET', name, '', 'EX', '10'], database);
      expect(expiring()).to.equal('3');
      execute(['SET', 'a', '', 'EX', '20'], database);
      execute(['EXPIRE', 'b', '30'], database);
      expect(expiring()).to.equal('3');
      execute(['PERSIST', 'a'], database);
      execute(['DEL', 'b', 'nothing'], database);
      expect(expiring()).to.equal('1');
      yield* sleep(11);
      expect(expiring()).to.equal('0');
      expect(current.loop.time()).to.be.at.least(11);
    }),
  );
});
