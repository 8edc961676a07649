// Which store is meant, and what is said when the package is missing that speaks to it.
import Module from 'node:module';
import { expect } from 'chai';
import { Redis } from 'ioredis';
import pg from 'pg';
import { BrokenExecutor } from 'evergreen-ts/executors';
import { redis } from '../../../test/support/databases.js';
import { needs } from '../../../test/support/peers.js';
import { realTime } from '../../../test/support/run-tasklet.js';
import { type Op, spawn, until } from 'evergreen-ts';
import { DistributedExecutor, TaskServer } from 'evergreen-ts-bullmq';
import { storeOf } from '../src/connection.js';
import { isOutage } from '../src/outage.js';
import { T, errorOf } from './support/stores.js';
import * as tasks from './support/tasks.js';

describe('A connection', () => {
  it('leads to Redis or to PostgreSQL, by its URL or by the names of its options', () => {
    const pool = new pg.Pool();
    const client = new Redis({ lazyConnect: true, maxRetriesPerRequest: null });
    const cases: [connection: unknown, store: string][] = [
      ['redis://localhost:6380/2', 'Redis at localhost:6380'],
      ['rediss://me:secret@cache.example', 'Redis at cache.example'],
      ['postgres://me:secret@db.example/app', 'PostgreSQL at db.example'],
      ['postgresql:///app?host=/run/postgresql', 'PostgreSQL at '],
      [{ host: 'h', port: 1 }, 'Redis at h:1'],
      [{ path: '/run/redis.sock' }, 'Redis at /run/redis.sock'],
      [{}, 'Redis at localhost'],
      [{ host: 'h', user: 'me', database: 'app' }, 'PostgreSQL at h'],
      [{ connectionString: 'postgres://h/app' }, 'PostgreSQL at localhost'],
      [pool, 'PostgreSQL at localhost'],
      [client, 'Redis at localhost'],
    ];
    for (const [connection, store] of cases) expect(String(storeOf(connection))).to.equal(store);
    expect(storeOf('postgres://h/app').connection).to.have.property('migrate', true);
    expect(storeOf({ user: 'me', migrate: false }).connection).to.have.property('migrate', false);
    expect(storeOf(pool).connection).to.equal(pool);
  });

  it('knows what is over when the store is back from what is not', () => {
    const outages = [
      Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
      Object.assign(new Error('terminating connection'), { code: '57P01' }),
      Object.assign(new AggregateError([Object.assign(new Error('x'), { code: 'ECONNREFUSED' })]), {}),
      new Error('Connection is closed.'),
      new Error('Connection terminated unexpectedly'),
      new Error('LOADING Redis is loading the dataset in memory'),
    ];
    const others = [
      new Error('WRONGPASS invalid username-password pair'),
      new Error('NOAUTH Authentication required.'),
      Object.assign(new Error('permission denied'), { code: '42501' }),
      new AggregateError([]),
      'text',
      null,
    ];
    expect(outages.map(isOutage)).to.deep.equal(outages.map(() => true));
    expect(others.map(isOutage)).to.deep.equal(others.map(() => false));
  });

  it('names the package that is missing', () => {
    const resolver = Module as unknown as { _resolveFilename(name: string, ...rest: unknown[]): string };
    const { _resolveFilename } = resolver;
    resolver._resolveFilename = (name, ...rest) => {
      if (name === 'ioredis' || name === 'pg') throw new Error(`Cannot find module '${name}'`);
      return _resolveFilename.call(resolver, name, ...rest);
    };
    try {
      expect(() => new DistributedExecutor('q', { connection: 'redis://localhost' })).to.throw(
        'tasks over Redis need the package ioredis, which is not installed: npm install ioredis',
      );
      expect(() => new TaskServer('q', tasks, { connection: 'postgres://localhost' })).to.throw(
        'tasks over PostgreSQL need the package pg, which is not installed: npm install pg',
      );
    } finally {
      resolver._resolveFilename = _resolveFilename;
    }
  });

  it(
    'that the store refuses is an error at once, on both sides',
    realTime(function* (): Op<void> {
      needs('redis-server');
      const database = yield* until(redis('--requirepass', 'secret'));
      const connection = { path: database.path };
      const pool = new DistributedExecutor('q', { connection });
      const error = yield* errorOf(pool.submit(T.add, 1, 2).get(10));
      expect(error).to.be.instanceOf(BrokenExecutor);
      expect((error as BrokenExecutor).cause).to.match(/NOAUTH/);
      expect(yield* errorOf(new TaskServer('q', tasks, { connection }).serve())).to.match(/NOAUTH/);
      yield* pool.shutdown();

      const right = { connection: { ...connection, password: 'secret' } };
      const [other, server] = [new DistributedExecutor('q', right), new TaskServer('q', tasks, right)];
      const serving = spawn(() => server.serve());
      expect(yield* other.submit(T.add, 1, 2).get(10)).to.equal(3);
      yield* other.shutdown();
      yield* server.stop();
      yield* serving.join();
      yield* until(database.stop());
    }),
  );

  it(
    'may be a client that is there already, which stays open',
    realTime(function* (): Op<void> {
      needs('redis-server');
      const database = yield* until(redis());
      const client = new Redis({ path: database.path, maxRetriesPerRequest: null });
      const [pool, server] = [
        new DistributedExecutor('q', { connection: client }),
        new TaskServer('q', tasks, { connection: client }),
      ];
      const serving = spawn(() => server.serve());
      expect(yield* pool.submit(T.add, 1, 2).get(10)).to.equal(3);
      yield* pool.shutdown();
      yield* server.stop();
      yield* serving.join();
      expect(yield* until(client.ping())).to.equal('PONG');
      client.disconnect();
      yield* until(database.stop());
    }),
  );
});
