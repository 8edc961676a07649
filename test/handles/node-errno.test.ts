import { expect } from 'chai';
import { errno } from 'evergreen-ts/io';
import { ACCESS_DENIED, errnoOf } from '../../src/handles/node-errno.js';

describe('the errors of Node’s streams', () => {
  it('become libuv’s numbers', () => {
    const error = (more: object): Error => Object.assign(new Error('no'), more);
    expect(errnoOf(error({ errno: -104, code: 'ECONNRESET' }))).to.equal(errno.ECONNRESET);
    expect(errnoOf(error({ code: 'EPIPE' }))).to.equal(errno.EPIPE);
    for (const wrapped of [undefined, error({})])
      expect(errnoOf(error({ errno: wrapped, code: 'ERR_ACCESS_DENIED' }))).to.equal(ACCESS_DENIED);
    expect(errnoOf(error({ code: 'ERR_STREAM_DESTROYED' }))).to.equal(errno.ECANCELED);
    expect(errnoOf(error({ code: 'ERR_INVALID_FD_TYPE' }))).to.equal(errno.EINVAL);
    for (const odd of [{}, { code: 'ERR_OF_OTHERS' }, { code: 'strerror' }])
      expect(errnoOf(error(odd))).to.equal(errno.UNKNOWN);
  });
});
