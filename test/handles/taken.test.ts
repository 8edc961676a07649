import { execFileSync } from 'node:child_process';
import {
  closeSync,
  constants,
  fstatSync,
  futimesSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeSync,
} from 'node:fs';
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

  it('is lost when its number means a file that has the inode of one that was removed', function () {
    const fifo = (): number => {
      const path = join(folder, 'fifo');
      execFileSync('mkfifo', [path]);
      const fd = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
      // Changed later than made, by a clock that ticks every few milliseconds.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
      futimesSync(fd, 1, 1);
      rmSync(path);
      return fd;
    };
    const fd = fifo();
    const { ino, birthtimeMs } = fstatSync(fd);
    const lost = take(fd);
    writeSync(fd, 'x');
    expect(lost.isLost, 'it was only changed').to.equal(false);
    closeSync(fd);
    const other = fifo();
    try {
      const now = fstatSync(other);
      if (other !== fd || now.ino !== ino || now.birthtimeMs === birthtimeMs) {
        console.warn(
          'SKIPPED: the system gave the new fifo another number, another inode or no time of birth of its own',
        );
        this.skip();
      }
      expect(lost.isLost).to.equal(true);
    } finally {
      lost.release();
      closeSync(other);
    }
  });

  it('stays open if it is a standard one', () => {
    take(0).close();
    fstatSync(0);
  });
});
