/**
 * What a program runs on, whatever is done with it: its module, its guard, its console; and the one message that ends it.
 */
import type { End, Recording, Stop } from '../model/recording.js';
import { GUARD } from '../text/guarded.js';
import { Guard } from './guard.js';
import { moduleOf } from './library.js';
import type { FromWorker } from './protocol.js';
import { Recorder, errorText } from './recorder.js';
import { Where } from './where.js';

/** Milliseconds between two signs of life. */
const HEARTBEAT = 100;

/** Taken before the program can put something else in its place. */
const close = globalThis.close.bind(globalThis);

export class Stage {
  /** To the page, over a port that the program cannot reach: what it posts itself the page does not listen to. */
  readonly post: (message: FromWorker) => void;
  readonly address: string;
  readonly where: Where;
  readonly recorder: Recorder;
  readonly guard: Guard;
  /** What there is when it is stopped. */
  onStop: (end: End) => Recording = (end) => this.recorder.recording([], end);
  /** The button was pressed. */
  onButton: () => void = () => this.stop('button');
  #over = false;

  constructor(text: string, port: MessagePort) {
    this.post = port.postMessage.bind(port) as Stage['post'];
    // No property of the event is looked at, as the program may have put getters in their places.
    port.onmessage = () => this.onButton();
    this.address = moduleOf(text);
    this.where = new Where(this.address);
    this.recorder = new Recorder(this.where);
    this.guard = new Guard(
      (line) => this.recorder.at(line),
      (line) => this.stop('busy', line),
    );
    Object.assign(globalThis, { [GUARD]: this.guard.check });
    this.#captureConsole();
    setInterval(() => {
      this.guard.rest();
      this.post({ kind: 'alive' });
    }, HEARTBEAT);
  }

  /** Load the program's module, which runs it. */
  async load(): Promise<void> {
    this.guard.rest();
    await import(/* @vite-ignore */ this.address);
  }

  /** It is over, one way or the other: what comes later does not count. */
  end(recording: Recording): void {
    if (this.#over) return;
    this.#over = true;
    this.guard.stop();
    this.post({ kind: 'done', recording });
    close();
  }

  stop(why: Stop, line?: number): void {
    if (!this.#over) this.end(this.onStop({ kind: 'stopped', why, line }));
  }

  /** How a program ends that throws this. */
  failed(error: unknown): End {
    return { kind: 'failed', error: errorText(error), line: this.where.of(error) };
  }

  #captureConsole(): void {
    const { recorder } = this;
    const log = (...values: unknown[]): void => recorder.print('log', values);
    const error = (...values: unknown[]): void => recorder.print('error', values);
    Object.assign(console, { log, info: log, debug: log, error, warn: error });
    addEventListener('error', (event) => {
      event.preventDefault();
      recorder.report(event.error, 'a callback');
    });
    addEventListener('unhandledrejection', (event) => {
      event.preventDefault();
      recorder.report(event.reason, 'a promise');
    });
  }
}
