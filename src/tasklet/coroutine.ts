/**
 * A tasklet as the hub and the leaves see it, and the only place where generators are resumed. (What users see of it is in
 * tasklet.ts, its states in states.ts, its end in outcome.ts.) A tasklet is its generator and a state; the hub runs it by taking
 * it from the ready queue, and it runs until the leaf of its `yield*` chain parks it (leaf.ts) or it ends.
 *
 * Errors from outside (kill, Timeout) are interrupts. They wait in the order they came, and are delivered one at a time, where
 * the tasklet is parked, on its next turn. A state exists for that, INTERRUPTED, shown as `ready`: parked still (its leaf waits
 * on) but on the ready queue. If its leaf is woken meanwhile, it is ready like any other, and the leaf gives back what it was
 * handed (or, if that cannot go back, the tasklet gets it, and the interrupt waits for the next park). If the interrupt is
 * withdrawn, it is parked again, and its entry on the ready queue does nothing.
 *
 * Killing uses the generator's throw(), never its return(): under return() a `finally` that parks would let the outer frames
 * carry on as if nothing had happened.
 *
 * These are functions over the fields of a tasklet, not methods of a base class: so what users subclass, and what the published
 * types show, is one class. A parked tasklet costs what its generators cost and this object, so it has few fields: what most
 * tasklets never need (a name, a watcher, an interrupt) is in its ColdState, made on first need.
 */
import { captureContext } from '#platform';
import { badYield } from '../check.js';
import { TaskletExit } from '../errors.js';
import { objectNumber } from '../loop/object-number.js';
import { ready, threadLoop } from '../loop/thread.js';
import { type Body, bodyOf, isToRun, resume } from '../park/body.js';
import { debug, noteEnd, notePark, noteRun, noteSpawn } from '../park/debug.js';
import { type Interrupt, Interrupts, Kill, thrownBy } from '../park/interrupts.js';
import { type Leaf, beginRunning, endRunning, runningTasklet, setDelivering } from '../park/leaf.js';
import { PARK_TOKEN, type Park } from '../park/op.js';
import { noteEnded, noteKill, noteOver, noteParked } from '../park/swallowed.js';
import {
  type AnyTarget,
  type ColdState,
  type Coroutine,
  type Scope,
  cold,
  instruments,
  keepGiven,
  loopScope,
} from './fields.js';
import { waitingOn } from './instruments.js';
import { hasEnded, tellEnd } from './outcome.js';
import { STATE, STATES } from './states.js';
import { trimmed } from '../trim.js';

const { FAILED, INITIAL, INTERRUPTED, PARKED, READY, RETURNED, RUNNING } = STATE;

/** Times that destroy() throws into a tasklet that parks again and again, before it gives it up. */
const MOST_ABORTS = 1000;

// Starting.

/** Put it on the ready queue for the first time. */
export function start(t: Coroutine): void {
  enlist(t);
  t._state = READY;
  toReady(t);
  share(t);
}

/** Start it, but let the leaf say when it begins. */
export function startOn(t: Coroutine, leaf: Leaf<unknown>): void {
  enlist(t);
  if (debug) noteRun(leaf);
  // What it is unparked with takes the place of the arguments.
  const { target, args } = keepGiven(t);
  t._body = () => target?.(...args);
  leaf._start(t);
  t._state = PARKED;
  t._leaf = leaf;
  if (instruments.active) tellParked(t, leaf);
  share(t);
}

function enlist(t: Coroutine): void {
  if (t._state !== INITIAL)
    throw trimmed(new Error(`a tasklet can be started only once (${t.name} is ${STATES[t._state]})`));
  const { asyncContext } = threadLoop();
  const scope = (t._scope ??= (runningTasklet() as Coroutine | undefined)?._scope ?? loopScope());
  if (scope.startsLeft-- <= 0)
    throw trimmed(new Error('everything is about to end, and too many tasklets were started meanwhile'));
  if (asyncContext) cold(t).context = captureContext();
  scope.add(t);
  if (debug) noteSpawn(t);
  if (instruments.tell.spawned !== undefined || instruments.active) tellSpawned(t);
}

/** What is about to end the tasklet that has spawned it may be to end all of their scope, and that it is in now. */
function share(t: Coroutine): void {
  const parent = runningTasklet() as Coroutine | undefined;
  if (parent?._cold?.interrupts?.killing === true && parent._scope === t._scope) t._scope?.joined(t);
}

function toReady(t: Coroutine): void {
  ready(t as unknown as { _run(): void });
  if (instruments.active) tellReady(t);
}

// Parking, as the leaves see it: the methods of Parkable.

