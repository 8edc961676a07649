/**
 * What the page and the worker say to each other.
 */
import type { Recording } from '../model/recording.js';
import type { ModuleName } from '../text/guarded.js';

/** Where a program finds the modules that it may import: addresses that only the worker knows. */
export type Addresses = Readonly<Record<ModuleName, string>>;

/** The names of a module, and of those that are classes their members: for completion. */
export type Vocabulary = Readonly<Record<string, readonly string[]>>;

export type ToWorker =
  /** Once in the life of a worker. */
  | { readonly kind: 'run'; readonly text: string }
  /** End what runs, and answer with what there is. */
  | { readonly kind: 'stop' };

export type FromWorker =
  | { readonly kind: 'ready'; readonly addresses: Addresses; readonly vocabulary: Vocabulary }
  /** Sent again and again while it can. */
  | { readonly kind: 'alive' }
  | { readonly kind: 'recorded'; readonly recording: Recording };
