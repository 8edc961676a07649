/** Which greenlet runs, and the program itself, which is one, too. */
import { Tasklet } from 'evergreen-ts';
import { PyObject } from '../python/object.js';
import type { Value } from '../python/value.js';

/** Which greenlet a tasklet is. */
const GREENLETS = new WeakMap<object>();

export class MainGreenlet extends PyObject {
  get dead(): boolean {
    return false;
  }
}
Object.defineProperty(MainGreenlet, 'name', { value: 'greenlet' });
const main = new MainGreenlet();

export const getcurrent = (): Value => GREENLETS.get(Tasklet.current() ?? main) ?? main;

/** The tasklet that runs is this greenlet. */
export function runs(greenlet: Value): void {
  GREENLETS.set(Tasklet.current() ?? main, greenlet);
}

let exiting: ((error: Value) => void) | undefined;

/** What ends the program when a greenlet calls sys.exit(). */
export function onExit(end: ((error: Value) => void) | undefined): void {
  exiting = end;
}

export function exit(error: Value): void {
  exiting?.(error);
}
