// The patterns of the Redis server among the examples: what they match, and that no pattern and no text make them expensive.
import { expect } from 'chai';
import fc from 'fast-check';
import { type Op, run, sleep, spawn } from 'evergreen-ts';
import { Glob } from '../../examples/support/glob.js';
import { Pace } from '../../examples/support/pace.js';
import { tasklets } from '../support/run-tasklet.js';

/** Counts the steps, and never has enough of them. */
class Counter extends Pace {
  steps = 0;

  override isSpent(steps = 1): boolean {
    this.steps += steps;
    return false;
  }
}

const matches = (pattern: string, text: string): Op<boolean> =>
  new Glob(pattern).matches(text, new Counter());

/** The same as a regular expression, which takes its time. */
function slowly(pattern: string, text: string): boolean {
  const parts = pattern.replace(/\\([^])|\*|\?|[^]/g, (whole, escaped?: string) => {
    if (whole === '*') return '[^]*';
    return whole === '?' ? '[^]' : (escaped ?? whole).replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  });
  return new RegExp(`^(?:${parts})$`).test(text);
}

describe('Glob', () => {
  it('matches whole texts: stars, single characters, classes, and what is escaped', () =>
    run(function* () {
      const cases: [pattern: string, text: string, found: boolean][] = [
        ['', '', true],
        ['', 'a', false],
        ['*', '', true],
        ['**', 'abc', true],
        ['a*', 'a', true],
        ['a*b', 'ab', true],
        ['a*b', 'aabab', true],
        ['a*b', 'aba', false],
        ['*a?c*', 'xxabcabx', true],
        ['?', '', false],
        ['?', '\xff', true],
        ['[a-c]x', 'bx', true],
        ['[c-a]x', 'bx', true],
        ['[a-c]x', 'dx', false],
        ['[^a-c]x', 'dx', true],
        ['[^a-c]x', 'bx', false],
        ['[]', 'a', false],
        ['[^]', 'a', true],
        ['[ab', 'b', true],
        ['[\\]]', ']', true],
        ['\\*', '*', true],
        ['\\*', 'a', false],
        ['a\\', 'a\\', true],
        ['[', '[', false],
        ['*b', 'a'.repeat(40) + 'b', true],
        ['?'.repeat(64), 'a'.repeat(64), true],
        ['?'.repeat(64), 'a'.repeat(65), false],
        [`*${'a'.repeat(31)}b`, `${'a'.repeat(100)}b`, true],
      ];
      for (const [pattern, text, found] of cases)
        expect(yield* matches(pattern, text), `${pattern} with ${text}`).to.equal(found);
    }));

  it('matches what a regular expression does', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', '\xe9'), maxLength: 90 });
    const patterns = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '\\', '\xe9'), maxLength: 80 });
    return fc.assert(
      fc.asyncProperty(patterns, texts, (pattern, text) =>
        run(function* () {
          // The expression is not asked for what it would take too long for.
          fc.pre(pattern.replace(/[^*]/g, '').length < 8 && !pattern.endsWith('\\'));
          expect(yield* matches(pattern, text)).to.equal(slowly(pattern, text));
        }),
      ),
    );
  });

  it('takes steps in proportion to the text, whatever the pattern is', () =>
    run(function* () {
      const hostile = [
        `*${'a'.repeat(1000)}b`,
        `${'*a'.repeat(500)}*b`,
        `*${'?'.repeat(1000)}b`,
        '*[a-z]'.repeat(170),
      ];
      for (const pattern of hostile) {
        const steps: number[] = [];
        for (const length of [10_000, 20_000]) {
          const counter = new Counter();
          yield* new Glob(pattern).matches('a'.repeat(length), counter);
          expect(counter.steps).to.be.at.most(length * (2 + pattern.length / 32));
          steps.push(counter.steps);
        }
        expect(steps[1]).to.be.at.most(2 * (steps[0] as number));
      }
    }));

  it('looks no further than it must', () =>
    run(function* () {
      const counter = new Counter();
      const text = 'a'.repeat(100_000);
      expect(yield* new Glob('b*').matches(text, counter)).to.equal(false);
      expect(yield* new Glob('a*').matches(text, counter)).to.equal(true);
      expect(yield* new Glob('*').matches(text, counter)).to.equal(true);
      expect(counter.steps).to.be.at.most(10);
    }));

  it(
    'lets others go first in the midst of a long text',
    tasklets(function* ({ trace }) {
      const matching = spawn(function* () {
        trace.push(yield* new Glob(`*${'a'.repeat(1000)}b`).matches('a'.repeat(100_000), new Pace()));
      });
      spawn(function* () {
        for (; matching.isAlive(); yield* sleep(0)) trace.push('other');
      });
      yield* matching.join();
      expect(trace.pop()).to.equal(false);
      expect(trace.length).to.be.at.least(10);
    }),
  );
});
