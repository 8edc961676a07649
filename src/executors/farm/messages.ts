/**
 * What a farm and its processes send each other.
 */
import type { Flat } from '../flat-error.js';
import type { TaskAddress } from '../address.js';

/** The first message to a process. */
export interface Assignment {
  readonly server: TaskAddress;
  readonly host: string;
  readonly port: number;
  /** The descriptor to listen on. */
  readonly fd: number;
}

/** The second: end, with so many seconds for the connections. */
export interface Leave {
  readonly timeout: number | undefined;
}

/** What a process says. */
export type FarmNews =
  | { readonly listening: true }
  | { readonly connections: number }
  /** It cannot serve, or is about to end by an error that nobody has caught. */
  | { readonly failed: Flat };
