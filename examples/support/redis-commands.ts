/**
 * The commands that the Redis server knows: those of https://redis.io/docs/latest/commands for plain values, and what its
 * tools ask for. Most never park: between two commands of one client those of others run, but never in the middle of one. Those
 * that go through all keys, KEYS and FLUSHALL, are operations: they let the other clients go first now and then.
 */
import { type Op, sleep } from 'evergreen-ts';
import { Glob } from './glob.js';
import { Pace } from './pace.js';
import { CommandError, type Database } from './redis-database.js';
import { NIL, OK, array, bulk, failure, integer } from './redis-protocol.js';

/** A reply, or an operation that returns one in pieces. */
export type Reply = string | Op<readonly string[]>;
type Command = (args: readonly string[], database: Database) => Reply;

/** Most characters of a pattern, and of the keys that match one. */
const [MAX_PATTERN, MAX_FOUND] = [1024, 32 * 2 ** 20];
/** Keys in a piece of a long reply. */
const PIECE = 1024;
/** One for all clients: a thousand small commands are as much work as a big one. */
const pace = new Pace();

/** By name: how many arguments it takes, at least and at most, and what it does. */
const COMMANDS = new Map<string, readonly [least: number, most: number, run: Command]>([
  ['PING', [0, 1, ([text]) => (text === undefined ? '+PONG\r\n' : bulk(text))]],
  ['ECHO', [1, 1, ([text = '']) => bulk(text)]],
  ['QUIT', [0, Infinity, () => OK]],
  ['GET', [1, 1, ([key = ''], database) => bulkOrNil(database.get(key))]],
  ['SET', [2, Infinity, set]],
  ['INCR', [1, 1, ([key = ''], database) => add(key, 1n, database)]],
  ['DECR', [1, 1, ([key = ''], database) => add(key, -1n, database)]],
  ['INCRBY', [2, 2, ([key = '', by = ''], database) => add(key, parseInteger(by), database)]],
  ['DECRBY', [2, 2, ([key = '', by = ''], database) => add(key, -parseInteger(by), database)]],
  ['DEL', [1, Infinity, (keys, database) => integer(keys.filter((key) => database.delete(key)).length)]],
  ['EXISTS', [1, Infinity, (keys, database) => integer(keys.filter((key) => database.has(key)).length)]],
  ['EXPIRE', [2, 2, expire]],
  ['PERSIST', [1, 1, ([key = ''], database) => integer(Number(database.persist(key)))]],
  ['TTL', [1, 1, ([key = ''], database) => timeLeft(key, 1, database)]],
  ['PTTL', [1, 1, ([key = ''], database) => timeLeft(key, 1000, database)]],
  ['KEYS', [1, 1, ([pattern = ''], database) => keys(pattern, database)]],
  ['DBSIZE', [0, 0, (_, database) => integer(database.size)]],
  ['FLUSHALL', [0, 1, (_, database) => flushAll(database)]],
  ['INFO', [0, Infinity, (_, database) => bulk(describe(database))]],
  ['SELECT', [1, 1, ([index]) => (index === '0' ? OK : failure('ERR DB index is out of range'))]],
  ['HELLO', [0, Infinity, hello]],
  ['COMMAND', [0, Infinity, () => array([])]],
  ['CONFIG', [2, Infinity, config]],
  ['CLIENT', [1, Infinity, client]],
]);

/** The reply to a request. */
export function execute([name = '', ...args]: readonly string[], database: Database): Reply {
  const command = COMMANDS.get(name.toUpperCase());
  if (command === undefined) return failure(`ERR unknown command '${name.slice(0, 128)}'`);
  const [least, most, run] = command;
  if (args.length < least || args.length > most)
    return failure(`ERR wrong number of arguments for '${name.toLowerCase()}' command`);
  try {
    return run(args, database);
  } catch (error) {
    if (error instanceof CommandError) return failure(error.message);
    throw error;
  }
}

