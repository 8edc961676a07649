/**
 * The fields of a tasklet, and the scope it is in. What is done with them is in coroutine.ts, outcome.ts and scopes.ts.
 */
import { perLoop } from '../loop/thread.js';
import type { Body } from '../park/body.js';
import type { Interrupts, Kill } from '../park/interrupts.js';
import type { Leaf, Parkable } from '../park/leaf.js';
import type { WaitQueue } from '../park/wait-queue.js';
import { Instruments } from './instruments.js';
import { LiveList, type Member } from './live-list.js';
import type { EndWaiter, Endable, Watched } from './outcome.js';

/** What it is to run, before it begins. Values are unknown here: only what users see has their type. */
export type AnyTarget = (...args: unknown[]) => unknown;

/** What few tasklets need. */
export class ColdState implements Watched {
  /** A function makes it when somebody asks for it. */
  name: string | (() => string) | undefined = undefined;
  daemon = false;
  takers = 0;
  interrupts: Interrupts | undefined = undefined;
  /** Entries of it at the head of the ready queue that do nothing, as the interrupt they stood for was withdrawn. */
  stale = 0;
  watchers: WaitQueue<EndWaiter> | undefined = undefined;
  callbacks: (() => void)[] | undefined = undefined;
  /** The kill that was delivered last: a scope that answers it with other errors puts it back. */
  killed: Kill | undefined = undefined;
  /** The error that was delivered last, by whatever interrupt. */
  delivered: unknown = undefined;
  /** Those of its scopes that have not ended: destroy() ends them first. */
  children = 0;
  /** Somebody waits for its end in any case: its value is not lost, but given. */
  isChild = false;
  /** A tasklet that does not end before it also kills it: nobody else does, as a second kill would interrupt its cleanup. */
  hasParent = false;
  /** A daemon that was told to end, as nothing else of its scope goes on. */
  dismissed = false;
  /** It was told that nothing can wake it. */
  stuck = false;
  /** Runs a function in the tasklet's AsyncLocalStorage context. */
  context: (<R>(run: () => R) => R) | undefined = undefined;
  /** Target and arguments, where `_body` and `_value` mean something else: a run() that was overridden, spawnLater(). */
  given: { target: AnyTarget | undefined; args: unknown[] } | undefined = undefined;
}

/** The fields of a tasklet. */
export interface Coroutine extends Endable, Parkable, Member<Coroutine> {
  readonly id: number;
  _state: number;
  /** Before it begins the target, then the generator, at the end nothing. */
  _body: AnyTarget | Body | undefined;
  /** Before it begins the arguments, if there are any; then what it is to be resumed with; at the end the result or the error. */
  _value: unknown;
  /** The leaf it is parked on, or is just being resumed from. */
  _leaf: Leaf<unknown> | undefined;
  _cold: ColdState | undefined;
  /** Undefined until it is started. */
  _scope: Scope | undefined;
}

/** Tasklets that end together: the live ones of a run() (run-scope.ts), or those that belong to the loop itself. */
export class Scope extends LiveList<Coroutine> {
  /** How many may still be started: Infinity but for a scope that is ending. */
  startsLeft = Infinity;
  /** The one whose error is taken: main. */
  taken: object | undefined = undefined;
  /** What its tasklets were killed with, which is no error of theirs. */
  reason: { readonly thrown: unknown } | undefined = undefined;

  /** Main has ended, or another of its tasklets has and none is left that is no daemon. */
  ended(): void {
    // That of the loop is looked at after each turn.
  }

  /** Spawned by one of its tasklets to which a kill is on its way. */
  joined(_t: Coroutine): void {
    // Whatever kills that one, the loop goes on.
  }

  /** Nothing can wake those that are left: they are about to be killed. */
  stuck(_error: Error): void {
    // That of the loop is reported.
  }

  /** The loop is destroyed: those that are left are about to be ended. */
  abandoned(): void {
    // So is that of the loop.
  }
}

const scopes = perLoop(() => ({ own: new Scope(), runs: new Set<Scope>() }));

/** Where tasklets belong that no other tasklet has spawned, and those that the library spawns for itself. */
export function loopScope(): Scope {
  return scopes().own;
}

/** The library spawns it for itself: it outlives whoever had it spawned. */
export function ofLoop<T extends Coroutine>(t: T): T {
  t._scope = loopScope();
  return t;
}

/** Was it a daemon that was told to end, as nothing else of its scope goes on? */
export function wasDismissed({ _cold }: Coroutine): boolean {
  return _cold?.dismissed === true;
}

/** Those of the run()s that are under way. */
export function runScopes(): Set<Scope> {
  return scopes().runs;
}

export const instruments = new Instruments<Coroutine>();

/** The state that few need, which this one needs now. */
export function cold(t: Coroutine): ColdState {
  return (t._cold ??= new ColdState());
}

export function isDaemon({ _cold }: Coroutine): boolean {
  return _cold?.daemon === true;
}

/** Does its parent end it? */
export function hasParent({ _cold }: Coroutine): boolean {
  return _cold?.hasParent === true;
}

/** Name it by a function, which is called once, when somebody asks. A name that it has stays. */
export function nameLazily(t: Coroutine, name: () => string): void {
  cold(t).name ??= name;
}

/** Keep target and arguments beside what replaces them. */
export function keepGiven(t: Coroutine): NonNullable<ColdState['given']> {
  const { _body: target, _value: args = [] } = t;
  return (cold(t).given ??= { target: target as AnyTarget | undefined, args: args as unknown[] });
}
