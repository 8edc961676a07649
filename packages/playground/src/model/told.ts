/**
 * What the page says of how a run ended.
 */
import {
  type Found,
  LONGEST,
  MOST_EVENTS,
  MOST_STEPS,
  MOST_TASKLETS,
  type Recording,
  type Stop,
} from './recording.js';
import { seconds } from './seconds.js';

export interface Message {
  readonly kind: 'info' | 'error';
  readonly text: string;
}

/** The result of exploring: "12 schedules, 3 fail". */
export function foundText({ schedules, failed, complete }: Found): string {
  const fails = failed === 0 ? 'none fails' : failed === 1 ? '1 fails' : `${number(failed)} fail`;
  const more = complete ? '' : '; there are more';
  return `${number(schedules)} ${schedules === 1 ? 'schedule' : 'schedules'}, ${fails}${more}`;
}

export function toldOf({ events, end, unprinted }: Recording): Message {
  const dropped = unprinted > 0 ? ` It printed too much: ${unprinted} lines are left out.` : '';
  const at = events.at(-1)?.at ?? 0;
  switch (end.kind) {
    case 'completed':
      return events.length === 0
        ? {
            kind: 'error',
            text: `The program ended without a tasklet: begin one with await run(function* () { … }).${dropped}`,
          }
        : {
            kind: 'info',
            text: `The program ended at t = ${seconds(at)} s. Go through its ${events.length} steps.${dropped}`,
          };
    case 'failed':
      return { kind: 'error', text: `The program failed${onLine(end.line)}: ${end.error}${dropped}` };
    case 'stopped':
      if (end.why === 'choice') return { kind: 'info', text: `Who runs next? Choose.${dropped}` };
      return { kind: 'error', text: `${stopped(end.why, end.line)}${rest(events.length)}${dropped}` };
  }
}

function onLine(line: number | undefined): string {
  return line === undefined ? '' : ` in line ${line}`;
}

function rest(steps: number): string {
  return steps === 0 ? '' : ` The ${steps} steps until then are kept.`;
}

function stopped(why: Exclude<Stop, 'choice'>, line: number | undefined): string {
  switch (why) {
    case 'busy':
      return (
        `Stopped${onLine(line)}: the program ran for ${LONGEST} s without a park, so no other tasklet had its turn. ` +
        'Is the loop endless, or is there no yield* in it?'
      );
    case 'steps':
      return `Stopped${onLine(line)}: tasklets were resumed ${number(MOST_STEPS)} times. Does the program end?`;
    case 'events':
      return `Stopped${onLine(line)}: there were ${number(MOST_EVENTS)} events. Does a callback set itself again and again?`;
    case 'tasklets':
      return `Stopped${onLine(line)}: there are more than ${number(MOST_TASKLETS)} tasklets. Spawn fewer.`;
    case 'button':
      return 'Stopped.';
    case 'silent':
      return (
        'Stopped: one call of JavaScript took too long, though no loop of the program did. ' +
        'Is there a regular expression or a large array in it?'
      );
  }
}

/** "10,000". */
function number(value: number): string {
  return value.toLocaleString('en');
}
