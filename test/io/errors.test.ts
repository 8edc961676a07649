// The error classes: what each carries, and how the system's numbers become names.
import { constants } from 'node:os';
import { expect } from 'chai';
import { BufferLimitError, IncompleteReadError, StreamError, TCPError } from 'evergreen-ts/io';
import { closedError, systemError } from '../../src/io/errors.js';

describe('the errors of streams', () => {
  it('have a name of their own, and are StreamErrors', () => {
    const errors = [
      new StreamError('a', { code: 'EA' }),
      new TCPError('b', { code: 'EB' }),
      new IncompleteReadError(Buffer.from('abc'), 'the delimiter'),
      new BufferLimitError(10, 'the delimiter'),
    ];
    expect(errors.map(({ name }) => name)).to.deep.equal([
      'StreamError',
      'TCPError',
      'IncompleteReadError',
      'BufferLimitError',
    ]);
    for (const error of errors) expect(error).to.be.instanceOf(StreamError).and.instanceOf(Error);
    expect(errors.map(({ code }) => code)).to.deep.equal(['EA', 'EB', 'EINCOMPLETE', 'EBUFFERLIMIT']);
  });

  it('carry what was given, and have nothing where nothing was', () => {
    const cause = new Error('why');
    const full = new TCPError('text', { code: 'E', errno: -1, syscall: 'read', address: 'a:1', cause });
    expect(full).to.include({
      message: 'text',
      code: 'E',
      errno: -1,
      syscall: 'read',
      address: 'a:1',
      cause,
    });
    expect(Object.keys(new TCPError('text', { code: 'E' })).sort()).to.deep.equal(['code', 'name']);
    expect(new TCPError('text', { code: 'E' })).not.to.have.own.property('cause');
  });

  it('say what had come, and what did not', () => {
    const { partial, message } = new IncompleteReadError(Buffer.from('abc'), 'the delimiter');
    expect(partial.toString()).to.equal('abc');
    expect(message).to.equal('the stream ended after 3 bytes, before the delimiter');
    expect(new BufferLimitError(10, 'the delimiter').message).to.equal(
      'the delimiter did not come within 10 bytes (maxBufferSize)',
    );
  });
});

describe('systemError', () => {
  it('turns a number of the system into its name and text', () => {
    const error = systemError(TCPError, -constants.errno.ECONNREFUSED, 'connect', '127.0.0.1:1');
    expect(error).to.be.instanceOf(TCPError).and.include({
      code: 'ECONNREFUSED',
      errno: -constants.errno.ECONNREFUSED,
      syscall: 'connect',
      address: '127.0.0.1:1',
      message: 'connect ECONNREFUSED 127.0.0.1:1: connection refused',
    });
    expect(systemError(StreamError, -constants.errno.EPIPE, 'write').message).to.equal(
      'write EPIPE: broken pipe',
    );
  });

  it('makes an error of a number that nobody knows, too', () => {
    expect(systemError(TCPError, -99_999, 'read')).to.include({
      code: 'UNKNOWN',
      errno: -99_999,
      message: 'read UNKNOWN: unknown error -99999',
    });
  });
});

describe('closedError', () => {
  it('is of the family of the stream, and no error of the system', () => {
    const error = closedError(TCPError, 'TCPClient');
    expect(error).to.be.instanceOf(TCPError).and.include({ code: 'ECLOSED', message: 'TCPClient is closed' });
    expect(error.errno).to.equal(undefined);
  });
});
