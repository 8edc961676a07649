// Films of programs that run here, on the virtual clock: what the page would be given by its worker, without lines.
import type { Op } from 'evergreen-ts';
import { Film } from '../../src/model/moment.js';
import type { End, Recording } from '../../src/model/recording.js';
import { sentence } from '../../src/model/sentence.js';
import { traced } from '../../../../test/support/traced.js';

export function recordingOf(events: Recording['events'], rest: Partial<Recording> = {}): Recording {
  const end: End = { kind: 'completed' };
  return { events, lines: events.map(() => 0), printed: [], unprinted: 0, end, ...rest };
}

export async function filmOf(program: () => Op<unknown> | void): Promise<Film> {
  return new Film(recordingOf((await traced(program as () => Op<unknown>)).events));
}

/** What happens in it, step by step. */
export function sentences(film: Film): string[] {
  return Array.from({ length: film.steps }, (_, i) => sentence(film, i + 1));
}
