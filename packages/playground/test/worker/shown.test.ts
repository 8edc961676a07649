// Values as text: whatever a program may print.
import { expect } from 'chai';
import { line, shown } from '../../src/worker/shown.js';

describe('What is printed', () => {
  it('is text as it is, and values as they would be written', () => {
    expect(line(['a', 'b c', 1, -0, 2n, true, undefined, null, 'd'])).to.equal(
      'a b c 1 0 2n true undefined null d',
    );
    expect(shown(['a', { b: [1], 'c d': 'e' }])).to.equal('["a", { b: [1], c d: "e" }]');
    expect(shown(new Map([['a', new Set([1])]]))).to.equal('Map { "a" => Set { 1 } }');
    expect(shown(new Uint8Array([1, 2]))).to.equal('Uint8Array [1, 2]');
    expect(
      shown(
        new (class Point {
          x = 1;
        })(),
      ),
    ).to.equal('Point { x: 1 }');
    expect(shown([() => 1, class A {}, Symbol('s'), {}, []])).to.equal(
      '[[function (anonymous)], [class A], Symbol(s), {}, []]',
    );
    expect(shown(new TypeError('no'))).to.equal('TypeError: no');
  });

  it('ends, however deep, long or circular a value is', () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    expect(shown(circle)).to.equal('{ self: [circular] }');
    expect(shown([[[[[1]]]]])).to.equal('[[[[Array]]]]');
    expect(shown(new Array(1000).fill(1))).to.match(/^\[(1, ){100}… 900 more\]$/);
    const [a, b] = [new Array(1000).fill(0), new Array(1000)];
    expect(shown(new Array(1000).fill(b.fill(a))).length).to.be.lessThan(20_000);
    expect(line(['x'.repeat(20_000)]).length).to.equal(10_001);
  });

  it('is never an error', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const throwing = {
      get a(): never {
        throw new Error('no');
      },
    };
    for (const value of [proxy, throwing]) expect(shown(value)).to.equal('[it cannot be shown]');
    expect(shown(Object.create(null))).to.equal('{}');
  });
});
