// The console of a monitor, by a plain client: asks, and reads up to the next prompt.
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type Socket, connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const PROMPT = 'evergreen> ';
/** Milliseconds until it must be there. */
const PATIENCE = 20_000;

export class ConsoleClient {
  readonly #socket: Socket;
  #text = '';
  #changed: () => void = () => undefined;
  readonly ended: Promise<void>;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('utf8').on('data', (text: string) => {
      this.#text += text;
      this.#changed();
    });
    this.ended = new Promise((resolve) => {
      socket
        .on('error', () => undefined)
        .on('close', () => {
          this.#changed();
          resolve();
        });
    });
  }

  /** Connect, when the socket is there, and read the first prompt. */
  static async open(path: string): Promise<ConsoleClient> {
    for (const end = performance.now() + PATIENCE; !existsSync(path);) {
      if (performance.now() > end) throw new Error(`nobody listens on ${path}`);
      await delay(5);
    }
    const socket = connect(path);
    await once(socket, 'connect');
    const client = new ConsoleClient(socket);
    await client.#answer();
    return client;
  }

  /** The answer to a command. */
  ask(command: string): Promise<string> {
    this.#socket.write(`${command}\n`);
    return this.#answer();
  }

  /** Send what need not be a command. */
  send(text: string): void {
    this.#socket.write(text);
  }

  /** What has come and was not asked for. */
  get text(): string {
    return this.#text;
  }

  close(): void {
    this.#socket.destroy();
  }

  async #answer(): Promise<string> {
    while (!this.#text.endsWith(PROMPT)) {
      if (this.#socket.closed) throw new Error(`the console has closed, after: ${this.#text}`);
      await new Promise<void>((resolve) => (this.#changed = resolve));
    }
    const answer = this.#text.slice(0, -PROMPT.length);
    this.#text = '';
    return answer;
  }
}
