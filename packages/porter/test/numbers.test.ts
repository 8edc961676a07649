// Operators and formats on numbers, against what CPython gave for thousands of operands (scripts/record-numbers.py).
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import * as python from '../src/python/index.js';
import { percentFormat } from '../src/python/percent-format.js';
import { caught } from '../src/python/exceptions.js';
import { className } from '../src/python/object.js';

type Value = unknown;

interface Recorded {
  readonly operands: readonly string[];
  readonly results: Readonly<Record<string, readonly string[]>>;
  readonly formats: readonly (readonly [spec: string, operand: string, result: string])[];
  readonly percent: readonly (readonly [pattern: string, operand: string, result: string])[];
}

const recorded = JSON.parse(readFileSync(new URL('numbers.json', import.meta.url), 'utf8')) as Recorded;

const OPERATORS: Readonly<Record<string, (a: Value, b: Value) => Value>> = {
  '+': python.add,
  '-': python.sub,
  '*': python.mul,
  '/': python.div,
  '//': python.floordiv,
  '%': python.mod,
  '==': python.eq,
  '<': python.lt,
};

/** A number as Python wrote it. */
function read(text: string): Value {
  return /^-?\d+$/.test(text) ? python.int(text) : python.float(text);
}

function shown(make: () => unknown): string {
  try {
    return python.repr(make());
  } catch (error) {
    return className((caught(error) as Error).constructor);
  }
}

describe('Numbers', () => {
  for (const [operator, apply] of Object.entries(OPERATORS))
    it(`are what CPython gives for ${operator}`, () => {
      const results = recorded.operands.flatMap((a) =>
        recorded.operands.map((b) => `${a} ${operator} ${b} = ${shown(() => apply(read(a), read(b)))}`),
      );
      const expected = recorded.results[operator]?.map(
        (result, i) =>
          `${recorded.operands[Math.floor(i / recorded.operands.length)] ?? ''} ${operator} ${recorded.operands[i % recorded.operands.length] ?? ''} = ${result}`,
      );
      assert.deepEqual(results, expected);
    });

  it('are formatted as by format()', () => {
    const results = recorded.formats.map(([spec, operand]) => [
      spec,
      operand,
      shown(() => python.format(read(operand), spec)),
    ]);
    assert.deepEqual(results, recorded.formats);
  });

  it('are formatted as by %', () => {
    const results = recorded.percent.map(([pattern, operand]) => [
      pattern,
      operand,
      shown(() => percentFormat(pattern, read(operand))),
    ]);
    assert.deepEqual(results, recorded.percent);
  });
});
