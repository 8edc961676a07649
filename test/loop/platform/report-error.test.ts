// The default excepthook: it prints whatever was thrown, wherever stderr leads, and the process goes on to its failure.
import { closeSync, openSync } from 'node:fs';
import { spawn as start } from 'node:child_process';
import { once } from 'node:events';
import vm from 'node:vm';
import { expect } from 'chai';
import { evaluating, program } from '../../support/child.js';
import { plainJs } from '../../support/plain-js.js';
import { unixOnly } from '../../support/unix.js';
import { textOf } from '../../../src/loop/platform/text-of.js';

function throws(): never {
  throw new Error('a trap');
}

/** A Proxy of which nothing can be asked. */
function closed(target: object): object {
  const traps = Object.getOwnPropertyNames(Reflect).map((name) => [name, throws]);
  return new Proxy(target, Object.fromEntries(traps) as ProxyHandler<object>);
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

const withBadStack = Object.defineProperty(new Error('its stack throws'), 'stack', { get: throws });

describe('The text of what was thrown', () => {
  for (const [what, thrown, text] of [
    ['undefined', undefined, /^undefined$/],
    ['null', null, /^null$/],
    ['a string', 'a text', /^a text$/],
    ['a symbol', Symbol('sym'), /^Symbol\(sym\)$/],
    ['an object', { answer: 42 }, /answer: 42/],
    ['an object without a prototype', Object.assign(Object.create(null) as object, { x: 1 }), /x: 1/],
    ['an object whose toString throws', { toString: throws, answer: 42 }, /answer: 42/],
    ['an error', new Error('boom'), /^Error: boom\n +at /],
    ['a frozen error', Object.freeze(new Error('frozen')), /^Error: frozen\n +at /],
    ['an error with a cause', new Error('outer', { cause: new Error('inner') }), /outer[^]*cause[^]*inner/],
    [
      'several errors',
      new AggregateError([new Error('one'), new Error('two')], 'both'),
      /both[^]*one[^]*two/,
    ],
    ['an error of another realm', vm.runInNewContext('new Error("elsewhere")'), /^Error: elsewhere\n +at /],
    ['an error whose stack throws', withBadStack, /its stack throws/],
    [
      'an error whose message throws',
      Object.defineProperty(new Error(), 'message', { get: throws }),
      /Error/,
    ],
    [
      'an error whose inspection throws',
      Object.assign(new Error('x'), { [Symbol.for('nodejs.util.inspect.custom')]: throws }),
      /^Error: x\n +at /,
    ],
    ['an object whose tag throws', Object.defineProperty({}, Symbol.toStringTag, { get: throws }), /./],
    ['a Proxy whose traps throw', closed(new Error('behind a Proxy')), /./],
    ['a Proxy that was revoked', revoked(), /./],
  ] as const)
    it(`is there for ${what}`, () => expect(textOf(thrown)).to.match(text));
});

/** Three errors that nobody takes, on a stderr of any kind. */
const FAILING = `
  import { run, sleep, spawn } from 'evergreen-ts';
  await run(function* () {
    for (let i = 0; i < 3; i++) {
      spawn(() => { throw new Error('boom'); });
      yield* sleep(0.02);
    }
  });
  console.log('went on');
`;

describe('The default excepthook', () => {
  it('prints, goes on, and makes the exit code 1', async () => {
    const { code, stdout, stderr } = await program(FAILING);
    expect([code, stdout]).to.deep.equal([1, 'went on\n']);
    expect(stderr.match(/Uncaught in Tasklet-\d: Error: boom\n +at /g)).to.have.length(3);
  });

  it('says once what to do about such errors', async () => {
    const { stderr } = await program(FAILING);
    expect(stderr.match(/^evergreen: .*\bget\(\).*\ball\(.*TaskletGroup.*/gm)).to.have.length(1);
  });

  it('says nothing of that where no tasklet has failed', async () => {
    const { stderr } = await program(`
      import { current, run, sleep, spawn } from 'evergreen-ts';
      await run(function* () {
        current.loop.callSoon(() => { throw new Error('a callback'); });
        spawn(() => undefined).addDoneCallback(() => { throw new Error('a done callback'); });
        yield* sleep();
      });
    `);
    expect(stderr).to.match(/^Uncaught in a callback: Error: a callback$/m);
    expect(stderr).to.match(/^Uncaught in Tasklet-2: Error: a done callback$/m);
    expect(stderr).to.not.contain('evergreen:');
  });

  /** Its errors have properties and causes, so that braces follow the frames. */
  const NESTED = `
    import { Queue, Tasklet, run, spawn } from 'evergreen-ts';
    function* inner() { yield* new Queue().get(false); }
    await run(function* main() {
      spawn(function* outer() { yield* inner(); });
      new Tasklet({ name: 'fetcher', target: function* () {
        throw Object.assign(new Error('boom', { cause: new RangeError('why') }), { answer: 42 });
      } }).start();
      spawn(() => Promise.resolve());
    });
  `;

  for (const flags of [[], ['--enable-source-maps']])
    it(`shows the functions of the user, and not what runs them (${flags.join('') || 'plain'})`, async () => {
      const { stderr } = await program(NESTED, { flags });
      expect(stderr).to.match(/^Uncaught in Tasklet-2: Empty: the queue is empty\n {4}at inner /);
      expect(stderr).to.match(/at outer .* \{\n {2}code: 'EVERGREEN_EMPTY'\n\}$/m);
      expect(stderr).to.match(/^Uncaught in fetcher: Error: boom\n {4}at target .* \{$/m);
      expect(stderr)
        .to.match(/^ {2}answer: 42,$/m)
        .and.to.match(/\[cause\]: RangeError: why\n {6}at target /);
      expect(stderr).to.match(
        /^Uncaught in Tasklet-4: \[?TypeError: the body of a tasklet.*until\(promise\)`\]?$/m,
      );
      expect(stderr).to.not.match(/coroutine|hub|driver|node:internal/);
    });

  it('says in debug mode where the tasklet was spawned', async () => {
    const { stderr } = await program(NESTED, { env: { EVERGREEN_DEBUG: '1' } });
    expect(stderr).to.match(/^fetcher was spawned\n {4}at main .*\n(?! )/m);
  });

  /** Run it with this for stderr. */
  async function withStderr(stderr: number | 'pipe', source = FAILING): Promise<unknown> {
    const child = start(process.execPath, evaluating(source), {
      cwd: plainJs(),
      stdio: ['ignore', 'pipe', stderr],
    });
    child.stderr?.destroy();
    let stdout = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    const [code] = (await once(child, 'close')) as [number];
    return [code, stdout];
  }

  it('survives a full disk', async function () {
    if (process.platform !== 'linux') {
      console.warn(`SKIPPED: there is no /dev/full on ${process.platform}`);
      this.skip();
    }
    const full = openSync('/dev/full', 'w');
    expect(await withStderr(full)).to.deep.equal([1, 'went on\n']);
    closeSync(full);
  });

  it('survives a reader that has gone', async function () {
    unixOnly(this);
    expect(await withStderr('pipe')).to.deep.equal([1, 'went on\n']);
  });

  for (const [what, before] of [
    ['was closed', `import { closeSync } from 'node:fs'; closeSync(2);`],
    [
      'was closed after it had been used',
      `import { closeSync } from 'node:fs'; process.stderr; closeSync(2);`,
    ],
    ['was destroyed', `process.stderr.destroy();`],
    ['has a write() that throws', `process.stderr.write = () => { throw new Error('no'); };`],
  ] as const)
    it(`survives a stderr that ${what}`, async () => {
      const { code, stdout } = await program(before + FAILING);
      expect([code, stdout]).to.deep.equal([1, 'went on\n']);
    });

  it('leaves no listener on stderr', async () => {
    const { stdout } = await program(
      `${FAILING}; setTimeout(() => console.log(process.stderr.listenerCount('error')), 20);`,
    );
    expect(stdout).to.equal('went on\n0\n');
  });
});
