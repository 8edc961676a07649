import { closeSync, fstatSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { TakenDescriptor } from '../../src/handles/taken.js';
import { nameOf } from '../support/handles.js';

describe('a taken descriptor', () => {
  let folder: string;
  const open = (name: string): number => openSync(join(folder, name), 'w');
  const take = (fd: number): TakenDescriptor => {
    const descriptor = TakenDescriptor.take(fd);
    if (typeof descriptor === 'number') throw new Error(nameOf(descriptor));
    return descriptor;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'taken-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('can be taken once, and again when it was released', () => {
    const fd = open('a');
    const first = take(fd);
    expect(() => take(fd)).to.throw('EEXIST');
    first.release();
    const second = take(fd);
    first.release();
    expect(() => take(fd), 'a second release() changes nothing').to.throw('EEXIST');
    second.close();
    expect(() => fstatSync(fd)).to.throw('EBADF');
    expect(() => take(fd)).to.throw('EBADF');
  });

  it('is lost when its number is closed by others, and does not close what has the number then', () => {
    const fd = open('a');
    const lost = take(fd);
    expect(lost.isLost).to.equal(false);
    closeSync(fd);
    expect(lost.isLost).to.equal(true);
    expect(open('b')).to.equal(fd);
    expect(lost.isLost).to.equal(true);
    const next = take(fd);
    lost.close();
    expect([lost.isLost, next.isLost]).to.deep.equal([false, false]);
    expect(() => take(fd), 'the new one is still taken').to.throw('EEXIST');
    fstatSync(fd);
    next.close();
    next.close();
    expect(() => fstatSync(fd)).to.throw('EBADF');
  });

  it('stays open if it is a standard one', () => {
    take(0).close();
    fstatSync(0);
  });
});
