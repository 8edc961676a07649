/**
 * What can be asked on a monitor's console: each command returns the text that answers it. What is wrong with what was typed is an
 * answer, too.
 */
import { now, turnNumber } from '../loop/thread.js';
import type { Op } from '../park/op.js';
import { sleep } from '../park/sleep.js';
import { type Coroutine, type Scope, isDaemon, loopScope, runScopes } from '../tasklet/fields.js';
import { info } from '../tasklet/info.js';
import { allLive } from '../tasklet/scopes.js';
import type { Tasklet } from '../tasklet/tasklet.js';
import { whereIs } from '../tasklet/where.js';
import { aligned, oneLine } from '../trace/table.js';
import { Trace } from '../trace/trace.js';
import type { Parents } from './parents.js';

/** What commands look at besides the tasklets. */
export interface Watched {
  readonly parents: Parents;
  /** When the monitor was opened, by the loop's time(). */
  readonly since: number;
}

interface Command {
  /** What it is given, for people; undefined if nothing. */
  readonly takes?: string;
  readonly help: string;
  run(watched: Watched, argument: string): string | Op<string>;
}

/** Seconds that `trace` may take. */
const LONGEST_TRACE = 3600;

const COMMANDS: Readonly<Record<string, Command>> = {
  ps: { help: 'every tasklet: its id, name and state, and what it waits on', run: list },
  tree: { help: 'the same, each below the one that spawned it, by run()', run: tree },
  where: { takes: 'ID', help: 'the functions that a tasklet is parked in', run: where },
  kill: { takes: 'ID', help: 'throw a TaskletExit into a tasklet', run: kill },
  trace: { takes: 'SECONDS', help: 'record what the loop does meanwhile', run: trace },
  stats: { help: 'how many tasklets there are, and turns', run: stats },
  help: { help: 'this list', run: help },
};

/** The answer to a line. Parks as long as that takes. */
export function* answer(watched: Watched, line: string): Op<string> {
  const [name = '', ...rest] = line.trim().split(/\s+/);
  if (name === '') return '';
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) return `there is no command ${JSON.stringify(name)}: help lists them`;
  const wanted = command.takes === undefined ? 0 : 1;
  if (rest.length !== wanted) return `write: ${usage(name, command)}`;
  const result = command.run(watched, rest.join(''));
  return typeof result === 'string' ? result : yield* result;
}

function usage(name: string, { takes }: Command): string {
  return takes === undefined ? name : `${name} ${takes}`;
}

function help(): string {
  return aligned(
    Object.entries(COMMANDS).map(([name, command]) => [usage(name, command), command.help]),
    0,
  );
}

function list(): string {
  const rows = allLive().map((tasklet) => {
    const { id, name, state, waitingOn = '' } = info(tasklet);
    return [String(id), oneLine(name), stateOf(tasklet, state), oneLine(waitingOn)];
  });
  return aligned([['id', 'name', 'state', 'waits on'], ...rows], 1);
}

function stateOf(tasklet: Coroutine, state: string): string {
  return isDaemon(tasklet) ? `${state}, daemon` : state;
}

function tree({ parents }: Watched): string {
  const runs = [...runScopes()].map((scope) => ['a run()', ...branches(scope, parents)]);
  return [...runs, ['the loop’s own', ...branches(loopScope(), parents)]].flat().join('\n');
}

/** A line for each tasklet of a scope, below the one of the same scope that spawned it. */
function branches(scope: Scope, parents: Parents): string[] {
  const all = [...scope];
  const ids = new Set(all.map(({ id }) => id));
  /** By the id of the parent; 0 for those that have none here. */
  const children = new Map<number, Coroutine[]>();
  for (const tasklet of all) {
    const parent = parents.of(tasklet.id) ?? 0;
    const key = ids.has(parent) ? parent : 0;
    const siblings = children.get(key);
    if (siblings === undefined) children.set(key, [tasklet]);
    else siblings.push(tasklet);
  }
  const lines: string[] = [];
  // A stack of its own: each may have spawned the next, a thousand times.
  const open = (children.get(0) ?? []).map((tasklet) => ({ tasklet, depth: 1 })).reverse();
  for (let next; (next = open.pop()) !== undefined;) {
    const { tasklet, depth } = next;
    lines.push(`${'  '.repeat(depth)}${described(tasklet)}`);
    for (const child of [...(children.get(tasklet.id) ?? [])].reverse())
      open.push({ tasklet: child, depth: depth + 1 });
  }
  return lines;
}

function described(tasklet: Coroutine): string {
  const { id, name, state, waitingOn } = info(tasklet);
  const what = waitingOn === undefined ? state : `waits on ${oneLine(waitingOn)}`;
  return `${oneLine(name)} (${id}): ${what}${isDaemon(tasklet) ? ', daemon' : ''}`;
}

function where(_: Watched, argument: string): string {
  return withTasklet(argument, (tasklet) => {
    const stack = whereIs(tasklet) ?? '';
    return stack === '' ? described(tasklet) : `${described(tasklet)}\n${stack}`;
  });
}

function kill(_: Watched, argument: string): string {
  return withTasklet(argument, (tasklet) => {
    (tasklet as unknown as Tasklet).kill();
    return `${oneLine(tasklet.name)} (${tasklet.id}) gets a TaskletExit in its next turn`;
  });
}

function withTasklet(argument: string, answer: (tasklet: Coroutine) => string): string {
  if (!/^\d+$/.test(argument)) return `an id is a number, as ps shows it, not ${JSON.stringify(argument)}`;
  const found = allLive().find(({ id }) => id === Number(argument));
  return found === undefined ? `there is no live tasklet ${argument}: ps lists them` : answer(found);
}

function trace(_: Watched, argument: string): string | Op<string> {
  const seconds = Number(argument);
  if (!(seconds > 0 && seconds <= LONGEST_TRACE))
    return `seconds are a number above 0, up to ${LONGEST_TRACE}, not ${JSON.stringify(argument)}`;
  return traceFor(seconds);
}

function* traceFor(seconds: number): Op<string> {
  // Without `using`: the compiler writes that with a top-level `this`, which bundlers warn of.
  const recorded = new Trace().start();
  try {
    yield* sleep(seconds);
    return recorded.toText();
  } finally {
    recorded.stop();
  }
}

function stats({ since }: Watched): string {
  const all = allLive();
  const count = (state: string): number => all.filter((tasklet) => info(tasklet).state === state).length;
  return aligned(
    [
      ['tasklets', String(all.length)],
      ['parked', String(count('parked'))],
      ['ready', String(count('ready'))],
      ['daemons', String(all.filter(isDaemon).length)],
      ['run()s', String(runScopes().size)],
      ['turns', String(turnNumber())],
      ['watched for', `${Math.round(now() - since)} s`],
    ],
    0,
  );
}
