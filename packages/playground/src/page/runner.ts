/**
 * Has workers run programs, one after the other; the next one is started ahead.
 */
import type { Recording } from '../model/recording.js';
import { isPorted } from '../text/guarded.js';
import { prepare } from '../text/prepare.js';
import type { OnProgress } from '../text/strip.js';
import type { Begin, FromWorker, Ready, Task, Vocabulary } from '../worker/protocol.js';
import { type WorkerKind, newWorker } from './worker-source.js';

/** Milliseconds without a sign of life after which a worker is given up. */
const SILENCE = 5_000;
/** The same after it was asked to stop. */
const GRACE = 500;

/** Told of what is found while it is being explored. */
export type OnExplored = (schedules: number, failed: number) => void;

export interface Told {
  /** While the compiler is being loaded. */
  readonly onLoading: OnProgress;
  readonly onExplored: OnExplored;
}

/** A worker, and what it said first. */
interface Started {
  readonly worker: Worker;
  readonly ready: Ready;
}

async function started(kind: WorkerKind): Promise<Started> {
  const worker = await newWorker(kind);
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Ready>) => resolve({ worker, ready: data });
    worker.onerror = (event) => reject(new Error(event.message));
  });
}

export class Runner {
  #next = started('plain');
  #stop: (() => void) | undefined;

  /** The names of the library, for completion. */
  async vocabulary(): Promise<Vocabulary> {
    return (await this.#next).ready.vocabulary;
  }

  /**
   * Do something with a program until it is over or stopped. BadProgram for a text that cannot be run; Error if a file of the page
   * cannot be loaded.
   */
  async perform(text: string, task: Task, told: Told): Promise<Recording> {
    const { worker, ready } = await (isPorted(text) ? started('ported') : this.#take());
    const early = new AbortController();
    this.#stop = () => early.abort();
    try {
      const { text: script, lineOf } = await prepare(text, ready.modules, told.onLoading);
      if (early.signal.aborted) return nothing('button');
      const recording = await this.#watched(worker, { text: script, task }, told.onExplored);
      return withLines(recording, lineOf);
    } finally {
      this.#stop = undefined;
      worker.terminate();
    }
  }

  /** End what is being done. */
  stop(): void {
    this.#stop?.();
  }

  async #take(): Promise<Started> {
    const next = this.#next;
    this.#next = started('plain');
    // It is asked for when the next program is run.
    this.#next.catch(() => undefined);
    return next;
  }

  #watched(worker: Worker, begin: Begin, onExplored: OnExplored): Promise<Recording> {
    return new Promise((resolve) => {
      // The worker's own messages may be the program's: they are not listened to any more.
      const { port1: port, port2: ofWorker } = new MessageChannel();
      let alive = performance.now();
      const watch = setInterval(() => {
        if (performance.now() - alive > SILENCE) end(nothing('silent'));
      }, SILENCE / 10);
      const end = (recording: Recording): void => {
        clearInterval(watch);
        port.close();
        resolve(recording);
      };
      port.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        alive = performance.now();
        if (data.kind === 'done') end(data.recording);
        if (data.kind === 'explored') onExplored(data.schedules, data.failed);
      };
      this.#stop = () => {
        port.postMessage('stop');
        // One that computes does not answer.
        setTimeout(() => end(nothing('button')), GRACE);
      };
      worker.postMessage(begin, [ofWorker]);
    });
  }
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
