/**
 * What a mail server and its client say to each other (RFC 5321), over a stream of whatever kind: until the client is through, or wants
 * TLS.
 */
import { type Op, failAfter } from 'evergreen-ts';
import { type BaseStream, BufferLimitError } from 'evergreen-ts/io';

export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly size: number;
}

/** Most bytes of a mail. */
const LARGEST = 2 ** 20;
const MOST_RECIPIENTS = 50;
/** After so many mistakes a client is cut off. */
const MOST_MISTAKES = 10;

export class Session {
  readonly #stream: BaseStream;
  readonly #patience: number;
  readonly #secure: boolean;
  readonly #password: string;
  #known = false;
  #greeted = false;
  #from: string | undefined = undefined;
  #to: string[] = [];
  #mistakes = 0;

  /** `secure`: over TLS, which clients have to use before they are let in. */
  constructor(stream: BaseStream, patience: number, secure: boolean, password: string) {
    this.#stream = stream;
    this.#patience = patience;
    this.#secure = secure;
    this.#password = password;
  }

  greet(): void {
    this.#say(220, 'evergreen ESMTP');
  }

  /** Converse. `keep` takes a mail, and says by which name. Returns 'starttls' when TLS is to begin. */
  *run(keep: (mail: Mail) => string): Op<'quit' | 'starttls'> {
    for (;;) {
      const line = yield* this.#line();
      if (line === undefined) return 'quit';
      const [, verb = '', rest = ''] = /^(\S*) ?(.*)$/.exec(line) ?? [];
      switch (verb.toUpperCase()) {
        case 'QUIT':
          this.#say(221, 'bye');
          return 'quit';
        case 'STARTTLS':
          if (this.#secure) this.#refuse(503, 'it is TLS already');
          else {
            this.#say(220, 'go ahead');
            yield* this.#stream.flush();
            return 'starttls';
          }
          break;
        case 'DATA':
          yield* this.#data(keep);
          break;
        case 'AUTH':
          yield* this.#auth(rest);
          break;
        default:
          this.#simple(verb.toUpperCase(), rest);
      }
      if (this.#mistakes > MOST_MISTAKES) {
        this.#say(421, 'too many mistakes');
        return 'quit';
      }
      yield* failAfter(this.#patience, this.#stream.drain());
    }
  }

  #simple(verb: string, rest: string): void {
    const address = /^(?:FROM|TO):<([^>]*)>/i.exec(rest)?.[1];
    if (verb === 'EHLO' || verb === 'HELO') {
      this.#greeted = true;
      this.#reset();
      const extensions = ['PIPELINING', `SIZE ${LARGEST}`, this.#secure ? 'AUTH PLAIN LOGIN' : 'STARTTLS'];
      this.#say(250, 'hello', ...(verb === 'EHLO' ? extensions : []));
    } else if (verb === 'NOOP') this.#say(250, 'well');
    else if (verb === 'RSET') {
      this.#reset();
      this.#say(250, 'forgotten');
    } else if (!['MAIL', 'RCPT'].includes(verb)) this.#refuse(500, 'what?');
    else if (!this.#greeted) this.#refuse(503, 'say EHLO first');
    else if (!this.#secure) this.#refuse(530, 'say STARTTLS first');
    else if (!this.#known) this.#refuse(530, 'say who you are first');
    else if (address === undefined) this.#refuse(501, 'no address');
    else if (verb === 'MAIL') this.#mail(address, Number(/ SIZE=(\d+)/i.exec(rest)?.[1] ?? 0));
    else this.#recipient(address);
  }

  #mail(address: string, size: number): void {
    if (size > LARGEST) {
      this.#refuse(552, 'too large');
      return;
    }
    this.#reset();
    this.#from = address;
    this.#say(250, 'sender taken');
  }

  #recipient(address: string): void {
    if (this.#from === undefined) this.#refuse(503, 'from whom?');
    else if (this.#to.length >= MOST_RECIPIENTS) this.#refuse(452, 'too many recipients');
    else {
      this.#to.push(address);
      this.#say(250, 'recipient taken');
    }
  }

  *#data(keep: (mail: Mail) => string): Op<void> {
    if (this.#from === undefined || this.#to.length === 0) {
      this.#refuse(503, 'from whom, to whom?');
      return;
    }
    this.#say(354, 'end it with a dot');
    let size = 0;
    for (;;) {
      const line = yield* this.#line();
      if (line === undefined) return;
      if (line === '.') break;
      size += line.length + 2;
    }
    if (size > LARGEST) this.#refuse(552, 'too large');
    else this.#say(250, `kept as ${keep({ from: this.#from, to: this.#to, size })}`);
    this.#reset();
  }

  *#auth(rest: string): Op<void> {
    const [method = '', first] = rest.split(' ');
    if (!this.#secure) this.#refuse(538, 'say STARTTLS first');
    else if (/^PLAIN$/i.test(method)) {
      const given = yield* this.#answerTo('', first);
      this.#judge(given.split('\0')[2]);
    } else if (/^LOGIN$/i.test(method)) {
      yield* this.#answerTo('Username:', first);
      this.#judge(yield* this.#answerTo('Password:'));
    } else this.#refuse(504, 'PLAIN or LOGIN');
  }

  /** What the client answers to a challenge, unless it has answered already. */
  *#answerTo(challenge: string, given?: string): Op<string> {
    if (given === undefined) this.#say(334, Buffer.from(challenge).toString('base64'));
    return Buffer.from(given ?? (yield* this.#line()) ?? '', 'base64').toString();
  }

  #judge(password: string | undefined): void {
    this.#known = password === this.#password;
    if (this.#known) this.#say(235, 'welcome');
    else this.#refuse(535, 'wrong');
  }

  #reset(): void {
    this.#from = undefined;
    this.#to = [];
  }

  /** Without its end; undefined at the end of the stream. A TimeoutError if nothing comes for too long. */
  *#line(): Op<string | undefined> {
    try {
      const line = yield* failAfter(this.#patience, this.#stream.readUntil('\r\n'));
      return line.length === 0 ? undefined : line.toString('latin1').slice(0, -2);
    } catch (error) {
      if (!(error instanceof BufferLimitError)) throw error;
      this.#say(500, 'a line is too long');
      return undefined;
    }
  }

  #refuse(code: number, text: string): void {
    this.#mistakes++;
    this.#say(code, text);
  }

  #say(code: number, ...lines: string[]): void {
    lines.forEach((line, i) => this.#stream.write(`${code}${i < lines.length - 1 ? '-' : ' '}${line}\r\n`));
  }
}
