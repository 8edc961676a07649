// The DNS server among the examples: with dig, and with peers that are up to no good.
import { strict as assert } from 'node:assert';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseQuery } from '../../examples/support/dns-message.js';
import { BUILD_TIME, plainNode } from '../support/built.js';
import { command } from '../support/child.js';
import { type Served, examplesFolder, exchange, rawSocket, rest, serving } from '../support/examples.js';

/** What dig prints, without what is empty or a comment of its own. */
async function dig({ port }: Served, ...args: string[]): Promise<string[]> {
  const all = ['@127.0.0.1', '-p', `${port}`, '+noall', '+answer', '+time=8', '+tries=1', ...args];
  const { code, stdout, stderr } = await command('dig', all);
  assert.deepEqual([code, stderr], [0, ''], stdout);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replaceAll(/\s+/g, ' '));
}

const latin1 = (bytes: string): Buffer => Buffer.from(bytes, 'latin1');

/** Ten bytes of a header after the identifier: one question, and records of the three sections behind it. */
const header = (flags = '\0\0', questions = 1, additional = 0): string =>
  `${flags}\0${String.fromCharCode(questions)}\0\0\0\0\0${String.fromCharCode(additional)}`;

/** A question for A of IN. */
const QUESTION = '\x02ns\x07example\x04test\0\0\x01\0\x01';
const OPT = '\0\0\x29\x10\0\0\0\0\0\0\0';
/** The rest of a record behind its name, without data; and one of the root whose data, at 0x2c, leads on to the question. */
const EMPTY = '\0\x01\0\x01\0\0\0\0\0\0';
const LINK = `\0${EMPTY.slice(0, -1)}\x02\xc0\x0c`;

/** A client over UDP that sends whatever bytes it is given. */
class Client {
  readonly #socket = createSocket('udp4');
  readonly #port: number;
  #answers: Buffer[] = [];

  constructor({ port }: Served) {
    this.#port = port;
    this.#socket.on('message', (data) => this.#answers.push(data));
  }

  send(bytes: string): void {
    this.#socket.send(latin1(bytes), this.#port, '127.0.0.1');
  }

