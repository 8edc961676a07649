// The Redis server among the examples: with the tools of Redis, and with peers that are up to no good.
import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { BUILD_TIME } from '../support/built.js';
import { command } from '../support/child.js';
import { examplesFolder, exchange, peakMemory, rawSocket, rest, serving } from '../support/examples.js';

/** What redis-cli prints for these commands, line by line. */
async function redisCli(port: number, commands: readonly string[]): Promise<string[]> {
  const { code, stdout, stderr } = await command('redis-cli', ['-p', `${port}`], commands.join('\n'));
  assert.deepEqual([code, stderr], [0, '']);
  return stdout.split('\n').slice(0, -1);
}

/** A connection that sends bytes, and takes as many in reply as it is told to. */
class Dialogue {
  readonly #socket: Socket;
  #come = '';

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('latin1').on('data', (text: string) => (this.#come += text));
    socket.resume();
  }

  async ask(request: string, reply: string): Promise<void> {
    assert.equal(await this.askFor(request, reply.length), reply);
  }

  async askFor(request: string, length: number): Promise<string> {
    this.#socket.write(request, 'latin1');
    while (this.#come.length < length) await once(this.#socket, 'data');
    const reply = this.#come.slice(0, length);
    this.#come = this.#come.slice(length);
    return reply;
  }

  end(): void {
    this.#socket.destroy();
  }
}

const bulk = (text: string): string => `$${text.length}\r\n${text}\r\n`;
const request = (...words: string[]): string => `*${words.length}\r\n${words.map(bulk).join('')}`;

describe('the Redis server', function () {
  this.timeout(BUILD_TIME);

  before(() => examplesFolder());

  it('serves redis-cli', () =>
    serving('redis-server', async ({ port }) => {
      const dialogue = {
        PING: 'PONG',
        'PING "how do you do"': 'how do you do',
        'ECHO there': 'there',
        'SET a 1': 'OK',
        'GET a': '1',
        'INCR a': '2',
        'INCRBY a 40': '42',
        'DECR a': '41',
        'DECRBY a 51': '-10',
        'INCR new': '1',
        'SET a x NX': '',
        'SET b x XX': '',
        'SET a y XX': 'OK',
        'SET c z NX EX 100': 'OK',
        'EXISTS a b c a': '3',
        'TTL a': '-1',
        'TTL b': '-2',
        'TTL c': '100',
        'EXPIRE a 50': '1',
        'EXPIRE b 50': '0',
        'TTL  a': '50',
        'SET a again': 'OK',
        'TTL   a': '-1',
        'PERSIST c': '1',
        'PERSIST  c': '0',
        'PERSIST b': '0',
        'TTL  c': '-1',
        'EXPIRE c 0': '1',
        'EXISTS c': '0',
        'GET c': '',
        DBSIZE: '2',
        'DEL a b new': '2',
        'SET mixed 1 px 5000 xx': '',
        'COMMAND DOCS': '',
        'SELECT 0': 'OK',
        FLUSHALL: 'OK',
      };
      assert.deepEqual(await redisCli(port, Object.keys(dialogue)), Object.values(dialogue));

      const refused = {
        'NONSENSE a': "ERR unknown command 'NONSENSE'",
        GET: "ERR wrong number of arguments for 'get' command",
        'GET a b': "ERR wrong number of arguments for 'get' command",
        'SET a 1 EX': 'ERR value is not an integer or out of range',
        'SET a 1 EX 0': "ERR invalid expire time in 'set' command",
        'SET a 1 EX 1 PX 1': 'ERR syntax error',
        'SET a 1 NX XX': 'ERR syntax error',
        'INCRBY a 1.5': 'ERR value is not an integer or out of range',
        'INCRBY a 9223372036854775808': 'ERR value is not an integer or out of range',
        'EXPIRE a soon': 'ERR value is not an integer or out of range',
        'SELECT 1': 'ERR DB index is out of range',
        'HELLO 3': 'NOPROTO unsupported protocol version',
        'CONFIG SET save x': 'ERR there is nothing to configure here',
        'CLIENT KILL x': 'ERR unknown subcommand',
      };
      const answers = (await redisCli(port, Object.keys(refused))).filter((line) => line !== '');
      assert.deepEqual(answers, Object.values(refused));
      assert.deepEqual(
        await redisCli(port, ['SET n 9223372036854775806', 'INCR n', 'INCR n', 'SET n x', 'INCR n']),
        [
          'OK',
          '9223372036854775807',
          'ERR increment or decrement would overflow',
          '',
          'OK',
          'ERR value is not an integer or out of range',
          '',
        ],
      );
    }));

  it('keeps any bytes, under any key, and finds keys by patterns', () =>
    serving('redis-server', async ({ port }) => {
      const all = String.fromCharCode(...Array.from({ length: 256 }, (_, i) => i));
      const peer = new Dialogue(await rawSocket(port));
      await peer.ask(request('SET', all, all + all), '+OK\r\n');
      await peer.ask(request('GET', all), bulk(all + all));
      await peer.ask(request('SET', '', ''), '+OK\r\n');
      await peer.ask(request('GET', ''), bulk(''));
      await peer.ask(
        request('GET', '__proto__') + request('constructor', 'x'),
        "$-1\r\n-ERR unknown command 'constructor'\r\n",
      );
      const huge = 'x'.repeat(5_000_000);
      await peer.ask(request('SET', 'huge', huge) + request('GET', 'huge'), `+OK\r\n${bulk(huge)}`);
      await peer.ask(
        'SET "a b" \'it\\\'s\' \r\n\r\nGET "\\x61\\x20b"\nFLUSHALL\n',
        "+OK\r\n$4\r\nit's\r\n+OK\r\n",
      );
      peer.end();

      const keys = ['hello', 'hallo', 'hxllo', 'heello', 'h*llo', 'h[llo', 'h\\\\llo'];
      await redisCli(
        port,
        keys.map((key) => `SET "${key}" 1`),
      );
      const found = async (pattern: string): Promise<string> =>
        (await redisCli(port, [`KEYS "${pattern}"`])).sort().join(' ');
      assert.equal(await found('*'), 'h*llo h[llo h\\llo hallo heello hello hxllo');
      assert.equal(await found('h?llo'), 'h*llo h[llo h\\llo hallo hello hxllo');
      assert.equal(await found('h*e*o'), 'heello hello');
      assert.equal(await found('h[ae]llo'), 'hallo hello');
      assert.equal(await found('h[^e]llo'), 'h*llo h[llo h\\llo hallo hxllo');
      assert.equal(await found('h[a-f]llo'), 'hallo hello');
      assert.equal(await found('h\\\\*llo'), 'h*llo');
      assert.equal(await found('h\\\\[llo'), 'h[llo');
      assert.equal(await found('hello*'), 'hello');
      assert.equal(await found('x*'), '');
      // One that takes others for ever.
      await redisCli(port, [`SET ${'a'.repeat(1000)} 1`]);
      assert.equal(await found(`${'a*'.repeat(500)}b`), '');
    }));

  it('serves the others while one looks for a hostile pattern in a long key', () =>
    serving('redis-server', async ({ port }) => {
      const [peer, hostile] = [new Dialogue(await rawSocket(port)), new Dialogue(await rawSocket(port))];
      await hostile.ask(request('SET', 'a'.repeat(4 * 2 ** 20), 'x'), '+OK\r\n');
      let [served, over] = [0, false];
      const looking = hostile
        .ask(request('KEYS', `*${'a'.repeat(1000)}b`), '*0\r\n')
        .finally(() => (over = true));
      for (; !over; served++) await peer.ask('PING\r\n', '+PONG\r\n');
      await looking;
      assert.ok(served >= 5, `${served} served`);
      await hostile.ask(request('KEYS', 'x'.repeat(1025)), '-ERR the pattern is too long\r\n');
      peer.end();
      hostile.end();
    }));

  it('lets keys go when their time has come, not before, and keeps those that are to stay after all', () =>
    serving('redis-server', async ({ port }) => {
      const peer = new Dialogue(await rawSocket(port));
      // All in one write: none can be over before the server has read that it is to stay.
      const told: [string[], string][] = [
        [['SET', 'persisted', '1', 'PX', '40'], '+OK\r\n'],
        [['SET', 'set again', '1', 'PX', '40'], '+OK\r\n'],
        [['SET', 'prolonged', '1', 'PX', '40'], '+OK\r\n'],
        [['SET', 'counted', '1', 'PX', '40'], '+OK\r\n'],
        [['SET', 'last', '1', 'PX', '200'], '+OK\r\n'],
        [['PERSIST', 'persisted'], ':1\r\n'],
        [['SET', 'set again', '2'], '+OK\r\n'],
        [['EXPIRE', 'prolonged', '1000'], ':1\r\n'],
        [['INCR', 'counted'], ':2\r\n'],
      ];
      await peer.ask(
        told.map(([words]) => request(...words)).join(''),
        told.map(([, reply]) => reply).join(''),
      );
      while ((await peer.askFor(request('EXISTS', 'last'), 4)) === ':1\r\n');
      await peer.ask(request('EXISTS', 'persisted', 'set again', 'prolonged'), ':3\r\n');
      await peer.ask(request('EXISTS', 'counted', 'last'), ':0\r\n');
      await peer.ask(request('PTTL', 'last'), ':-2\r\n');
      await peer.ask(request('DBSIZE'), ':3\r\n');
      const left = Number((await peer.askFor(request('PTTL', 'prolonged'), 9)).slice(1, 7));
      assert.ok(left > 900_000 && left < 1_000_000, `${left} ms`);
      peer.end();
    }));

  it('serves redis-benchmark, with and without pipelining', () =>
    serving('redis-server', async ({ port }) => {
      const tests = ['-p', `${port}`, '-t', 'ping,set,get,incr', '-n', '2000', '-c', '20', '--csv'];
      for (const pipelining of ['1', '16']) {
        const { code, stdout, stderr } = await command('redis-benchmark', [...tests, '-P', pipelining]);
        assert.deepEqual([code, stderr], [0, '']);
        const rates = new Map(
          Array.from(stdout.matchAll(/^"(\w+)","([\d.]+)"/gm), ([, name, rate]) => [name, Number(rate)]),
        );
        assert.deepEqual([...rates.keys()], ['PING_INLINE', 'PING_MBULK', 'SET', 'GET', 'INCR']);
        for (const rate of rates.values()) assert.ok(rate > 0);
      }
      assert.deepEqual(await redisCli(port, ['GET counter:__rand_int__', 'DBSIZE']), ['4000', '2']);
    }));

  it('replies to commands that came together with one write', () =>
    serving('redis-server', async ({ port, pid }) => {
      const peer = new Dialogue(await rawSocket(port));
      const writes = (): number =>
        Number(/syscw: (\d+)/.exec(readFileSync(`/proc/${pid}/io`, 'latin1'))?.[1]);
      const [ping, pong] = ['PING\r\n', '+PONG\r\n'];
      await peer.ask(ping.repeat(100), pong.repeat(100));
      const before = writes();
      for (let i = 0; i < 10; i++) await peer.ask(ping.repeat(1000), pong.repeat(1000));
      assert.ok(writes() - before < 1000, `${writes() - before} writes for ten thousand replies`);
      peer.end();
    }));

  it('refuses what is not its protocol, and closes the connection', () =>
    serving('redis-server', async ({ port }) => {
      const long = 'x'.repeat(70_000);
      const bad = {
        '*1\r\n+PING\r\n': "expected '$', got '+'",
        '*1\r\n\r\n': "expected '$', got ''",
        '*x\r\n': 'invalid multibulk length',
        '*\r\n': 'invalid multibulk length',
        '*99999\r\n': 'invalid multibulk length',
        '*99999999999999999999\r\n': 'invalid multibulk length',
        '*1\r\n$-1\r\n': 'invalid bulk length',
        '*1\r\n$1e3\r\n': 'invalid bulk length',
        '*1\r\n$0x10\r\n': 'invalid bulk length',
        '*1\r\n$99999999\r\n': 'invalid bulk length',
        [`*2\r\n${bulk(long)}$16777216\r\n`]: 'invalid bulk length',
        '*1\r\n$4\r\nPING..': 'expected CRLF',
        [long]: 'too big inline request',
        [`*${long}`]: 'too big inline request',
        [`*1\r\n$${long}`]: 'too big inline request',
        'GET "a\r\n': 'unbalanced quotes in request',
        "GET 'a\r\n": 'unbalanced quotes in request',
        'GET "a"b\r\n': 'unbalanced quotes in request',
      };
      const answers = await Promise.all(Object.keys(bad).map((bytes) => exchange(port, bytes)));
      assert.deepEqual(
        answers,
        Object.values(bad).map((text) => `-ERR Protocol error: ${text}\r\n`),
      );
      // What came before is done, what comes after is not.
      const mixed = `PING\r\n*0\r\n*-1\r\n${request('SET', 'a', '1')}*1\r\n!\r\nSET a 2\r\n`;
      assert.equal(
        await exchange(port, mixed),
        "+PONG\r\n+OK\r\n-ERR Protocol error: expected '$', got '!'\r\n",
      );
      assert.equal(await exchange(port, 'GET a\r\nQUIT\r\nPING\r\n'), '$1\r\n1\r\n+OK\r\n');
      // Nothing that is told back can end its line and pass for a reply of its own.
      const forged = request('a\r\n+OK\r\n', 'b');
      assert.equal(await exchange(port, `${forged}QUIT\r\n`), "-ERR unknown command 'a  +OK  '\r\n+OK\r\n");
      // A page in a browser may post to any port.
      assert.equal(await exchange(port, 'POST / HTTP/1.1\r\nHost: x\r\n\r\nSET a 3\r\n'), '');
      assert.equal(await exchange(port, 'SET b 1\r\nHost: x\r\nSET b 2\r\n'), '+OK\r\n');
      assert.equal(await exchange(port, 'GET a\r\nGET b\r\nQUIT\r\n'), '$1\r\n1\r\n$1\r\n1\r\n+OK\r\n');
    }));

  it('keeps no more than it may, and tells who wants to put more', () =>
    serving(
      'redis-server',
      async ({ port }) => {
        const peer = new Dialogue(await rawSocket(port));
        const [most, refusal] = [
          'x'.repeat(2 ** 20 - 200),
          '-OOM command not allowed when used memory is over the limit\r\n',
        ];
        await peer.ask(request('SET', 'big', most), '+OK\r\n');
        await peer.ask(request('SET', 'bigger', 'x'), refusal);
        await peer.ask(request('SET', 'big', `${most}${most}`), refusal);
        await peer.ask(request('GET', 'big'), bulk(most));
        await peer.ask(request('SET', 'big', 'small'), '+OK\r\n');
        await peer.ask(request('SET', 'bigger', 'x'), '+OK\r\n');
        await peer.ask(request('DEL', 'big', 'bigger') + request('SET', 'big', most), `:2\r\n+OK\r\n`);
        await peer.ask('FLUSHALL\r\n' + request('SET', 'other', most), '+OK\r\n+OK\r\n');
        peer.end();
      },
      ['--memory', '1'],
    ));

  it('waits for a client that does not take the replies, and goes on with the others', () =>
    serving('redis-server', async ({ port, pid }) => {
      const value = 'x'.repeat(2 ** 20);
      const peer = new Dialogue(await rawSocket(port));
      await peer.ask(request('SET', 'a', value), '+OK\r\n');
      const before = peakMemory(pid);
      const lazy = await rawSocket(port);
      lazy.write('GET a\r\n'.repeat(200) + 'QUIT\r\n');
      for (let i = 0; i < 100; i++) await peer.ask('PING\r\n', '+PONG\r\n');
      // While he reads, what was sent already is garbage, of which V8 lets tens of megabytes gather.
      const grown = peakMemory(pid) - before;
      assert.ok(grown < 32 * 2 ** 20, `grown by ${grown} bytes`);
      let bytes = 0;
      lazy.on('data', (chunk) => (bytes += chunk.length)).resume();
      await once(lazy, 'end');
      assert.equal(bytes, 200 * bulk(value).length + '+OK\r\n'.length);
      peer.end();
    }));

  it('does not care how a client goes away', () =>
    serving('redis-server', async ({ port }) => {
      for (const half of ['', 'PI', '*2\r\n$3\r\nGET\r\n', '*1\r\n$100\r\nabc', 'PING\r\n'.repeat(10_000)]) {
        const socket = await rawSocket(port);
        socket.write(half);
        socket.resetAndDestroy();
        const polite = await rawSocket(port);
        polite.end(half);
        assert.equal(await rest(polite), '+PONG\r\n'.repeat(half.split('\n').length > 9999 ? 10_000 : 0));
      }
      assert.equal(await exchange(port, 'QUIT\r\n'), '+OK\r\n');
    }));
});
