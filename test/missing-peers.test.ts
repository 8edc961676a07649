// A machine that has Node and nothing else: what the tests do there that start a program from outside.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Ended, SOURCE_FLAGS, node } from './support/child.js';
import { unixOnly } from './support/unix.js';

describe('Tests that start a program from outside', function () {
  this.timeout(120_000);

  let empty: string;

  before(function () {
    unixOnly(this);
    empty = mkdtempSync(join(tmpdir(), 'evergreen-path-'));
  });
  after(() => rmSync(empty, { recursive: true }));

  /** Two tests that start socat, where the PATH has nothing. */
  function withoutSocat(peers: string): Promise<Ended> {
    const env = { PATH: empty, ONLY: '^io/udp/udp\.test', EVERGREEN_PEERS: peers, EVERGREEN_LANE: '' };
    return node([...SOURCE_FLAGS, 'scripts/test.ts', '-g', 'as socat sees it'], env);
  }

  it('are pending where it is missing, and the end of the run says what installs it', async () => {
    const { code, stdout, stderr } = await withoutSocat('');
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    expect(stdout).to.match(/^Total: 0 passing, 2 pending \(\d+s\)$/m);
    expect(stdout).to.include('2 of the pending tests wait for programs that are not installed: socat.');
    expect(stdout).to.match(/^ +apt-get install socat\n$/m);
  });

  it('fail where it is missing though EVERGREEN_PEERS is "required"', async () => {
    const { code, stdout } = await withoutSocat('required');
    expect(code).to.equal(2);
    expect(stdout).to.match(/^Total: 0 passing, 2 failing \(\d+s\)$/m);
    expect(stdout).to.include('Error: socat missing: apt-get install socat');
  });
});
