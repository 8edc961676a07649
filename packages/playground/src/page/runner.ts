/**
 * Runs programs, each in a worker of its own; the next one is started ahead.
 */
import type { Recording } from '../model/recording.js';
import { prepare } from '../text/prepare.js';
import type { OnProgress } from '../text/strip.js';
import type { FromWorker, ToWorker, Vocabulary } from '../worker/protocol.js';
import { newWorker } from './worker-source.js';

/** Milliseconds without a sign of life after which a worker is given up. */
const SILENCE = 5_000;

type Ready = Extract<FromWorker, { kind: 'ready' }>;

/** A worker, and what it said first. */
interface Started {
  readonly worker: Worker;
  readonly ready: Ready;
}

async function started(): Promise<Started> {
  const worker = await newWorker();
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.kind === 'ready') resolve({ worker, ready: data });
    };
    worker.onerror = (event) => reject(new Error(event.message));
  });
}

export class Runner {
  #next = started();
  #stop: (() => void) | undefined;

  /** The names of the library, for completion. */
  async vocabulary(): Promise<Vocabulary> {
    return (await this.#next).ready.vocabulary;
  }

  /**
   * Run a program to its end, or until it is stopped. BadProgram for a text that cannot be run; Error if a file of the page cannot
   * be loaded.
   */
  async run(text: string, onProgress: OnProgress): Promise<Recording> {
    const { worker, ready } = await this.#take();
    try {
      const { text: script, lineOf } = await prepare(text, ready.addresses, onProgress);
      return withLines(await this.#perform(worker, script), lineOf);
    } finally {
      this.#stop = undefined;
      worker.terminate();
    }
  }

  /** End the program that runs. */
  stop(): void {
    this.#stop?.();
  }

  async #take(): Promise<Started> {
    const next = this.#next;
    this.#next = started();
    // It is asked for when the next program is run.
    this.#next.catch(() => undefined);
    return next;
  }

  #perform(worker: Worker, text: string): Promise<Recording> {
    return new Promise((resolve) => {
      let alive = performance.now();
      const watch = setInterval(() => {
        if (performance.now() - alive > SILENCE) end(nothing('silent'));
      }, SILENCE / 10);
      const end = (recording: Recording): void => {
        clearInterval(watch);
        resolve(recording);
      };
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        alive = performance.now();
        if (data.kind === 'recorded') end(data.recording);
      };
      this.#stop = () => {
        post(worker, { kind: 'stop' });
        // One that computes does not answer.
        setTimeout(() => end(nothing('button')), 300);
      };
      post(worker, { kind: 'run', text });
    });
  }
}

function post(worker: Worker, message: ToWorker): void {
  worker.postMessage(message);
}

function nothing(why: 'silent' | 'button'): Recording {
  return { events: [], lines: [], printed: [], unprinted: 0, end: { kind: 'stopped', why, line: undefined } };
}

/** The lines of the program, for those of the text that ran. */
function withLines(recording: Recording, lineOf: (line: number) => number | undefined): Recording {
  const mapped = (line: number | undefined): number | undefined =>
    line === undefined ? undefined : lineOf(line);
  const { end } = recording;
  return {
    ...recording,
    lines: recording.lines.map((line) => mapped(line) ?? 0),
    printed: recording.printed.map((one) => ({ ...one, line: mapped(one.line) })),
    end: 'line' in end ? { ...end, line: mapped(end.line) } : end,
  };
}
