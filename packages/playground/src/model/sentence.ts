/**
 * What happens in a step, as one sentence.
 */
import type { TraceEvent } from 'evergreen-ts/trace';
import type { Film } from './moment.js';
import { seconds } from './seconds.js';

type Of<K extends TraceEvent['kind']> = Extract<TraceEvent, { kind: K }>;

/** The sentence on the step of a film, without a full stop. */
export function sentence(film: Film, step: number): string {
  const { events } = film.recording;
  const event = events[step - 1] as TraceEvent;
  const name = (id: number): string => film.labels.of(id);
  switch (event.kind) {
    case 'spawned':
      return event.parent === undefined
        ? `${name(event.tasklet)} is spawned`
        : `${name(event.tasklet)} is spawned by ${name(event.parent)}`;
    case 'readied':
      return readied(film, step, event);
    case 'retracted':
      return `the interrupt of ${name(event.tasklet)} is withdrawn: it waits as before`;
    case 'resumed':
      return isFirst(events, step, event.tasklet)
        ? `${name(event.tasklet)} runs for the first time`
        : `${name(event.tasklet)} runs`;
    case 'parked':
      return parked(film, event);
    case 'interrupted':
      return interrupted(film, event);
    case 'ended':
      return ended(film, event);
    case 'timer':
      return timer(event);
    case 'idle':
      return event.until === undefined
        ? 'nothing is ready, and no timer is set'
        : `nothing is ready: time jumps to t = ${seconds(event.until)} s`;
  }
}

function readied(film: Film, step: number, { tasklet, by, handed }: Of<'readied'>): string {
  const { events } = film.recording;
  const who = film.labels.of(tasklet);
  const before = events[step - 2];
  if (before?.kind === 'spawned' && before.tasklet === tasklet)
    return `${who} is put on the ready queue: it has not run yet`;
  if (before?.kind === 'interrupted' && before.tasklet === tasklet)
    return `${who} is put on the ready queue: the error is thrown into it when it runs`;
  if (by === tasklet) return `${who} goes to the end of the ready queue: others go first`;
  const wait = step > 1 ? film.at(step - 1).state.parked.get(tasklet) : undefined;
  if (by === undefined) return `${who} is woken${before?.kind === 'timer' ? ': its time has come' : ''}`;
  const woken = `${who} is woken by ${film.labels.of(by)}`;
  if (wait === undefined) return woken;
  if (JOIN.test(wait.what)) return `${who} is woken by the end of ${film.labels.of(by)}`;
  return handed === undefined
    ? `${woken}: it was waiting on ${wait.what}`
    : `${woken}: the ${kindOf(wait.what)} goes to ${who}`;
}

/** "lock" of "Lock", "semaphore" of "Semaphore.acquire". */
function kindOf(what: string): string {
  return (/^\w+/.exec(what)?.[0] ?? what).toLowerCase();
}

function isFirst(events: readonly TraceEvent[], step: number, tasklet: number): boolean {
  for (let i = 0; i < step - 1; i++) {
    const event = events[i] as TraceEvent;
    if (event.kind === 'resumed' && event.tasklet === tasklet) return false;
  }
  return true;
}

function parked(film: Film, { tasklet, on }: Of<'parked'>): string {
  const who = film.labels.of(tasklet);
  const [, time] = /^sleep (.+?) ?s$/.exec(on.what) ?? [];
  if (time === '0') return `${who} lets others go first`;
  if (time !== undefined) return `${who} sleeps for ${seconds(Number(time))} s`;
  const [, joined] = JOIN.exec(on.what) ?? [];
  if (joined !== undefined) return `${who} waits for the end of ${joined}`;
  return `${who} waits on ${film.waitText(on)}`;
}

const JOIN = /^Tasklet\.join (.*)$/s;
const KILL = /^TaskletExit\b/;

function interrupted(film: Film, { tasklet, by, error }: Of<'interrupted'>): string {
  const who = film.labels.of(tasklet);
  const sender = by === undefined ? '' : ` by ${film.labels.of(by)}`;
  return KILL.test(error) ? `${who} is killed${sender}` : `${who} is interrupted${sender}: ${error}`;
}

function ended(film: Film, { tasklet, error }: Of<'ended'>): string {
  const who = film.labels.of(tasklet);
  if (error === undefined) return `${who} ends`;
  return KILL.test(error) ? `${who} ends: it was killed` : `${who} ends with ${error}`;
}

function timer({ due, state }: Of<'timer'>): string {
  const at = `t = ${seconds(due)} s`;
  if (state === 'set') return `a timer is set for ${at}`;
  return state === 'due' ? `the timer for ${at} is due` : `the timer for ${at} is cancelled`;
}
