/**
 * What a host and its workers send each other: one message for all that is to be said in a turn. Tuples, as they are the shorter to
 * clone. A task is known by its place, which is free again when the worker has reported its end.
 */
import type { Flat } from './flat-error.js';
import type { TaskAddress } from './address.js';

/** The first message to a worker. */
export interface Setup {
  /** Threads only: the places, as shared memory (slots.ts). */
  readonly slots: SharedArrayBuffer | undefined;
  readonly concurrency: number;
  readonly initializer: readonly [TaskAddress, args: readonly unknown[]] | undefined;
}

/** How a task is to be run: bits. */
export const HOW = {
  /** Report when it begins, or each item of it does. */
  TELL: 1,
  /** Its arguments are items: the function is called with each. */
  CHUNK: 2,
} as const;

export type Run = readonly [
  place: number,
  /** The number of its function. */
  task: number,
  args: readonly unknown[],
  /** 0 and 1 if left out. */
  how?: number,
  attempt?: number,
];

/** What a worker is told, where that is more than what to run. */
export interface Orders {
  /** Functions that were not named yet. */
  readonly tasks?: readonly (readonly [number: number, module: string, exportName: string])[];
  readonly run?: readonly Run[];
  /** Places of tasks that run, and what is thrown into each. */
  readonly kill?: readonly (readonly [place: number, error: Flat])[];
  /** End, when all that was given is done. */
  readonly close?: true;
}

export const KIND = { FAILED: 0, RETURNED: 1, PROGRESS: 2, BEGUN: 3, KILLED: 4, RECALLED: 5 } as const;

/** What has become of a task: with a value, or an error; of a chunk that has failed, with the values before. */
export type Report = readonly [
  place: number,
  kind: (typeof KIND)[keyof typeof KIND],
  value?: unknown,
  before?: unknown[],
];

/** One message for all. Mostly there is one, which is sent bare: that is the cheaper to clone. */
export type Bundle<T extends Run | Report> = T | readonly T[];

export function bundle<T extends Run | Report>(all: readonly T[]): Bundle<T> {
  return all.length === 1 ? (all[0] as T) : all;
}

export function unbundle<T extends Run | Report>(message: Bundle<T>): readonly T[] {
  return typeof message[0] === 'number' ? [message as T] : (message as readonly T[]);
}

export function isBundle<T extends Run | Report>(message: Bundle<T> | object): message is Bundle<T> {
  return Array.isArray(message);
}

/** What a worker is told after its setup. */
export type Word = Bundle<Run> | Orders;

/** What a worker says. */
export type News =
  | Bundle<Report>
  | { readonly ready: true }
  /** The initializer has failed. */
  | { readonly broken: Flat }
  /** It is about to end, by an error that nobody has caught. */
  | { readonly uncaught: Flat };
