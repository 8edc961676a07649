/**
 * A point at which there is a choice, for people.
 */
import { whereIs } from '../tasklet/where.js';
import type { ChoicePoint, Option } from './choosing-queue.js';

/** "bob (at program.ts:5:12) and ann are ready, and carol can be killed". */
export function optionText(point: ChoicePoint): string {
  const options = Array.from({ length: point.count }, (_, i) => point.option(i));
  const named = (kind: Option['kind']): string[] => options.filter((one) => one.kind === kind).map(nameOf);
  const [ready, killable] = [named('r'), named('k')];
  return [
    ready.length === 0 ? 'nothing is ready' : `ready are ${ready.join(', ')}`,
    ...(killable.length === 0 ? [] : [`to be killed ${killable.join(', ')}`]),
  ].join('; ');
}

function nameOf({ tasklet }: Option): string {
  if (tasklet === undefined) return 'a callback';
  const at = /\(?([^\s()]+:\d+:\d+)\)?$/m.exec(whereIs(tasklet) ?? '')?.[1];
  return at === undefined ? tasklet.name : `${tasklet.name} (parked at ${at})`;
}
