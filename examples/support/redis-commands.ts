/**
 * The commands that the Redis server knows: those of https://redis.io/docs/latest/commands for plain values, and what its
 * tools ask for. They never park: between two commands of one client those of others run, but never in the middle of one.
 */
import { glob } from './glob.js';
import { CommandError, type Database } from './redis-database.js';
import { NIL, OK, array, bulk, failure, integer } from './redis-protocol.js';

type Command = (args: readonly string[], database: Database) => string;

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
  ['KEYS', [1, 1, keys]],
  ['DBSIZE', [0, 0, (_, database) => integer(database.size)]],
  ['FLUSHALL', [0, 1, (_, database) => (database.clear(), OK)]],
  ['INFO', [0, Infinity, (_, database) => bulk(describe(database))]],
  ['SELECT', [1, 1, ([index]) => (index === '0' ? OK : failure('ERR DB index is out of range'))]],
  ['HELLO', [0, Infinity, hello]],
  ['COMMAND', [0, Infinity, () => array([])]],
  ['CONFIG', [2, Infinity, config]],
  ['CLIENT', [1, Infinity, client]],
]);

/** The reply to a request. */
export function execute([name = '', ...args]: readonly string[], database: Database): string {
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

function keys([pattern = '']: readonly string[], database: Database): string {
  if (pattern.length > 1024) throw new CommandError('the pattern is too long');
  return array([...database.keys()].filter(glob(pattern)).map(bulk));
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

/** What redis-benchmark wants to tell of the server that it measures. */
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

/** Clients tell their names, and the library that they use. */
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
