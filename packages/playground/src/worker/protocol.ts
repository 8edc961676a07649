/**
 * What the page and the worker say to each other.
 */
import type { Recording } from '../model/recording.js';
import type { Modules } from '../text/guarded.js';

/** All names of the library, and of those that are classes their members: for completion. */
export type Vocabulary = Readonly<Record<string, readonly string[]>>;

/** What a worker is to do with a program. */
export type Task =
  /** Run it, first come, first served. */
  | { readonly kind: 'run' }
  /** Run it with these choices; then go on first come, first served, or end at the next choice. */
  | {
      readonly kind: 'play';
      readonly choices: readonly number[];
      readonly kills: number;
      readonly goOn: boolean;
    }
  /** Run it in every order, or in many. */
  | { readonly kind: 'explore'; readonly kills: number };

/** What a worker says first. The modules are those that a program may import: their addresses are of this worker. */
export interface Ready {
  readonly kind: 'ready';
  readonly modules: Modules;
  readonly vocabulary: Vocabulary;
}

/**
 * What it is told once in its life, with a port for all that follows: the worker's answers, and one message to it, whatever that is, to end
 * what runs and answer with what there is.
 */
export interface Begin {
  readonly text: string;
  readonly task: Task;
}

export type FromWorker =
  /** Sent again and again while it can. */
  | { readonly kind: 'alive' }
  | { readonly kind: 'explored'; readonly schedules: number; readonly failed: number }
  /** The last message. */
  | { readonly kind: 'done'; readonly recording: Recording };
