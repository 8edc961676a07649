// The chat server among the examples, with people who talk, listen, stay silent, or misbehave.
import { strict as assert } from 'node:assert';
import type { Socket } from 'node:net';
import { BUILD_TIME } from '../support/built.js';
import { examplesFolder, exchange, peakMemory, rawSocket, rest, serving } from '../support/examples.js';

/** Somebody at a terminal. */
class Person {
  readonly #socket: Socket;
  /** What has come and was not looked at. */
  readonly #lines: string[] = [];
  #rest = '';
  #wake: () => void = () => undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('utf8').on('data', (text: string) => {
      const lines = (this.#rest + text).split('\n');
      this.#rest = lines.pop() ?? '';
      this.#lines.push(...lines);
      this.#wake();
    });
    socket.on('end', () => socket.end());
    socket.on('close', () => this.#wake());
    socket.resume();
  }

  /** One who is in the lobby, under that name. */
  static async named(nick: string, port: number): Promise<Person> {
    const person = new Person(await rawSocket(port));
    person.say(`/nick ${nick}`);
    while (!(await person.hears()).endsWith(` is now ${nick}`));
    return person;
  }

  say(...lines: string[]): void {
    this.type(lines.map((line) => `${line}\n`).join(''));
  }

  type(text: string): void {
    this.#socket.write(text);
  }

  /** The next line; 'end' when there is none. */
  async hears(): Promise<string> {
    while (this.#lines.length === 0 && !this.#socket.closed)
      await new Promise<void>((resolve) => (this.#wake = resolve));
    return this.#lines.shift() ?? 'end';
  }

  /** So many lines. */
  async hearsAll(count: number): Promise<string[]> {
    const lines: string[] = [];
    while (lines.length < count) lines.push(await this.hears());
    return lines;
  }

  leave(): void {
    this.#socket.end();
  }
}

const HELP = '* /nick NAME, /join ROOM, /rooms, /who, /quit; anything else is said to the room';
const NO_NAME = '* A name is letters and digits, twenty at most.';

describe('the chat server', function () {
  this.timeout(BUILD_TIME);

  before(() => examplesFolder());

  it('lets people talk in rooms, under names of their own', () =>
    serving('chat-server', async ({ port }) => {
      const ann = new Person(await rawSocket(port));
      assert.deepEqual(await ann.hearsAll(3), ['* Welcome, guest1.', HELP, '* guest1 is in lobby']);
      ann.say('/nick Ann');
      assert.equal(await ann.hears(), '* guest1 is now Ann');
      const bob = new Person(await rawSocket(port));
      assert.deepEqual(await bob.hearsAll(3), ['* Welcome, guest2.', HELP, '* guest2 is in lobby']);
      bob.type('/nick Ann\r\n/nick Bob\r\n');
      assert.deepEqual(await bob.hearsAll(2), ['* Ann is somebody else.', '* guest2 is now Bob']);
      assert.deepEqual(await ann.hearsAll(2), ['* guest2 is in lobby', '* guest2 is now Bob']);
      bob.say('', '   ', 'Hello, Ann! Grüße.', '/who');
      assert.equal(await bob.hears(), '* Ann, Bob');
      assert.equal(await ann.hears(), '<Bob> Hello, Ann! Grüße.');

      bob.say('/join garden', '/rooms', 'is anybody here?');
      assert.deepEqual(await bob.hearsAll(2), ['* Bob is in garden', '* lobby, garden']);
      assert.equal(await ann.hears(), '* Bob goes to garden');
      ann.say('I am not', '/join  garden', 'now I am');
      assert.equal(await ann.hears(), '* Ann is in garden');
      assert.deepEqual(await bob.hearsAll(2), ['* Ann is in garden', '<Ann> now I am']);

      bob.say('/nick', `/nick ${'x'.repeat(21)}`, '/nick a,b', '/join', '/dance');
      assert.deepEqual(await bob.hearsAll(5), [NO_NAME, NO_NAME, NO_NAME, NO_NAME, HELP]);
      bob.say('tricky\x1b[2J\x07\u0085\x00 text');
      assert.equal(await ann.hears(), '<Bob> tricky[2J text');
      bob.say('/quit', 'not said any more');
      assert.deepEqual(await bob.hearsAll(2), ['* Goodbye.', 'end']);
      assert.equal(await ann.hears(), '* Bob has left');
      ann.leave();
    }));

  it('tells each of a hundred people what is said in his room, and nothing else', () =>
    serving('chat-server', async ({ port }) => {
      const people = await Promise.all(Array.from({ length: 100 }, (_, i) => Person.named(`P${i}`, port)));
      const rooms = ['red', 'green', 'blue', 'white'];
      // One after the other, so that who is in a room already hears of all who come later.
      for (const [i, person] of people.entries()) {
        person.say(`/join ${rooms[i % 4]}`);
        while ((await person.hears()) !== `* P${i} is in ${rooms[i % 4]}`);
      }
      people.forEach((person, i) => person.say(`this is number ${i}`));
      for (const [i, person] of people.entries()) {
        const others = [...people.keys()].filter((other) => other !== i && other % 4 === i % 4);
        const expected = others.map((other) => `<P${other}> this is number ${other}`);
        const heard: string[] = [];
        while (heard.length < expected.length) {
          const line = await person.hears();
          if (line.startsWith('<')) heard.push(line);
          else assert.match(line, new RegExp(`^\\* P\\d+ is in ${rooms[i % 4]}$`));
        }
        assert.deepEqual(heard.sort(), expected.sort());
      }
      people.forEach((person) => person.leave());
    }));

  it('gives a guest a name that nobody has', () =>
    serving('chat-server', async ({ port }) => {
      const ann = await Person.named('guest2', port);
      const guest = new Person(await rawSocket(port));
      assert.equal(await guest.hears(), '* Welcome, guest3.');
      guest.say('/quit');
      while ((await guest.hears()) !== 'end');
      ann.say('/who');
      while ((await ann.hears()) !== '* guest2');
      ann.leave();
    }));

  it('lists a hundred names at most', () =>
    serving('chat-server', async ({ port }) => {
      const people = await Promise.all(Array.from({ length: 104 }, () => rawSocket(port)));
      for (const [i, socket] of people.entries()) socket.resume().write(i % 2 === 0 ? '/join aside\n' : '\n');
      const ann = await Person.named('Ann', port);
      const told = async (line: string, reply: RegExp): Promise<void> => {
        for (let heard = ''; !reply.test(heard); heard = await ann.hears()) if (heard === '') ann.say(line);
      };
      await told('/rooms', /^\* (lobby, aside|aside, lobby)$/);
      ann.say('/join aside');
      while ((await ann.hears()) !== '* Ann is in aside');
      for (const socket of people) socket.write('/join aside\n');
      for (let here = 1; here < 105; here++) while (!(await ann.hears()).endsWith(' is in aside'));
      await told('/who', /^\* (\w+, ){99}\w+ and 5 more$/);
      for (const socket of people) socket.destroy();
      ann.leave();
    }));

  it('cuts off who does not read, and the others notice nothing else', () =>
    serving(
      'chat-server',
      async ({ port, pid }) => {
        const [speaker, listener] = [await Person.named('Ann', port), await Person.named('Bob', port)];
        assert.deepEqual(await speaker.hearsAll(2), ['* guest2 is in lobby', '* guest2 is now Bob']);
        const lazy = await rawSocket(port);
        lazy.write('/nick Lazy\n');
        for (const one of [speaker, listener])
          assert.deepEqual(await one.hearsAll(2), ['* guest3 is in lobby', '* guest3 is now Lazy']);
        const before = peakMemory(pid);
        const chatter = Array.from({ length: 50 }, (_, i) => `${i} ${'bla '.repeat(240)}`.trim());
        let said = 0;
        for (let isThere = true; isThere; said += chatter.length) {
          assert.ok(said < 100_000, 'a hundred megabytes are unread, and he is not cut off');
          speaker.say(...chatter);
          const heard = await listener.hearsAll(chatter.length);
          const news = heard.indexOf('* Lazy was too slow');
          if (news >= 0) {
            heard.splice(news, 1);
            heard.push(await listener.hears());
            isThere = false;
          }
          assert.deepEqual(
            heard,
            chatter.map((line) => `<Ann> ${line}`),
          );
        }
        assert.equal(await speaker.hears(), '* Lazy was too slow');
        speaker.say('/who');
        assert.equal(await speaker.hears(), '* Ann, Bob');
        const grown = peakMemory(pid) - before;
        assert.ok(grown < 32 * 2 ** 20, `grown by ${grown} bytes, for ${said} lines`);
        await rest(lazy);
        speaker.leave();
        listener.leave();
      },
      ['--pause', '0'],
    ));

  it('forgets half a line of who leaves, and tells why who writes no lines has to', () =>
    serving('chat-server', async ({ port }) => {
      const ann = await Person.named('Ann', port);
      const bob = await Person.named('Bob', port);
      assert.deepEqual(await ann.hearsAll(2), ['* guest2 is in lobby', '* guest2 is now Bob']);
      bob.type('a whole line\nhalf a li');
      bob.leave();
      assert.deepEqual(await ann.hearsAll(2), ['<Bob> a whole line', '* Bob has left']);

      const rude = await rawSocket(port);
      rude.write('half a li');
      assert.equal(await ann.hears(), '* guest3 is in lobby');
      rude.resetAndDestroy();
      assert.equal(await ann.hears(), '* guest3 has left');

      assert.match(await exchange(port, 'x'.repeat(100_000)), /\n\* That line is too long.\n$/);
      assert.deepEqual(await ann.hearsAll(2), ['* guest4 is in lobby', '* guest4 has left']);
      ann.leave();
    }));

  it('lets nobody speak faster than he may', () =>
    serving(
      'chat-server',
      async ({ port }) => {
        const [ann, bob] = [await Person.named('Ann', port), await Person.named('Bob', port)];
        assert.deepEqual(await ann.hearsAll(2), ['* guest2 is in lobby', '* guest2 is now Bob']);
        const begin = performance.now();
        ann.say(...Array.from({ length: 5 }, (_, i) => `${i}`));
        assert.deepEqual(await bob.hearsAll(5), ['<Ann> 0', '<Ann> 1', '<Ann> 2', '<Ann> 3', '<Ann> 4']);
        assert.ok(performance.now() - begin >= 4 * 50 - 10);
        ann.leave();
        bob.leave();
      },
      ['--pause', '0.05'],
    ));
});
