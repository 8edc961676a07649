// Whose line an error names, of the entries that most programs do without: see stacks.test.ts for the others.
import { expect } from 'chai';
import type { Op } from 'evergreen-ts';
import { socket } from 'evergreen-ts/lib';
import { monitor, watchdog } from 'evergreen-ts/monitor';
import { stateAt } from 'evergreen-ts/trace';
import { failure } from './support/failure.js';
import { realTime } from './support/run-tasklet.js';

/** The first frame of a stack. */
function topOf(error: unknown): string {
  return /^ {4}at .*$/m.exec((error as Error).stack ?? '')?.[0] ?? 'no frame';
}

const HERE = /\bentry-stacks\.test\.ts:/;

for (const [name, call] of [
  ['watchdog', () => watchdog({ seconds: -1 })],
  ['monitor', () => monitor('\0abstract')],
  ['stateAt', () => stateAt(5 as never, 0)],
  ['stateAt beyond the end', () => stateAt([], 0)],
] as const)
  describe(`The stack of an error of ${name}()`, () => {
    it('begins in the function that called', () => {
      let thrown: unknown;
      try {
        call();
      } catch (error) {
        thrown = error;
      }
      expect(topOf(thrown)).to.match(HERE);
    });
  });

for (const [name, make] of [
  ['monitor() where there is no folder', () => monitor('/dev/null/monitor')],
  ['connect() of a socket as in Python', () => new socket.socket().connect(['127.0.0.1', 1])],
] as const)
  describe(`The stack of an error of ${name}`, () => {
    it(
      'begins in the function that ran it',
      realTime(function* () {
        const user = function* (): Op<void> {
          yield* make();
        };
        expect(topOf(yield* failure(user()))).to.match(HERE);
      }),
    );
  });