export function park(t: Coroutine, leaf: Leaf<unknown>): void {
  stopAt(t, leaf);
  if (isInterrupted(t) && !leaf._postpone()) {
    t._state = INTERRUPTED;
    toReady(t);
  } else {
    t._state = PARKED;
  }
}

/** Park, and be ready at once: let all others go first. */
export function yieldAt(t: Coroutine, leaf: Leaf<unknown>): void {
  stopAt(t, leaf);
  t._state = READY;
  toReady(t);
}

export function unpark(t: Coroutine, value: unknown): void {
  t._value = value;
  if (t._state === PARKED) {
    t._state = READY;
    toReady(t);
  } else if (t._state === INTERRUPTED) {
    t._state = READY;
  } else {
    throw trimmed(new Error(`internal: unpark of ${t.name}, which is ${STATES[t._state]}`));
  }
}

function stopAt(t: Coroutine, leaf: Leaf<unknown>): void {
  t._leaf = leaf;
  if (debug) {
    notePark(t, leaf._describe());
    noteParked(t);
  }
  if (instruments.active) tellParked(t, leaf);
}

// Interrupting.

export function interrupt(t: Coroutine, it: Interrupt): void {
  if (hasEnded(t)) return;
  if (!(cold(t).interrupts ??= new Interrupts()).add(it)) return;
  // Of one that was not started nothing is known yet.
  if (instruments.active && t._state !== INITIAL) tellInterrupted(t, it);
  if (t._state === PARKED && t._leaf?._postpone() !== true) {
    t._state = INTERRUPTED;
    toReady(t);
  }
}

/** Take it back, if it was not delivered. */
export function retract(t: Coroutine, it: Interrupt): void {
  const state = t._cold;
  const interrupts = state?.interrupts;
  if (interrupts?.remove(it) !== true || interrupts.pending || t._state !== INTERRUPTED) return;
  t._state = PARKED;
  (state as ColdState).stale++;
  if (instruments.active) instruments.tell.retracted?.(t);
}

/** `error` is not thrown any further: if it is the kill that was delivered last, that is delivered again at the next park. */
export function putBack(t: Coroutine, error: unknown): void {
  const killed = t._cold?.killed;
  if (killed === undefined || killed._reason !== error) return;
  if (debug) noteOver(t, killed);
  interrupt(t, killed);
}

/** Is something to be delivered to it? */
export function isInterrupted({ _cold }: Coroutine): boolean {
  return _cold?.interrupts?.pending === true;
}

// Running.

/** Its turn has come. */
export function run(t: Coroutine): void {
  const state = t._cold;
  if (state !== undefined && state.stale > 0) {
    state.stale--;
    return;
  }
  // An entry may be left of one that was iterated by hand, or that destroy() has ended, without its turn.
  if (t._state !== READY && t._state !== INTERRUPTED) return;
  if (state === undefined) step(t, undefined);
  else stepInContext(t, deliverable(t, state), state);
}

/** Was it woken, so that it has to go on before anything is thrown into it? */
function isFinal(t: Coroutine): boolean {
  return t._state === READY && t._leaf?._final === true;
}

/** The interrupt that is to be delivered now, if there is one. */
function deliverable(t: Coroutine, { interrupts }: ColdState): Interrupt | undefined {
  // If it was handed what cannot go back, that is given first.
  return interrupts === undefined || isFinal(t) ? undefined : interrupts.take();
}

/**
 * End it now: thrown into again and again, until its `finally` blocks stop parking. But one that must have a lock before it goes
 * on, or has children that must end first, is left alone, unless `force`.
 */
export function abort(t: Coroutine, force: boolean): void {
  for (let i = 0; i < MOST_ABORTS && !hasEnded(t); i++) {
    if (!force && ((t._cold?.children ?? 0) > 0 || (t._state === PARKED && t._leaf?._shielded === true)))
      return;
    const goesOn = !force && isFinal(t);
    const error = new TaskletExit('the loop was destroyed');
    if (!goesOn && instruments.active) {
      instruments.tell.interrupted?.(t, undefined, error);
      if (t._state === PARKED) tellReady(t);
    }
    stepInContext(t, goesOn ? undefined : new Kill(error, true), cold(t));
  }
  if (!hasEnded(t))
    end(
      t,
      FAILED,
      new Error(`${t.name} parked ${MOST_ABORTS} times while its loop was destroyed: it was given up`),
    );
}

function stepInContext(t: Coroutine, it: Interrupt | undefined, state: ColdState): void {
  const { context } = state;
  if (context === undefined) step(t, it);
  else context(stepThenCapture(t, it, state));
}

/** A function of its own: the closure would cost each step of a tasklet that has no context, too. */
function stepThenCapture(t: Coroutine, it: Interrupt | undefined, state: ColdState): () => void {
  return () => {
    step(t, it);
    state.context = captureContext();
  };
}

