/**
 * Which store a connection leads to, Redis or PostgreSQL, and how BullMQ is told.
 */
import { createRequire } from 'node:module';
import { type BackendFactory, createPostgresBackend, createRedisBackend } from 'bullmq';
import { isObject, kindOf } from './check.js';
import { persistent } from './persistent.js';

/** How the store is reached. */
export interface Connection {
  /**
   * A URL (redis://, rediss://, postgres://), or options of ioredis or pg, or a Redis or Pool that is there already. Options with a
   * connectionString, user, database or schema are pg's, others ioredis's.
   */
  connection: string | object;
}

/** A store, and how to reach it. */
export interface Store {
  readonly kind: 'Redis' | 'PostgreSQL';
  readonly connection: Readonly<Record<string, unknown>>;
  readonly backend: BackendFactory;
  /** For people: without a password. */
  toString(): string;
}

/** TypeError for what is none; Error if the package is missing that it needs. */
export function storeOf(connection: unknown): Store {
  const store =
    typeof connection === 'string'
      ? ofURL(connection)
      : isObject(connection)
        ? ofOptions(connection)
        : undefined;
  if (store === undefined)
    throw new TypeError(
      `connection must be a URL or the options of ioredis or pg, not ${kindOf(connection)}: 'redis://localhost:6379', say`,
    );
  return store;
}

function ofURL(text: string): Store {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  switch (url?.protocol) {
    case 'redis:':
    case 'rediss:':
      return redis({ url: text }, url.host);
    case 'postgres:':
    case 'postgresql:':
      return postgres({ connectionString: text }, url.host);
  }
  throw new TypeError(
    // Not shown: it may contain a password.
    `connection must begin with redis://, rediss:// or postgres://, not with ${JSON.stringify(/^[^/@]{0,20}/.exec(text)?.[0])}`,
  );
}

/** What options of pg have, and options of ioredis do not. */
const OF_PG = ['connectionString', 'user', 'database', 'schema', 'totalCount'];

function ofOptions(options: Readonly<Record<string, unknown>>): Store {
  const { host = 'localhost', port, path } = options as { host?: string; port?: number; path?: string };
  const at = path ?? (port === undefined ? host : `${host}:${port}`);
  if (OF_PG.some((key) => key in options)) return postgres(options, at);
  const { keyPrefix } = (isObject(options['options']) ? options['options'] : options) as {
    keyPrefix?: unknown;
  };
  if (keyPrefix !== undefined && keyPrefix !== '')
    throw new TypeError('BullMQ cannot do with a keyPrefix of ioredis: put it into the name of the queue');
  return redis(options, at);
}

function redis(options: Readonly<Record<string, unknown>>, at: string): Store {
  const isThere = typeof options['duplicate'] === 'function';
  if (!isThere) assertInstalled('ioredis', 'Redis');
  return {
    kind: 'Redis',
    // A command waits for the store, however long it is away: each can be repeated.
    connection: isThere ? options : { retryStrategy, ...options, maxRetriesPerRequest: null },
    backend: createRedisBackend,
    toString: () => `Redis at ${at}`,
  };
}

/** Milliseconds until it tries again. */
function retryStrategy(times: number): number {
  return Math.min(times * 100, 1000);
}

function postgres(options: Readonly<Record<string, unknown>>, at: string): Store {
  const isThere = typeof options['totalCount'] === 'number';
  if (!isThere) assertInstalled('pg', 'PostgreSQL');
  const migrates = isThere || 'migrate' in options || 'skipMigrations' in options;
  return {
    kind: 'PostgreSQL',
    // Its tables are made on first use.
    connection: migrates ? options : { ...options, migrate: true },
    backend: persistent(createPostgresBackend as unknown as BackendFactory),
    toString: () => `PostgreSQL at ${at}`,
  };
}

/** Error if BullMQ could not load it. */
function assertInstalled(name: string, store: string): void {
  const here = createRequire(import.meta.url);
  try {
    createRequire(here.resolve('bullmq')).resolve(name);
  } catch (cause) {
    throw new Error(
      `tasks over ${store} need the package ${name}, which is not installed: npm install ${name}`,
      {
        cause,
      },
    );
  }
}
