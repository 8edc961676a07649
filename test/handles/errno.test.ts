import { constants } from 'node:os';
import { getSystemErrorMap } from 'node:util';
import { expect } from 'chai';
import { errno } from 'evergreen-ts/io';

describe('errno', () => {
  const { errorcode, strerror, ...numbers } = errno;

  it('has a constant for every code that libuv knows here, and the name of each constant', () => {
    const known = [...getSystemErrorMap()];
    expect(known.length).to.be.greaterThan(70);
    for (const [number, [name, text]] of known) {
      expect([numbers[name as keyof typeof numbers], errorcode[number], strerror(number)]).to.deep.equal([
        number,
        name,
        text,
      ]);
    }
    expect(errno.EOF).to.equal(-4095);
  });

  it("has the system's numbers, negative", () => {
    expect(errno.ECONNREFUSED).to.equal(-constants.errno.ECONNREFUSED);
    for (const number of Object.values(numbers)) expect(number).to.be.lessThan(0);
    expect(new Set(Object.values(numbers)).size).to.equal(Object.keys(numbers).length);
  });

  it('has a text for every number, also for one without an error', () => {
    for (const number of [0, 5, NaN, -123456]) expect(strerror(number)).to.equal(`Unknown error ${number}`);
    expect(errorcode[5]).to.equal(undefined);
  });
});