  /** All that was answered to what was sent so far, up to a question that is in order. */
  async answers(): Promise<Buffer[]> {
    this.send(`\xff\xff${header()}${QUESTION}`);
    const isLast = (data: Buffer): boolean => data.readUInt16BE(0) === 0xffff;
    while (!this.#answers.some(isLast)) await once(this.#socket, 'message');
    const answers = this.#answers.filter((data) => !isLast(data));
    assert.equal(this.#answers.find(isLast)?.subarray(-4).join('.'), '127.0.0.1');
    this.#answers = [];
    return answers;
  }

  close(): void {
    this.#socket.close();
  }
}

const RCODES = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED'];
const rcodeOf = (answer: Buffer): string | undefined => RCODES[answer.readUInt8(3) & 15];

/** What the server says to what is malformed, without the identifier. */
const MALFORMED: Record<string, [bytes: string, says: string | undefined]> = {
  nothing: ['', undefined],
  'half a header': [header().slice(0, 5), undefined],
  'an answer': [`${header('\x80\0')}${QUESTION}`, undefined],
  'another kind of query': [`${header('\x28\0')}${QUESTION}`, 'NOTIMP'],
  'no question': [header('\0\0', 0), 'FORMERR'],
  'two questions': [`${header('\0\0', 2)}${QUESTION}${QUESTION}`, 'FORMERR'],
  'a question that does not come': [header(), 'FORMERR'],
  'a question that is cut off': [`${header()}${QUESTION.slice(0, -1)}`, 'FORMERR'],
  'a label that is cut off': [`${header()}\x3fabc`, 'FORMERR'],
  'a label of a kind that there is not': [`${header()}\x40abc`, 'FORMERR'],
  'a name that is too long': [`${header()}${`\x3f${'a'.repeat(63)}`.repeat(4)}\0\0\x01\0\x01`, 'FORMERR'],
  'a name that begins with itself': [`${header()}\xc0\x0c\0\x01\0\x01`, 'FORMERR'],
  'a name that goes on with itself': [`${header()}\x01a\xc0\x0c\0\x01\0\x01`, 'FORMERR'],
  'a name that goes on further on': [`${header()}\xc0\x10\0\x01\0\x01\0`, 'FORMERR'],
  'a name that goes on in the header': [`${header()}\x01a\xc0\x00\0\x01\0\x01`, 'FORMERR'],
  'half a pointer': [`${header()}\xc0`, 'FORMERR'],
  'a record that does not come': [`${header('\0\0', 1, 1)}${QUESTION}`, 'FORMERR'],
  'a record that is longer than the message': [
    `${header('\0\0', 1, 1)}${QUESTION}${OPT.slice(0, -1)}\x01`,
    'FORMERR',
  ],
  'a record with a name in a circle': [
    `${header('\0\0', 1, 2)}${QUESTION}\xc0\x20\0\x01\0\x01\0\0\0\0\0\0\xc0\x2c\0\x01\0\x01\0\0\0\0\0\0`,
    'FORMERR',
  ],
  'too many pointers': [
    `${header('\0\0', 1, 201)}${QUESTION}${LINK}${'\xc0\x2c'.concat(EMPTY).repeat(200)}`,
    'FORMERR',
  ],
  'two OPT': [`${header('\0\0', 1, 2)}${QUESTION}${OPT}${OPT}`, 'FORMERR'],
  'OPT of a name': [`${header('\0\0', 1, 1)}${QUESTION}\x01a${OPT}`, 'FORMERR'],
};

/** And what is odd, but in order. */
const ODD: Record<string, string> = {
  'a record of another kind': `${header('\0\0', 1, 1)}${QUESTION}\xc0\x0c\0\x01\0\x01\0\0\0\0\0\x04abcd`,
  'an OPT with a size of nothing': `${header('\0\0', 1, 1)}${QUESTION}\0\0\x29\0\0\0\0\0\0\0\0`,
  'more behind it': `${header()}${QUESTION}${'x'.repeat(60_000)}`,
  'as many pointers as anybody needs': `${header('\0\0', 1, 101)}${QUESTION}${LINK}${'\xc0\x2c'.concat(EMPTY).repeat(100)}`,
  'flags that mean nothing here': `${header('\x03\x7f')}${QUESTION}`,
};

describe('the DNS server', function () {
  this.timeout(BUILD_TIME);

  before(() => examplesFolder());

  it('serves dig', () =>
    serving('dns-server', async (server) => {
      const [ns, mail] = ['ns.example.test. 3600 IN', 'mail.example.test. 3600 IN'];
      const soa = 'SOA ns.example.test. admin.example.test. 2026010100 7200 3600 1209600 60';
      const web = ['web.pool.example.test. 60 IN A 192.0.2.80', 'web.pool.example.test. 60 IN A 192.0.2.81'];
      const expected: Record<string, string[]> = {
        'ns.example.test': [`${ns} A 127.0.0.1`],
        'NS.eXample.TEST aaaa': [`NS.eXample.TEST. 3600 IN AAAA ::1`],
        'mail.example.test aaaa': [`${mail} AAAA 2001:db8::25`],
        '+tcp mail.example.test a': [`${mail} A 192.0.2.25`],
        '+noedns mail.example.test a': [`${mail} A 192.0.2.25`],
        'example.test mx': [
          'example.test. 3600 IN MX 10 mail.example.test.',
          'example.test. 3600 IN MX 20 mail.example.org.',
        ],
        'example.test txt': ['example.test. 3600 IN TXT "v=spf1 mx -all"'],
        'example.test soa': [`example.test. 3600 IN ${soa}`],
        'example.test ns': ['example.test. 3600 IN NS ns.example.test.'],
        'www.example.test': ['www.example.test. 60 IN CNAME web.pool.example.test.', ...web],
        'www.example.test cname': ['www.example.test. 60 IN CNAME web.pool.example.test.'],
        'elsewhere.example.test': ['elsewhere.example.test. 60 IN CNAME www.example.org.'],
        'tweedledum.example.test': [
          'tweedledum.example.test. 60 IN CNAME tweedledee.example.test.',
          'tweedledee.example.test. 60 IN CNAME tweedledum.example.test.',
        ],
      };
      for (const [args, lines] of Object.entries(expected))
        assert.deepEqual(await dig(server, ...args.split(' ')), lines, args);
      assert.equal((await dig(server, 'example.test', 'any')).length, 5);
    }));

  it('says what there is not, and who says so', () =>
    serving('dns-server', async (server) => {
      const soa =
        'example.test. 60 IN SOA ns.example.test. admin.example.test. 2026010100 7200 3600 1209600 60';
      const expected: Record<string, [status: string, flags: string, rest: string[]]> = {
        'missing.example.test': ['NXDOMAIN', 'qr aa rd', [soa]],
        'ns.example.test mx': ['NOERROR', 'qr aa rd', [soa]],
        'pool.example.test': ['NOERROR', 'qr aa rd', [soa]],
        'nowhere.example.test': [
          'NXDOMAIN',
          'qr aa rd',
          ['nowhere.example.test. 60 IN CNAME missing.example.test.', soa],
        ],
        '+norec example.org': ['REFUSED', 'qr', []],
        '. ns': ['REFUSED', 'qr rd', []],
        'xexample.test': ['REFUSED', 'qr rd', []],
        '-c CH ns.example.test': ['REFUSED', 'qr rd', []],
        '+opcode=NOTIFY example.test': ['NOTIMP', 'qr rd', []],
        '+edns=1 +noednsneg ns.example.test': ['BADVERS', 'qr rd', []],
      };
      for (const [args, [status, flags, lines]] of Object.entries(expected)) {
        const all = await dig(server, '+comments', '+authority', ...args.split(' '));
        const said = all.filter((line) => line.startsWith(';')).join('\n');
        assert.match(said, new RegExp(`status: ${status},`), args);
        assert.match(said, new RegExp(`flags: ${flags};`), args);
        assert.deepEqual(
          all.filter((line) => !line.startsWith(';')),
          lines,
          args,
        );
      }
    }));

  it('answers what is too long for UDP over TCP', async () => {
    const zone = join(await examplesFolder(), 'long.zone');
    const [middling, long] = ['m'.repeat(700), 'l'.repeat(60_000)];
    const text = (value: string): string =>
      (value.match(/.{1,255}/g) ?? []).map((piece) => `"${piece}"`).join(' ');
    await writeFile(
      zone,
      `$ORIGIN example.test.\n@ 1 IN SOA @ @ 1 2 3 4 5\nmiddling 1 TXT ${middling}\nlong 1 TXT ${long}\n`,
    );
    const body = async (server: Served): Promise<void> => {
      const middle = [`middling.example.test. 1 IN TXT ${text(middling)}`];
      assert.deepEqual(await dig(server, 'middling.example.test', 'txt'), middle);
      assert.equal(await server.line(), 'udp middling.example.test. 16 NOERROR');
      assert.deepEqual(await dig(server, '+noedns', 'middling.example.test', 'txt'), middle);
      assert.equal(await server.line(), 'udp middling.example.test. 16 NOERROR');
      assert.equal(await server.line(), 'tcp middling.example.test. 16 NOERROR');
      const whole = [`long.example.test. 1 IN TXT ${text(long)}`];
      assert.deepEqual(await dig(server, '+bufsize=65535', 'long.example.test', 'txt'), whole);
      const cut = await dig(server, '+ignore', '+comments', 'long.example.test', 'txt');
      assert.match(cut.join('\n'), /flags: qr aa tc rd; QUERY: 1, ANSWER: 0,/);
    };
    await serving('dns-server', body, ['--log', '--zone', zone]);
  });

  it('does not begin with a zone in which something is wrong, and says where', async () => {
    const folder = await examplesFolder();
    const zone = join(folder, 'wrong.zone');
    const begin = '$ORIGIN example.test.\n@ 1 IN SOA @ @ 1 2 3 4 5\n';
    const wrong = ['a 1 A 1.2.3', 'a 1 AAAA 1.2.3.4', 'a x A 1.2.3.4', 'a 1 PTR b', 'a..b 1 A 1.2.3.4'];
    wrong.push(
      'a.example.org. 1 A 1.2.3.4',
      'a 1 MX 65536 b',
      `${'a'.repeat(64)} 1 NS b`,
      '@ 1 SOA @ @ 1 2 3 4',
    );
    for (const line of wrong) {
      await writeFile(zone, begin + line);
      const { code, stderr } = await plainNode(['dns-server.js', '0', '--zone', zone], folder);
      assert.equal(code, 1, line);
      assert.ok(stderr.includes(`SyntaxError: in the zone: ${line}\n`), stderr);
    }
    await writeFile(zone, '$ORIGIN example.test.\n');
    assert.match(
      (await plainNode(['dns-server.js', '0', '--zone', zone], folder)).stderr,
      /needs a SOA record/,
    );
  });

  it('refuses over UDP what is malformed, or says nothing', () =>
    serving('dns-server', async (server) => {
      const client = new Client(server);
      for (const [what, [bytes, says]] of Object.entries(MALFORMED)) {
        client.send(what === 'nothing' ? '' : `\x12\x34${bytes}`);
        const answers = await client.answers();
        assert.deepEqual(answers.map(rcodeOf), says === undefined ? [] : [says], what);
        for (const answer of answers) assert.equal(answer.readUInt16BE(0), 0x1234, what);
      }
      for (const [what, bytes] of Object.entries(ODD)) {
        client.send(`\x12\x34${bytes}`);
        const [answer] = await client.answers();
        assert.deepEqual([answer && rcodeOf(answer), answer?.readUInt16BE(6)], ['NOERROR', 1], what);
      }
      client.close();
    }));

  it('reads a message in time that is in proportion to its bytes, however its names lead through it', () => {
    // A chain of pointers, each to the one before, and records whose names begin at its end.
    const chain = [0x0c, 0x2c];
    for (let at = 0x2e; at < 0x3ff0; at += 2) chain.push(at);
    const links = chain.slice(0, -1).map((to) => String.fromCharCode(0xc0 | (to >> 8), to & 255));
    const last = chain.at(-1) as number;
    const end = String.fromCharCode(0xc0 | (last >> 8), last & 255) + EMPTY;
    const length = 2 * links.length;
    const data = `\0${EMPTY.slice(0, -2)}${String.fromCharCode(length >> 8, length & 255)}${links.join('')}`;
    const records = 4000;
    const bytes = latin1(`\x12\x34${header()}${QUESTION}${data}${end.repeat(records - 1)}`);
    bytes.writeUInt16BE(records, 10);
    let reads = 0;
    const read = bytes.readUIntBE.bind(bytes);
    bytes.readUIntBE = (offset, size) => {
      reads++;
      return read(offset, size);
    };
    assert.equal(parseQuery(bytes)?.wrong, 'FORMERR');
    assert.ok(reads > 100 && reads < bytes.length, `${reads} reads of ${bytes.length} bytes`);
  });

  it('survives noise', () =>
    serving('dns-server', async (server) => {
      const client = new Client(server);
      const seed = Date.now() % 2 ** 31;
      let state = seed;
      const random = (below: number): number => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
        return (state >>> 8) % below;
      };
      const whole = [...latin1(`\x12\x34${header('\0\0', 1, 1)}${QUESTION}${OPT}`)];
      try {
        for (let round = 0; round < 40; round++) {
          for (let i = 0; i < 50; i++) {
            const bytes = [...whole];
            for (let changes = 1 + random(4); changes > 0; changes--)
              bytes[random(bytes.length)] = random(256);
            client.send(
              String.fromCharCode(...bytes.slice(0, random(8) > 0 ? bytes.length : random(bytes.length))),
            );
          }
          // Neither more nor longer ones than what was sent would deserve.
          for (const answer of await client.answers()) assert.ok(answer.length <= 512);
        }
      } catch (cause) {
        throw new Error(`with the seed ${seed}`, { cause });
      }
      client.close();
    }));

  it('takes queries over TCP in any pieces, and answers them in order', () =>
    serving('dns-server', async ({ port }) => {
      const message = (id: number, bytes: string): string =>
        `\0${String.fromCharCode(bytes.length + 2)}\0${String.fromCharCode(id)}${bytes}`;
      const good = `${header()}${QUESTION}`;
      const queries = message(1, good) + message(2, `${header()}\x40`) + message(3, good);
      const answersOf = (text: string): [id: number, rcode: string | undefined][] => {
        const bytes = latin1(text);
        const answers: [number, string | undefined][] = [];
        for (let at = 0; at < bytes.length; at += 2 + bytes.readUInt16BE(at))
          answers.push([bytes.readUInt16BE(at + 2), rcodeOf(bytes.subarray(at + 2))]);
        return answers;
      };
      const expected = [
        [1, 'NOERROR'],
        [2, 'FORMERR'],
        [3, 'NOERROR'],
      ];
      const socket = await rawSocket(port);
      socket.setNoDelay(true);
      const all = rest(socket);
      for (const byte of queries) {
        socket.write(byte, 'latin1');
        await new Promise(setImmediate);
      }
      socket.end();
      assert.deepEqual(answersOf(await all), expected);
      // What is not a query at all ends it: a length of nothing, half a header, an answer.
      for (const end of [
        '\0\0',
        message(4, header().slice(0, 5)),
        message(4, `${header('\x80\0')}${QUESTION}`),
      ])
        assert.deepEqual(answersOf(await exchange(port, queries + end + queries)), expected);
    }));

  it('lets go of those who take their time over TCP, and is not held up by them', () =>
    serving(
      'dns-server',
      async (server) => {
        const idle = await Promise.all(['', '\0', '\0\x20abc'].map((bytes) => exchange(server.port, bytes)));
        assert.deepEqual(idle, ['', '', '']);
        const greedy = await rawSocket(server.port);
        const query = `\0\x21\0\x01${header()}${QUESTION}`;
        assert.equal(query.length, 2 + 0x21);
        greedy.write(query.repeat(120_000), 'latin1');
        assert.deepEqual(await dig(server, '+tcp', '+short', 'ns.example.test'), ['127.0.0.1']);
        await rest(greedy);
      },
      ['--idle', '0.3'],
    ));
});
