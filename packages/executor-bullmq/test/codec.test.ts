// The codec: what goes in comes out, and what cannot is refused before anything is handed over.
import { deepStrictEqual } from 'node:assert/strict';
import { expect } from 'chai';
import fc from 'fast-check';
import { TimeoutError } from 'evergreen-ts';
import { KNOWN_ERRORS } from 'evergreen-ts/executors/base';
import { decode, decodeError, encode, encodeError } from '../src/codec.js';
import { failureOf, heard, jobIdOf, reasonOf, said } from '../src/message.js';
import { OrderError } from './support/tasks.js';

function roundTrip(value: unknown): unknown {
  return decode(encode('it', value));
}

/** What PostgreSQL's jsonb and text refuse. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

describe('The codec', () => {
  it('brings back what JSON would change', () => {
    const values = [
      undefined,
      NaN,
      -0,
      Infinity,
      -Infinity,
      10n ** 30n,
      new Date(12),
      /a(b)?/giu,
      new Map<unknown, unknown>([[{ key: 1 }, new Map([[1n, undefined]])]]),
      new Set([new Set([NaN]), 'x']),
      [undefined, null, [undefined]],
      { a: undefined, b: { c: [new Date(0)] } },
      Uint8Array.of(1, 2, 255),
      Float64Array.of(NaN, 0.5),
      BigInt64Array.of(-1n),
      new Uint8ClampedArray([1]),
      new DataView(Uint8Array.of(1, 2, 3).buffer),
      Uint8Array.of(9, 8).buffer,
      Buffer.from('text'),
      { $: 'Map', is: [[1, 2]] },
      { $: { $: undefined } },
      JSON.parse('{"__proto__": {"polluted": true}}') as unknown,
      'NUL \0, half a pair \udc00',
      { '\0': '\ud800' },
    ];
    for (const value of values) expect(roundTrip(value)).to.deep.equal(value);
    expect(Object.is(roundTrip(-0), -0)).to.equal(true);
    expect(Object.hasOwn(roundTrip(JSON.parse('{"__proto__": 1}')) as object, '__proto__')).to.equal(true);
    expect((roundTrip(Uint8Array.of(1)) as Uint8Array).buffer.byteLength).to.equal(1);
  });

  it('brings back whatever structured clone would, of data', () => {
    const leaf = fc.oneof(
      fc.anything({ withBigInt: true, withDate: true, withTypedArray: true, withNullPrototype: false }),
      fc.string({ unit: 'binary' }),
      fc.uint8Array(),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ depthSize: 'small' }, leaf, tie('map'), tie('set'), tie('object')),
      map: fc
        .array(fc.tuple(tie('value'), tie('value')), { maxLength: 3 })
        .map((entries) => new Map(entries)),
      set: fc.array(tie('value'), { maxLength: 3 }).map((items) => new Set(items)),
      object: fc.dictionary(fc.oneof(fc.string(), fc.constant('$'), fc.constant('is')), tie('value')),
    }));
    fc.assert(
      fc.property(value, (one) => {
        const text = encode('it', one);
        expect(UNSTORABLE.test(text)).to.equal(false);
        // Not chai's deep equal: it sorts the keys of a Map as texts, and a key's toString may be anything.
        deepStrictEqual(decode(text), structuredClone(one));
      }),
      { numRuns: 50 },
    );
  });

  it('takes own enumerable properties of instances, whatever their toJSON() says', () => {
    class Point {
      x = 1;
      toJSON(): string {
        return 'a point';
      }
    }
    expect(roundTrip(new Point())).to.deep.equal({ x: 1 });
  });

  it('refuses what is no data, and what contains itself, with what it was', () => {
    const self: unknown[] = [];
    self.push({ self });
    const refused: [unknown, RegExp][] = [
      [() => 1, /^the result of f cannot cross: the function .* is not data$/],
      [{ deep: [Symbol('s')] }, /cannot cross: Symbol\(s\) is not data/],
      [new URL('http://x/'), /URL .*: pass its href/],
      [Promise.resolve(), /a Promise is not data/],
      [new WeakMap(), /a WeakMap is not data/],
      [new SharedArrayBuffer(1), /a SharedArrayBuffer is not data/],
      [self, /an Array contains itself/],
    ];
    for (const [value, why] of refused)
      expect(() => encode('the result of f', value)).to.throw(TypeError, why);
    const twice = { a: 1 };
    expect(roundTrip([twice, twice])).to.deep.equal([twice, twice]);
  });

  it('says what it does not know, of a version that is newer', () => {
    expect(() => decode('{"$":"Temporal","is":1}')).to.throw(TypeError, /of the kind "Temporal"/);
  });

  it('carries errors, inside values and thrown, without what cannot cross of them', () => {
    const error = Object.assign(new OrderError('no \0'), { fn: () => 1, cause: new TimeoutError('late') });
    const classes = KNOWN_ERRORS.and([OrderError]);
    for (const back of [decodeError(encodeError(error), classes), decode(encode('it', [error]), classes)]) {
      const one = (Array.isArray(back) ? back[0] : back) as OrderError & { fn?: unknown };
      expect(one).to.be.instanceOf(OrderError);
      expect([one.message, one.code, one.total]).to.deep.equal(['no \0', 'E_ORDER', 3n]);
      expect(one.cause).to.be.instanceOf(TimeoutError);
      expect(one.fn).to.equal(undefined);
    }
    for (const thrown of ['text', null, undefined, { code: 7 }])
      expect(decodeError(encodeError(thrown))).to.deep.equal(thrown);
    expect(decodeError(encodeError(Object.assign(new Error('x'), { error })))).to.be.instanceOf(Error);
  });
});

describe('What is kept in the store', () => {
  it('has the error in the reason of a failure, behind what people read', () => {
    for (const killed of [false, true]) {
      const reason = reasonOf({ killed, error: new RangeError('line\nevergreen:x \0') });
      expect(UNSTORABLE.test(reason)).to.equal(false);
      expect(reason).to.match(/^RangeError: line/);
      const failure = failureOf(reason, KNOWN_ERRORS);
      expect(failure?.killed).to.equal(killed);
      expect(failure?.error).to.be.instanceOf(RangeError).with.property('message', 'line\nevergreen:x \0');
    }
    expect(failureOf('job stalled more than allowable limit', KNOWN_ERRORS)).to.equal(undefined);
    expect(reasonOf({ killed: false, error: Object.create(null) })).to.match(
      /^something that cannot be shown/,
    );
  });

  it('takes what another worker has returned as it is', () => {
    expect(heard({ plain: [1] }, KNOWN_ERRORS)).to.deep.equal({ plain: [1] });
    expect(heard(null, KNOWN_ERRORS)).to.equal(null);
    expect(heard(JSON.parse(JSON.stringify(said('it', 1n))), KNOWN_ERRORS)).to.equal(1n);
  });

  it('makes ids that BullMQ takes, one for each', () => {
    const ids = ['', '7', 'a:b', 'a%3Ab', 'é', 'x'.repeat(5000), `${'x'.repeat(5000)}y`];
    const made = ids.map(jobIdOf);
    expect(new Set(made).size).to.equal(ids.length);
    for (const id of made) expect(id).to.match(/^[a-z]+-[^:]{0,200}$/);
  });
});
