/**
 * A chat server: rooms, nicknames, and slow readers that cost nobody anything.
 *
 *   npm run ts examples/chat-server.ts              port 6667
 *   npm run ts examples/chat-server.ts -- 7000 --pause 0.5
 *
 * Talk to it with `nc 127.0.0.1 6667` or telnet, from several terminals. A line that begins with a slash is a command
 * (/nick, /join, /rooms, /who, /quit), every other is said to the room. `--pause` is how many seconds have to be between two
 * lines of the same client (0.05). SIGINT or SIGTERM ends the server.
 *
 * A member who speaks never waits for those who listen. What a listener has not read is kept for him, up to maxWriteBuffer;
 * then write() throws ENOBUFS, and he is cut off.
 */
import { parseArgs } from 'node:util';
import { type Op, current, run, sleep } from 'evergreen-ts';
import { BufferLimitError, StreamError, type TCPConnection, TCPServer } from 'evergreen-ts/io';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { pause: { type: 'string', default: '0.05' } },
});
const PAUSE = Number(values.pause);
/** Bytes: of a line, and of what is kept for a client that does not read. */
const [MAX_LINE, MAX_UNREAD] = [1024, 64 * 1024];
/** Most names in a list: so it fits into what is kept. */
const MAX_LISTED = 100;
const LOBBY = 'lobby';
const HELP = '* /nick NAME, /join ROOM, /rooms, /who, /quit; anything else is said to the room';

class Member {
  readonly #connection: TCPConnection;
  nick: string;
  room = '';
  /** Why he has left. */
  reason = 'has left';

  constructor(connection: TCPConnection, nick: string) {
    this.#connection = connection;
    this.nick = nick;
  }

  /** Never parks. */
  tell(line: string): void {
    if (this.#connection.closed) return;
    try {
      this.#connection.write(`${line}\n`);
    } catch (error) {
      if (!(error instanceof StreamError)) throw error;
      if (error.code === 'ENOBUFS') this.reason = 'was too slow';
      this.#connection.close(); // his own tasklet notices, and cleans up
    }
  }
}

class ChatServer extends TCPServer {
  /** Everybody, by nickname. */
  readonly #members = new Map<string, Member>();
  /** The members of each room: a line costs no more than those who hear it. A room exists as long as anybody is in it. */
  readonly #rooms = new Map<string, Set<Member>>();
  #guests = 0;

  override *handleConnection(connection: TCPConnection): Op<void> {
    const member = new Member(connection, this.#freeNick());
    this.#members.set(member.nick, member);
    try {
      member.tell(`* Welcome, ${member.nick}.`);
      member.tell(HELP);
      this.#enter(member, LOBBY);
      for (let line; (line = yield* readLine(connection)) !== undefined;) {
        if (line === '/quit') break;
        if (line.startsWith('/')) this.#obey(member, line);
        else if (line !== '') this.#say(member.room, `<${member.nick}> ${line}`, member);
        yield* sleep(PAUSE); // nobody floods the others: a member who types faster has to wait
      }
      member.tell('* Goodbye.');
    } catch (error) {
      // He is gone, or was cut off; or what he sends is not lines.
      if (error instanceof BufferLimitError) member.tell('* That line is too long.');
      else if (!(error instanceof StreamError)) throw error;
    } finally {
      this.#members.delete(member.nick);
      this.#leave(member);
      this.#say(member.room, `* ${member.nick} ${member.reason}`);
    }
  }

  #obey(member: Member, line: string): void {
    const [command, name = ''] = line.split(/ +/);
    if (command === '/nick') this.#rename(member, name);
    else if (command === '/join') this.#enter(member, name);
    else if (command === '/rooms') member.tell(listed(this.#rooms, ([room]) => room));
    else if (command === '/who') member.tell(listed(this.#inRoom(member.room), ({ nick }) => nick));
    else member.tell(HELP);
  }

  /** Somebody may have taken the name of a guest. */
  #freeNick(): string {
    let nick;
    do nick = `guest${++this.#guests}`;
    while (this.#members.has(nick));
    return nick;
  }

  #rename(member: Member, nick: string): void {
    if (this.#members.has(nick)) {
      member.tell(`* ${nick} is somebody else.`);
    } else if (isName(nick, member)) {
      this.#members.delete(member.nick);
      this.#members.set(nick, member);
      this.#say(member.room, `* ${member.nick} is now ${nick}`);
      member.nick = nick;
    }
  }

  #enter(member: Member, room: string): void {
    if (!isName(room, member)) return;
    if (member.room !== '') this.#say(member.room, `* ${member.nick} goes to ${room}`, member);
    this.#leave(member);
    member.room = room;
    const members = this.#rooms.get(room);
    if (members === undefined) this.#rooms.set(room, new Set([member]));
    else members.add(member);
    this.#say(room, `* ${member.nick} is in ${room}`);
  }

  #say(room: string, line: string, speaker?: Member): void {
    for (const member of this.#inRoom(room)) if (member !== speaker) member.tell(line);
  }

  #leave(member: Member): void {
    const members = this.#rooms.get(member.room);
    members?.delete(member);
    if (members?.size === 0) this.#rooms.delete(member.room);
  }

  #inRoom(room: string): ReadonlySet<Member> {
    return this.#rooms.get(room) ?? NOBODY;
  }
}

const NOBODY: ReadonlySet<Member> = new Set();

/** The first of them by name, and how many more there are. */
function listed<T>(all: { readonly size: number } & Iterable<T>, nameOf: (one: T) => string): string {
  const names: string[] = [];
  for (const one of all) if (names.push(nameOf(one)) === MAX_LISTED) break;
  const more = all.size - names.length;
  return `* ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Without control characters, which play tricks on a terminal; undefined at the end. A line that has no end is not said. */
function* readLine(connection: TCPConnection): Op<string | undefined> {
  const line = yield* connection.readUntil('\n');
  return line.length === 0
    ? undefined
    : line
        .toString()
        .replace(/\p{Cc}/gu, '')
        .trim();
}

/** If it is none, tells the member. */
function isName(name: string, member: Member): boolean {
  if (/^[\p{L}\p{N}]{1,20}$/u.test(name)) return true;
  member.tell('* A name is letters and digits, twenty at most.');
  return false;
}

await run(function* (): Op<void> {
  const server = new ChatServer({ maxBufferSize: MAX_LINE, maxWriteBuffer: MAX_UNREAD });
  server.bind(['127.0.0.1', Number(positionals[0] ?? 6667)]);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    current.loop.addSignalHandler(signal, () => server.close());
  yield* server.listen();
  console.log('listening on', server.sockname.join(':'));
  yield* server.serve(); // until it is closed
});
