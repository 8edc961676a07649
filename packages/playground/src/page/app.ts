/**
 * The page's actions. Each changes the state as a whole; who listens draws it anew.
 */
import { EXAMPLES } from '../examples.js';
import { BrokenLink, type Link, decodeLink, encodeLink } from '../model/link.js';
import { Film } from '../model/moment.js';
import { type Message, toldOf } from '../model/told.js';
import { BadProgram } from '../text/bad-program.js';
import { exampleOf, exampleText } from './example-texts.js';
import { Runner } from './runner.js';
import type { PageState } from './state.js';

/** Milliseconds after which the address follows what is shown. */
const SETTLED = 250;

const info = (text: string): Message => ({ kind: 'info', text });
const error = (text: string): Message => ({ kind: 'error', text });

export class App {
  readonly runner = new Runner();
  #state: PageState = {
    program: '',
    film: undefined,
    ran: undefined,
    step: 1,
    message: info('Loading …'),
    running: false,
    loading: undefined,
    playing: false,
    speed: 2,
    helping: false,
  };
  readonly #listeners = new Set<(state: PageState) => void>();
  #player: ReturnType<typeof setInterval> | undefined;
  #writer: ReturnType<typeof setTimeout> | undefined;
  /** The address that this page wrote itself. */
  #written = '';

  get state(): PageState {
    return this.#state;
  }

  onChange(listener: (state: PageState) => void): void {
    this.#listeners.add(listener);
  }

  /** Show what the address says; hello, if it says nothing. */
  async open(): Promise<void> {
    if (location.hash === this.#written && this.#written !== '') return;
    try {
      const link = (await decodeLink(location.hash)) ?? { example: 'hello', step: 1 };
      this.#change({ program: textOf(link) });
      await this.run(link.step);
    } catch (reason) {
      if (!(reason instanceof BrokenLink)) throw reason;
      await this.#openBroken(reason);
    }
  }

  /** What is in the editor stays; if there is nothing, it is hello. */
  async #openBroken(reason: BrokenLink): Promise<void> {
    const message = error(
      `The link cannot be opened: ${reason.message}. Ask for it again, or choose an example.`,
    );
    if (this.#state.program === '') {
      this.#change({ program: textOf({ example: 'hello' }) });
      await this.run(1);
    }
    this.#change({ message });
  }

  edit(program: string): void {
    if (program !== this.#state.program) this.#change({ program });
  }

  choose(example: string): void {
    this.#change({ program: textOf({ example }) });
    void this.run(1);
  }

  /** Run what is in the editor, and show the step, or the last one if there are fewer. */
  async run(step: number): Promise<void> {
    if (this.#state.running) return;
    this.pause();
    const { program } = this.#state;
    this.#change({ running: true, message: info('Running …') });
    try {
      const recording = await this.runner.run(program, (loading) => this.#change({ loading }));
      const film = new Film(recording);
      const last = Math.max(film.steps, 1);
      const message =
        step <= last
          ? toldOf(recording)
          : error(`The link is to step ${step}, but the program has ${film.steps}.`);
      this.#change({
        film: film.steps > 0 ? film : undefined,
        ran: program,
        step: Math.min(step, last),
        message,
      });
    } catch (reason) {
      this.#change({ film: undefined, ran: undefined, step: 1, message: failure(reason) });
    } finally {
      this.#change({ running: false, loading: undefined });
    }
  }

  stop(): void {
    this.pause();
    this.runner.stop();
  }

  get #steps(): number {
    return this.#state.film?.steps ?? 1;
  }

  go(step: number): void {
    this.#change({ step: Math.min(Math.max(step, 1), this.#steps) });
  }

  move(by: number): void {
    this.pause();
    this.go(this.#state.step + by);
  }

  play(): void {
    if (this.#state.step >= this.#steps) this.go(1);
    this.#change({ playing: true });
    clearInterval(this.#player);
    this.#player = setInterval(() => {
      this.go(this.#state.step + 1);
      if (this.#state.step >= this.#steps) this.pause();
    }, 1000 / this.#state.speed);
  }

  pause(): void {
    clearInterval(this.#player);
    if (this.#state.playing) this.#change({ playing: false });
  }

  setSpeed(speed: number): void {
    this.#change({ speed });
    if (this.#state.playing) this.play();
  }

  help(helping: boolean): void {
    this.#change({ helping });
  }

  async copyLink(): Promise<void> {
    await this.#writeAddress();
    try {
      await navigator.clipboard.writeText(location.href);
      this.#change({ message: info('The link was copied. It opens this program at this step.') });
    } catch {
      // Not every browser lets every page do so.
      this.#change({
        message: info('Copy the link from the address bar: it opens this program at this step.'),
      });
    }
  }

  #change(part: Partial<PageState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener(this.#state);
    if ('program' in part || 'step' in part) {
      clearTimeout(this.#writer);
      this.#writer = setTimeout(() => void this.#writeAddress(), SETTLED);
    }
  }

  async #writeAddress(): Promise<void> {
    const { program, step } = this.#state;
    const example = exampleOf(program);
    const link: Link = example === undefined ? { program, step } : { example, step };
    this.#written = await encodeLink(link);
    history.replaceState(null, '', this.#written);
  }
}

function textOf(link: { example: string } | { program: string }): string {
  if ('program' in link) return link.program;
  const text = exampleText(link.example);
  if (text !== undefined) return text;
  const names = EXAMPLES.map(({ name }) => name).join(', ');
  throw new BrokenLink(`there is no example "${link.example}" (there are ${names})`);
}

function failure(reason: unknown): Message {
  if (reason instanceof BadProgram) return error(`Line ${reason.line}: ${reason.message}`);
  const text = reason instanceof Error ? reason.message : String(reason);
  return error(
    `A file of this page could not be loaded (${text}). Run the program again, or load the page anew.`,
  );
}