/** One step of the body: from where it stands to its next park, or its end. */
export function step(t: Coroutine, it: Interrupt | undefined): void {
  if (instruments.active) instruments.tell.resumed?.(t);
  t._state = RUNNING;
  beginRunning(t);
  let result: IteratorResult<Park, unknown>;
  try {
    const body = t._body;
    if (it !== undefined) result = deliver(t, it);
    else if (typeof body !== 'object') result = begin(t, body);
    else {
      const value = t._value;
      t._value = undefined;
      result = resume.call(body, value);
    }
    while (result.done !== true && !parkedBy(t, result.value)) {
      unstick(t);
      result = (t._body as Body).throw(badYield(t.name, result.value));
    }
  } catch (error) {
    endRunning();
    end(t, FAILED, error);
    return;
  }
  endRunning();
  if (result.done === true) end(t, RETURNED, result.value);
}

function begin(t: Coroutine, target: AnyTarget | undefined): IteratorResult<Park, unknown> {
  t._leaf = undefined;
  const args = t._value as unknown[] | undefined;
  t._value = undefined;
  const result = args === undefined ? target?.() : target?.(...args);
  if (!isToRun(result, 'the body of a tasklet', t._cold?.given?.target ?? target))
    return { done: true, value: result };
  const generator = (t._body = bodyOf(result));
  return resume.call(generator);
}

function deliver(t: Coroutine, it: Interrupt): IteratorResult<Park, unknown> {
  const body = t._body;
  const { error, retrace } = thrownBy(it);
  if (it instanceof Kill) cold(t).killed = it;
  cold(t).delivered = error;
  t._value = undefined;
  if (typeof body !== 'object') {
    t._leaf?._giveUp(error);
    throw error;
  }
  if (debug && it instanceof Kill) noteKill(t, it);
  setDelivering(retrace ? error : undefined);
  try {
    return body.throw(error);
  } finally {
    // An error keeps the frames of its stack alive, and all that they refer to.
    setDelivering(undefined);
  }
}

/** Did it stop at a leaf, as it should? */
function parkedBy(t: Coroutine, yielded: unknown): boolean {
  return yielded === PARK_TOKEN && t._state !== RUNNING;
}

/** Someone called next() on an operation by hand (a spread, a for...of), and went on without waiting. */
export function iterated(t: Coroutine, leaf: Leaf<unknown>): Error {
  unstick(t);
  return trimmed(
    new Error(
      `${leaf._describe()}: the tasklet is parked already: operations are run with \`yield*\`, not iterated`,
    ),
  );
}

/** It runs on, or ends, though it may be parked: forget that. */
function unstick(t: Coroutine): void {
  t._leaf?._giveUp();
  t._leaf = undefined;
  t._state = RUNNING;
}

function end(t: Coroutine, state: typeof RETURNED | typeof FAILED, outcome: unknown): void {
  unstick(t);
  t._state = state;
  t._body = undefined;
  t._value = outcome;
  const scope = t._scope as Scope;
  scope.remove(t);
  if (debug) {
    noteEnded(t, state === RETURNED);
    noteEnd(t);
  }
  if (instruments.active) {
    instruments.tell.ended?.(t, state === FAILED ? outcome : undefined);
    // It does not run any more, but what is woken by its end was woken by it.
    const outer = ending;
    ending = t;
    tellEnd(t);
    ending = outer;
  } else {
    tellEnd(t);
  }
  if (scope.busy === 0 || scope.taken === t) scope.ended();
}

// Telling.

/** The tasklet that has just ended. */
let ending: Coroutine | undefined;

function actor(): Coroutine | undefined {
  return (runningTasklet() as Coroutine | undefined) ?? ending;
}

function tellSpawned(t: Coroutine): void {
  instruments.tell.spawned?.(t, actor());
  for (const it of t._cold?.interrupts ?? []) tellInterrupted(t, it);
}

function tellInterrupted(t: Coroutine, it: Interrupt): void {
  instruments.tell.interrupted?.(t, actor(), it._reason);
}

function tellReady(t: Coroutine): void {
  const { readied } = instruments.tell;
  if (readied === undefined) return;
  readied(t, actor(), t._leaf === undefined ? undefined : handedTo(t._leaf));
}

function handedTo(leaf: Leaf<unknown>): number | undefined {
  const handed = leaf._handed();
  return handed === undefined ? undefined : objectNumber(handed);
}

function tellParked(t: Coroutine, leaf: Leaf<unknown>): void {
  const { parked } = instruments.tell;
  if (parked === undefined) return;
  const wait = waitingOn(leaf);
  parked(t, wait.what, wait);
}
