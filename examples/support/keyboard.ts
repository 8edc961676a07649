/** What is typed on a terminal in raw mode, key by key. */
import { type Op, Timeout } from 'evergreen-ts';
import type { TTYStream } from 'evergreen-ts/io';

/** A key that sends a sequence; the escape key before another one; a control character; or text, as much as there is. */
const KEY =
  /^(?:\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|[^[O\x1b])|\x1b(?=\x1b)|[\x00-\x1a\x1c-\x1f\x7f-\x9f]|[^\x00-\x1f\x7f-\x9f]+)/su;

/** Seconds after which an escape is the key itself and begins no sequence. */
const PATIENCE = 0.05;
/** Characters after which an escape begins no sequence either: none is that long. */
const MAX_SEQUENCE = 64;

export class Keyboard {
  readonly #terminal: TTYStream;
  /** Characters can come in pieces, as their bytes can. */
  readonly #decoder = new TextDecoder();
  #typed = '';

  constructor(terminal: TTYStream) {
    this.#terminal = terminal;
  }

  /** The next key, as what the terminal sends for it; undefined when the terminal is gone. Parks. */
  *next(): Op<string | undefined> {
    for (;;) {
      const key = KEY.exec(this.#typed)?.[0] ?? '';
      this.#typed = this.#typed.slice(key.length);
      if (key !== '') return key;
      const more = this.#typed.length > MAX_SEQUENCE ? undefined : yield* this.#read();
      if (more === undefined) {
        this.#typed = this.#typed.slice(1);
        return '\x1b';
      }
      if (more.length === 0) return undefined;
      this.#typed += this.#decoder.decode(more, { stream: true });
    }
  }

  /** Undefined when nothing follows what could begin a sequence. */
  #read(): Op<Buffer | undefined> {
    const reading = this.#terminal.read();
    return this.#typed === '' ? reading : new Timeout(PATIENCE, false).run(reading);
  }
}
