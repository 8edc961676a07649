/**
 * Asks for lines in a terminal. Whoever has something to say meanwhile says it with print(): the text appears above the line that
 * is being typed, which stays as it is.
 */
import { type Op, current } from 'evergreen-ts';
import type { TTYStream } from 'evergreen-ts/io';
import { EditedLine, charactersOf, fitting, widthOf } from './edited-line.js';
import { Keyboard } from './keyboard.js';

/** Most lines that can be recalled. */
const MAX_HISTORY = 500;

/** By key, as terminals send it. */
const EDITS: Readonly<Record<string, (line: EditedLine) => void>> = {
  ...each(['\x01', '\x1b[H', '\x1bOH', '\x1b[1~'], (line) => line.home()), // control-A, Home
  ...each(['\x05', '\x1b[F', '\x1bOF', '\x1b[4~'], (line) => line.end()), // control-E, End
  ...each(['\x02', '\x1b[D', '\x1bOD'], (line) => line.left()), // control-B, cursor left
  ...each(['\x06', '\x1b[C', '\x1bOC'], (line) => line.right()), // control-F, cursor right
  ...each(['\x7f', '\b'], (line) => line.backspace()),
  ...each(['\x1b[3~'], (line) => line.delete()),
  ...each(['\x0b'], (line) => line.deleteToEnd()), // control-K
  ...each(['\x15'], (line) => line.deleteToStart()), // control-U
  ...each(['\x17'], (line) => line.deleteWord()), // control-W
};

function each<T>(keys: readonly string[], action: T): Record<string, T> {
  return Object.fromEntries(keys.map((key) => [key, action]));
}

const OLDER: ReadonlySet<string> = new Set(['\x10', '\x1b[A', '\x1bOA']); // control-P, cursor up
const NEWER: ReadonlySet<string> = new Set(['\x0e', '\x1b[B', '\x1bOB']); // control-N, cursor down

export class Prompt {
  readonly #terminal: TTYStream;
  readonly #keyboard: Keyboard;
  readonly #prompt: string;
  #line = new EditedLine();
  #asking = false;
  #suspended = false;
  /** Lines that were entered, and last the one that is being typed. */
  readonly #history: string[] = [];
  #place = 0;

  /** The terminal is raw from now on, until it is closed. */
  constructor(terminal: TTYStream, prompt: string) {
    this.#terminal = terminal;
    this.#keyboard = new Keyboard(terminal);
    this.#prompt = prompt;
    terminal.setRawMode(true);
    current.loop.addSignalHandler('SIGWINCH', () => this.#draw());
    current.loop.addSignalHandler('SIGCONT', () => {
      terminal.setRawMode(true);
      this.#suspended = false;
      this.#draw();
    });
  }

  /** A line, without its end; undefined at control-D or when the terminal is gone. Parks. */
  *readLine(): Op<string | undefined> {
    this.#line = new EditedLine();
    this.#place = this.#history.push('') - 1;
    this.#asking = true;
    this.#draw();
    try {
      for (let key; (key = yield* this.#keyboard.next()) !== undefined;) {
        if (key === '\r' || key === '\n') return this.#entered();
        if (key === '\x04' && this.#line.text === '') return undefined; // control-D
        this.#pressed(key);
        this.#draw();
        yield* this.#terminal.drain();
      }
      return undefined;
    } finally {
      this.#asking = false;
      this.#history.pop();
      if (this.#line.text !== '') this.#history.push(this.#line.text);
      if (this.#history.length > MAX_HISTORY) this.#history.shift();
      this.#terminal.write('\n');
    }
  }

  /** Above the line that is being typed. */
  print(text: string): void {
    this.#terminal.write(`\r\x1b[J${text}\n`);
    this.#draw();
  }

  #pressed(key: string): void {
    const edit = EDITS[key];
    if (edit !== undefined) edit(this.#line);
    else if (OLDER.has(key)) this.#recall(this.#place - 1);
    else if (NEWER.has(key)) this.#recall(this.#place + 1);
    else if (key === '\x04') this.#line.delete();
    else if (key === '\x03') this.#giveUp();
    else if (key === '\x0c')
      this.#terminal.write('\x1b[H\x1b[2J'); // control-L
    else if (key === '\x1a') this.#suspend();
    else if (key >= ' ' && !this.#line.insert(key)) this.#terminal.write('\x07');
  }

  #recall(place: number): void {
    const text = this.#history[place];
    if (text === undefined) return;
    const newest = this.#history.length - 1;
    if (this.#place === newest) this.#history[newest] = this.#line.text;
    this.#place = place;
    this.#line.text = text;
  }

  /** Whole, though it may have been too long to be shown. */
  #entered(): string {
    const { text } = this.#line;
    this.#terminal.write(`\r\x1b[J${this.#prompt}${text}`);
    return text;
  }

  /** Control-C: another line. */
  #giveUp(): void {
    this.#terminal.write(`\r\x1b[J${this.#prompt}${this.#line.text}^C\n`);
    this.#line = new EditedLine();
  }

  /** Control-Z: back to the shell, with all that it has started for us, until it says to go on. */
  #suspend(): void {
    this.#terminal.write('\r\x1b[J');
    this.#terminal.setRawMode(false);
    this.#suspended = true;
    process.kill(0, 'SIGTSTP');
  }

  /** The part of the line that has room, with the cursor in it. The last column stays free: behind it the next row begins. */
  #draw(): void {
    if (!this.#asking || this.#suspended) return;
    const [columns] = this.#terminal.winsize;
    const { before, after } = this.#line;
    const room = (columns || 80) - 1 - widthOf(this.#prompt);
    const left = fitting(charactersOf(before).reverse(), room).reverse().join('');
    const right = fitting(charactersOf(after), room - widthOf(left)).join('');
    const cursor = widthOf(this.#prompt + left);
    this.#terminal.write(`\r\x1b[J${this.#prompt}${left}${right}\r\x1b[${cursor}C`);
  }
}
