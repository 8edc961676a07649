/**
 * The page's actions. Each changes the state as a whole; who listens draws it anew.
 */
import { EXAMPLES, PYTHON_EXAMPLES } from '../examples.js';
import { BrokenLink, type Link, decodeLink, encodeLink } from '../model/link.js';
import { Film } from '../model/moment.js';
import type { Recording } from '../model/recording.js';
import { type Message, foundText, toldOf } from '../model/told.js';
import { BadProgram } from '../text/bad-program.js';
import type { Task } from '../worker/protocol.js';
import { exampleOf, exampleText, pythonExampleOf, pythonText } from './example-texts.js';
import { Porting } from './porting.js';
import { Runner } from './runner.js';
import type { PageState, PythonState } from './state.js';

/** Milliseconds after which the address follows what is shown. */
const SETTLED = 250;

/** The step to be shown of a run; the last, if there are fewer. */
type Step = number | 'last';

const info = (text: string): Message => ({ kind: 'info', text });
const error = (text: string): Message => ({ kind: 'error', text });

export class App {
  readonly runner = new Runner();
  readonly porting = new Porting();
  #state: PageState = {
    python: undefined,
    program: '',
    film: undefined,
    ran: undefined,
    step: 1,
    message: info('Loading …'),
    running: false,
    choices: undefined,
    alsoKill: false,
    exploring: undefined,
    explored: '',
    loading: undefined,
    playing: false,
    speed: 2,
    helping: false,
  };
  readonly #listeners = new Set<(state: PageState) => void>();
  #player: ReturnType<typeof setInterval> | undefined;
  /** Settles when nothing is being done with a program. */
  #performed: Promise<unknown> = Promise.resolve();
  #writer: ReturnType<typeof setTimeout> | undefined;
  /** What the other tab had when this one was opened. */
  #other = { program: '', python: pythonText('python-workers') ?? '' };
  /** The address that this page wrote itself. */
  #written = '';

  get state(): PageState {
    return this.#state;
  }

  onChange(listener: (state: PageState) => void): void {
    this.#listeners.add(listener);
  }

  // Programs and links.

  /** Show what the address says; hello, if it says nothing. */
  async open(): Promise<void> {
    if (location.hash === this.#written && this.#written !== '') return;
    try {
      const link = (await decodeLink(location.hash)) ?? { example: 'hello', step: 1 };
      const { choices, kills = 0 } = link.schedule ?? {};
      this.#change({ choices, alsoKill: kills > 0, explored: '' });
      const python = pythonOf(link);
      if (python === undefined) this.#change({ program: textOf(link), python: undefined });
      else if (!(await this.#port(python))) return;
      await this.#run(link.step);
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
      await this.run();
    }
    this.#change({ message });
  }

  // Python.

  /** Open the tab "Python", or that of JavaScript again: each keeps its text. */
  async openTab(tab: 'javascript' | 'python'): Promise<void> {
    const { python, program } = this.#state;
    if ((tab === 'python') === (python !== undefined)) return;
    this.#change({ choices: undefined, explored: '' });
    if (python !== undefined) {
      const text = this.#other.program;
      this.#other = { program: '', python: python.text };
      this.#change({ python: undefined, program: text === '' ? textOf({ example: 'hello' }) : text });
      this.stop();
      await this.#performed;
      await this.run();
      return;
    }
    this.#other = { ...this.#other, program };
    await this.#portAndRun(this.#other.python);
  }

  /** What is in the editor of Python was changed: it is ported when there is a pause. */
  editPython(text: string): void {
    const { python } = this.#state;
    if (python === undefined || python.text === text) return;
    this.#change({ python: { ...python, text } });
    clearTimeout(this.#porter);
    this.#porter = setTimeout(() => void this.#port(text), SETTLED);
  }
  #porter: ReturnType<typeof setTimeout> | undefined;

  /** Port a text, and run what comes out, instead of what runs now. */
  async #portAndRun(text: string): Promise<void> {
    this.stop();
    await this.#performed;
    if (await this.#port(text)) await this.run();
  }

  /** False if it is no Python, or the porter cannot be loaded: the message says why. */
  async #port(text: string): Promise<boolean> {
    clearTimeout(this.#porter);
    const before = this.#state.python?.ported;
    this.#change({ python: { text, ported: before } });
    if (!this.porting.isLoaded) this.#change({ message: info('Loading the porter, once …') });
    try {
      const ported = await this.porting.ported(text);
      // Another text may have come, or the other tab.
      if (this.#state.python?.text !== text) return false;
      this.#change({ python: { text, ported } });
      if (ported.kind === 'error') {
        this.#change({ message: error(`Line ${ported.line} of the Python: ${ported.message}`) });
        return false;
      }
      this.#change({ program: ported.text, message: info('Ported. Control-Enter runs it.') });
      return true;
    } catch (reason) {
      this.#change({ message: failure(reason) });
      return false;
    }
  }

  edit(program: string): void {
    if (program !== this.#state.program) this.#change({ program });
  }

  choose(example: string): void {
    const python = pythonText(example);
    if (python !== undefined) {
      this.#change({ choices: this.#state.choices && [], explored: '' });
      void this.#portAndRun(python);
      return;
    }
    this.#change({ program: textOf({ example }), choices: this.#state.choices && [], explored: '' });
    void this.run();
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

  // Running.

  /** Run what is in the editor, from the first step on, or from the first choice. */
  async run(): Promise<void> {
    const { python } = this.#state;
    if (python !== undefined && this.porting.latest !== python.text && !(await this.#port(python.text)))
      return;
    if (python?.ported?.kind === 'error') return;
    if (this.#state.choices !== undefined) this.#change({ choices: [] });
    await this.#run(this.#state.choices === undefined ? 1 : 'last');
  }

  stop(): void {
    this.pause();
    this.runner.stop();
  }

  /** With the choices that there are. `goOn`: behind them first come, first served, instead of asking. */
  async #run(step: Step, goOn = false): Promise<void> {
    const { choices, alsoKill } = this.#state;
    const kills = alsoKill ? 1 : 0;
    const task: Task = choices === undefined ? { kind: 'run' } : { kind: 'play', choices, kills, goOn };
    const recording = await this.#perform(task, 'Running …');
    if (recording !== undefined) this.#show(recording, step);
  }

  #show(recording: Recording, wanted: Step): void {
    const film = new Film(recording);
    const { steps } = film;
    const step = wanted === 'last' ? steps : Math.min(wanted, steps);
    const message =
      wanted === 'last' || wanted <= Math.max(steps, 1)
        ? toldOf(recording)
        : error(`The link is to step ${wanted}, but the program has ${steps}.`);
    // What went on first come, first served can be undone, too.
    const choices = recording.taken ?? this.#state.choices;
    this.#change({ film: steps > 0 ? film : undefined, step: Math.max(step, 1), choices, message });
  }

  /** undefined if it could not be done: the message says why. */
  async #perform(task: Task, doing: string): Promise<Recording | undefined> {
    if (this.#state.running) return undefined;
    this.pause();
    const { program } = this.#state;
    this.#change({ running: true, message: info(doing) });
    const performing = this.runner.perform(program, task, {
      onLoading: (loading) => this.#change({ loading }),
      onExplored: (schedules, failed) => this.#change({ exploring: { schedules, failed } }),
    });
    this.#performed = performing.catch(() => undefined);
    try {
      const recording = await performing;
      this.#change({ ran: program });
      return recording;
    } catch (reason) {
      this.#change({ film: undefined, ran: undefined, step: 1, message: failure(reason) });
      return undefined;
    } finally {
      this.#change({ running: false, loading: undefined, exploring: undefined });
    }
  }

  // Schedules.

  /** The user says who runs next, or does not any more. */
  async setScheduler(on: boolean): Promise<void> {
    if (this.#state.running) return;
    this.#change({ choices: on ? [] : undefined });
    await this.run();
  }

  async setAlsoKill(alsoKill: boolean): Promise<void> {
    this.#change({ alsoKill });
    // Other things can be chosen now.
    if (this.#state.choices !== undefined) await this.run();
  }

  async take(choice: number): Promise<void> {
    const { choices, running } = this.#state;
    if (choices === undefined || running) return;
    this.#change({ choices: [...choices, choice] });
    await this.#run('last');
  }

  async undoChoice(): Promise<void> {
    const { choices, running } = this.#state;
    if (choices === undefined || choices.length === 0 || running) return;
    this.#change({ choices: choices.slice(0, -1) });
    await this.#run('last');
  }

  /** Try all schedules, or many; show the first that fails. */
  async explore(): Promise<void> {
    const { alsoKill, running } = this.#state;
    if (running) return;
    this.#change({ exploring: { schedules: 0, failed: 0 }, explored: '' });
    const recording = await this.#perform({ kind: 'explore', kills: alsoKill ? 1 : 0 }, 'Exploring …');
    if (recording === undefined) return;
    const { found } = recording;
    if (found === undefined) {
      this.#change({ message: toldOf(recording) });
      return;
    }
    this.#change({ explored: foundText(found), message: info(`Explored: ${foundText(found)}.`) });
    if (found.choices === undefined) return;
    this.#change({ choices: found.choices });
    await this.#run('last', true);
  }

  // Steps.

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

  #change(part: Partial<PageState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener(this.#state);
    if ('program' in part || 'python' in part || 'step' in part || 'choices' in part) {
      clearTimeout(this.#writer);
      this.#writer = setTimeout(() => void this.#writeAddress(), SETTLED);
    }
  }

  async #writeAddress(): Promise<void> {
    const { program, step, choices, alsoKill } = this.#state;
    const schedule = choices === undefined ? undefined : { choices, kills: alsoKill ? 1 : 0 };
    const link: Link = { ...whatOf(program, this.#state.python), step, schedule };
    this.#written = await encodeLink(link);
    history.replaceState(null, '', this.#written);
  }
}

/** What a link is to: an example as it is, or a text; the Python, unless what came out of it was changed. */
function whatOf(
  program: string,
  python: PythonState | undefined,
): { example: string } | { program: string } | { python: string } {
  const { text, ported } = python ?? {};
  if (text !== undefined && (ported?.kind !== 'ported' || ported.text === program)) {
    const example = pythonExampleOf(text);
    return example === undefined ? { python: text } : { example };
  }
  const example = exampleOf(program);
  return example === undefined ? { program } : { example };
}

/** The text in Python that a link is to; undefined if it is to JavaScript. */
function pythonOf(link: Link): string | undefined {
  if ('python' in link) return link.python;
  return 'example' in link ? pythonText(link.example) : undefined;
}

function textOf(link: { example: string } | { program: string } | { python: string }): string {
  if ('python' in link) return link.python;
  if ('program' in link) return link.program;
  const text = exampleText(link.example);
  if (text !== undefined) return text;
  const names = [...EXAMPLES, ...PYTHON_EXAMPLES].map(({ name }) => name).join(', ');
  throw new BrokenLink(`there is no example "${link.example}" (there are ${names})`);
}

function failure(reason: unknown): Message {
  if (reason instanceof BadProgram) return error(`Line ${reason.line}: ${reason.message}`);
  const text = reason instanceof Error ? reason.message : String(reason);
  return error(
    `A file of this page could not be loaded (${text}). Run the program again, or load the page anew.`,
  );
}