function set([key = '', value = '', ...options]: readonly string[], database: Database): string {
  let seconds: number | undefined;
  let only: string | undefined;
  for (let i = 0; i < options.length; i++) {
    const option = options[i]?.toUpperCase();
    if ((option === 'EX' || option === 'PX') && seconds === undefined) {
      seconds = Number(parseInteger(options[++i])) / (option === 'EX' ? 1 : 1000);
      if (!(seconds > 0)) throw new CommandError("invalid expire time in 'set' command");
    } else if ((option === 'NX' || option === 'XX') && only === undefined) only = option;
    else throw new CommandError('syntax error');
  }
  if (only !== undefined && (only === 'XX') !== database.has(key)) return NIL;
  database.put(key, value);
  if (seconds === undefined) database.persist(key);
  else database.expire(key, seconds);
  return OK;
}

function add(key: string, by: bigint, database: Database): string {
  const sum = parseInteger(database.get(key) ?? '0') + by;
  if (BigInt.asIntN(64, sum) !== sum) throw new CommandError('increment or decrement would overflow');
  database.put(key, `${sum}`);
  return integer(sum);
}

function expire([key = '', time]: readonly string[], database: Database): string {
  const seconds = Number(parseInteger(time));
  return integer(Number(seconds > 0 ? database.expire(key, seconds) : database.delete(key)));
}

function timeLeft(key: string, unit: number, database: Database): string {
  const left = database.timeLeft(key);
  if (left === undefined) return integer(-2);
  return integer(left === Infinity ? -1 : Math.round(left * unit));
}

/** All keys that match; of those that come or go meanwhile perhaps some. */
function* keys(pattern: string, database: Database): Op<string[]> {
  if (pattern.length > MAX_PATTERN) return [failure('ERR the pattern is too long')];
  const glob = new Glob(pattern);
  if (pace.isSpent(32 * pattern.length)) yield* sleep();
  const pieces: string[] = [];
  let piece: string[] = [];
  let [found, room, left] = [0, MAX_FOUND, database.size];
  for (const key of database.keys()) {
    // Those that were there are before those that come: it ends, however fast others are.
    if (left-- === 0) break;
    if (yield* glob.matches(key, pace)) {
      const text = bulk(key);
      if ((room -= text.length) < 0) return [failure('ERR too many keys match the pattern')];
      if (piece.push(text) === PIECE) {
        pieces.push(piece.join(''));
        piece = [];
      }
      found++;
    }
    if (pace.isSpent(10)) yield* sleep();
  }
  return [`*${found}\r\n`, ...pieces, piece.join('')];
}

/** They are gone at once; what they leave behind takes longer. */
function* flushAll(database: Database): Op<string[]> {
  yield* database.flush();
  return [OK];
}

function describe(database: Database): string {
  const sections = {
    Memory: { used_memory: database.bytes },
    Keyspace: { db0: `keys=${database.size},expires=${database.expiring}` },
  };
  const text = (values: object): string =>
    Object.entries(values)
      .map(([name, value]) => `${name}:${value}\r\n`)
      .join('');
  return Object.entries(sections)
    .map(([title, values]) => `# ${title}\r\n${text(values)}`)
    .join('\r\n');
}

/** What redis-benchmark reports about the server that it measures. */
function config([what = '', ...names]: readonly string[]): string {
  if (what.toUpperCase() !== 'GET') throw new CommandError('there is nothing to configure here');
  const settings: Record<string, string> = { save: '', appendonly: 'no' };
  const known = names.map((name) => name.toLowerCase()).filter((name) => Object.hasOwn(settings, name));
  return array(known.flatMap((name) => [bulk(name), bulk(settings[name] ?? '')]));
}

function hello([version = '2']: readonly string[]): string {
  if (version !== '2') throw new CommandError('unsupported protocol version', 'NOPROTO');
  return array([
    bulk('server'),
    bulk('evergreen-ts'),
    bulk('proto'),
    integer(2),
    bulk('mode'),
    bulk('standalone'),
  ]);
}

/** Clients send their names, and the library that they use. */
function client([what = '']: readonly string[]): string {
  if (!['SETNAME', 'SETINFO'].includes(what.toUpperCase())) throw new CommandError('unknown subcommand');
  return OK;
}

function bulkOrNil(value: string | undefined): string {
  return value === undefined ? NIL : bulk(value);
}

/** An integer of 64 bits. CommandError if the text is none. */
function parseInteger(text = ''): bigint {
  const value = /^(?:0|-?[1-9]\d{0,18})$/.test(text) ? BigInt(text) : undefined;
  if (value === undefined || BigInt.asIntN(64, value) !== value)
    throw new CommandError('value is not an integer or out of range');
  return value;
}
