// A real terminal for a program, made by util-linux's `script`: what the program shows can be read, and keys can be typed.
import { type ChildProcessByStdio, spawn as start } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { needs } from './peers.js';

export interface TerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Record<string, string>;
  /** Milliseconds that the command may take; by default somewhat less than a test. */
  readonly timeout?: number;
}

interface Wanted {
  readonly pattern: RegExp;
  found(text: string): void;
  missed(error: Error): void;
}

export class Terminal {
  readonly #script: ChildProcessByStdio<Writable, Readable, Readable>;
  /** Shown, and not asked for yet. */
  #shown = '';
  #all = '';
  #wanted: Wanted | undefined;
  #over = false;
  /** The exit code of the command; 128 and more: it was ended by the signal of that number less 128. */
  readonly ended: Promise<number | null>;

  /** Run a command of the shell in a terminal of its own. */
  constructor(
    command: string,
    { columns = 80, rows = 24, env = {}, timeout = 25_000 }: TerminalOptions = {},
  ) {
    needs('script');
    const line = `stty cols ${columns} rows ${rows}; ${command}`;
    this.#script = start('script', ['-q', '-e', '-f', '-c', line, '/dev/null'], {
      env: { ...process.env, TERM: 'xterm', SHELL: '/bin/sh', ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
      // Of a program that hangs, the output is shown rather than only that its time is up.
      timeout,
      killSignal: 'SIGKILL',
    });
    this.ended = new Promise((resolve, reject) => {
      this.#script.on('error', reject);
      this.#script.on('close', (code) => {
        this.#over = true;
        this.#look();
        resolve(code);
      });
    });
    this.ended.catch(() => undefined);
    this.#script.stdin.on('error', () => undefined);
    for (const stream of [this.#script.stdout, this.#script.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.#shown += text;
        this.#all += text;
        this.#look();
      });
  }

  type(keys: string | Uint8Array): void {
    this.#script.stdin.write(keys);
  }

  /** What is shown next, up to and with the first match. Error if the program ends without it. */
  until(pattern: RegExp | string): Promise<string> {
    const regex =
      typeof pattern === 'string' ? new RegExp(pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) : pattern;
    return new Promise((found, missed) => {
      this.#wanted = { pattern: regex, found, missed };
      this.#look();
    });
  }

  /** Everything up to the end of the program. */
  async rest(): Promise<string> {
    await this.ended;
    return this.#shown;
  }

  /** Cut the line: the terminal is gone. */
  hangUp(): void {
    this.#script.kill('SIGKILL');
  }

  #look(): void {
    const wanted = this.#wanted;
    if (wanted === undefined) return;
    const match = wanted.pattern.exec(this.#shown);
    if (match === null && !this.#over) return;
    this.#wanted = undefined;
    if (match === null) {
      wanted.missed(new Error(`it ended without showing ${String(wanted.pattern)}, but:\n${this.#all}`));
      return;
    }
    const end = match.index + match[0].length;
    const text = this.#shown.slice(0, end);
    this.#shown = this.#shown.slice(end);
    wanted.found(text);
  }
}

/** Run a command in a terminal as long as the body takes. */
export async function inTerminal(
  command: string,
  body: (terminal: Terminal) => Promise<void>,
  options?: TerminalOptions,
): Promise<void> {
  const terminal = new Terminal(command, options);
  try {
    await body(terminal);
  } finally {
    terminal.hangUp();
  }
}
