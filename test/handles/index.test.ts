// Which kind of handles a process gets: by EVERGREEN_IO, by what Node gives away, and without a warning printed. Each test runs
// processes of its own.
import { expect } from 'chai';
import { program } from '../support/child.js';
import { describeNative } from '../support/kinds.js';

/** Prints which kind there is, and that it works. */
const PROGRAM = `
  const { handles } = await import('./dist/handles/index.js');
  const { run, sleep, spawn } = await import('evergreen-ts');
  const { TCPClient, TCPServer } = await import('evergreen-ts/io');
  class Echo extends TCPServer {
    *handleConnection(connection) {
      connection.write(yield* connection.readUntil('!'));
    }
  }
  await run(function* () {
    const server = new Echo();
    server.bind(['127.0.0.1', 0]);
    spawn(() => server.serve());
    yield* sleep(0);
    const client = new TCPClient();
    yield* client.connect(server.sockname);
    client.write('works!');
    const answer = yield* client.readUntil('!');
    console.log(handles().tcp().constructor.name, answer.toString());
    client.close();
    server.close();
  });
`;

/** The lines that a program prints, without those that Node prints for an empty program with the same flags. */
async function outcome(flags: readonly string[], wish?: string, source = PROGRAM): Promise<string> {
  const env = wish === undefined ? {} : { EVERGREEN_IO: wish };
  const [{ stdout, stderr, code }, nothing] = await Promise.all([
    program(source, { flags, env }),
    program('', { flags, env }),
  ]);
  const lines = (text: string): string[] => text.replaceAll(/\(node:\d+\)/g, '(node)').split('\n');
  const usual = new Set(lines(nothing.stderr));
  return [
    ...lines(stdout),
    ...lines(stderr).filter((line) => !usual.has(line)),
    code === 0 ? '' : `code ${code}`,
  ]
    .filter((line) => line !== '')
    .join('\n');
}

const known = (flag: string): boolean => process.allowedNodeEnvironmentFlags.has(flag);
const PERMISSION = [
  known('--permission') ? '--permission' : '--experimental-permission',
  '--allow-fs-read=*',
  ...(known('--allow-net') ? ['--allow-net'] : []),
];

describe('the kind of handles', function () {
  this.timeout(120_000);
  let before: string | undefined;
  beforeEach(() => {
    before = process.env.EVERGREEN_IO;
    delete process.env.EVERGREEN_IO;
  });
  afterEach(() => {
    if (before !== undefined) process.env.EVERGREEN_IO = before;
  });

  it('is libuv’s where Node gives that away', async () => {
    expect(await outcome([])).to.equal('UvTCP works!');
    expect(await outcome([], '')).to.equal('UvTCP works!');
    expect(await outcome(['--throw-deprecation'])).to.equal('UvTCP works!');
  });

  it('is the kind that EVERGREEN_IO names', async () => {
    expect(await outcome([], 'uv')).to.equal('UvTCP works!');
    expect(await outcome([], 'node')).to.equal('NodeTCP works!');
  });

  it('is an error if EVERGREEN_IO names no kind', async () => {
    for (const wish of ['UV', 'net', ' uv']) {
      const said = await outcome([], wish);
      expect(said).to.contain(`RangeError: EVERGREEN_IO must be uv, node or native, not "${wish}"`);
      expect(said).to.match(/code 1$/);
    }
  });

  it('is Node’s streams under the permission model, and nothing is printed', async () => {
    expect(await outcome(PERMISSION)).to.equal('NodeTCP works!');
    expect(await outcome(PERMISSION, 'node')).to.equal('NodeTCP works!');
    const said = await outcome(PERMISSION, 'uv');
    expect(said).to.contain('Error: EVERGREEN_IO=uv: Node does not give its handles away here: ');
    expect(said).to.contain('ERR_ACCESS_DENIED');
    expect(said).to.match(/code 1$/);
  });

  it('is Node’s streams where Node would warn about its bindings, and nothing is printed', async () => {
    for (const flags of [['--pending-deprecation'], ['--pending-deprecation', '--throw-deprecation']]) {
      expect(await outcome(flags)).to.equal('NodeTCP works!');
    }
    // A program that asks for both gets both.
    const said = await outcome(['--pending-deprecation'], 'uv');
    expect(said).to.contain('UvTCP works!').and.contain('DEP0111');
  });

  for (const [what, change, why] of [
    ['is missing', 'delete process.binding', 'there is no process.binding'],
    ['throws', 'process.binding = () => { throw new Error("not here") }', 'not here'],
    [
      'gives something else',
      'process.binding = () => ({ constants: {} })',
      "process.binding('tcp_wrap') has no TCP",
    ],
  ] as const) {
    it(`is Node’s streams where process.binding ${what}`, async () => {
      expect(await outcome([], undefined, `${change};${PROGRAM}`)).to.equal('NodeTCP works!');
      const said = await outcome([], 'uv', `${change};${PROGRAM}`);
      expect(said).to.contain(`Error: EVERGREEN_IO=uv: Node does not give its handles away here: ${why}`);
    });
  }
});

describeNative('the native kind of handles', function () {
  this.timeout(120_000);
  const refusal = async (change: string): Promise<string> => outcome([], 'native', `${change};${PROGRAM}`);

  it('is there when EVERGREEN_IO asks for it', async () => {
    expect(await outcome([], 'native')).to.equal('NativeTCP works!');
    expect(await outcome(['--throw-deprecation'], 'native')).to.equal('NativeTCP works!');
  });

  it('is an error that says what is missing where it is not to be had', async () => {
    const other = (what: string, value: string): string =>
      `Object.defineProperty(process, '${what}', { value: '${value}' })`;
    const noKoffi = `
      import Module from 'node:module';
      const find = Module._resolveFilename;
      Module._resolveFilename = (name, ...rest) => {
        if (name === 'koffi') throw Object.assign(new Error('no koffi here'), { code: 'MODULE_NOT_FOUND' });
        return find(name, ...rest);
      }`;
    for (const [change, why] of [
      [noKoffi, 'need the package koffi: install it (npm install koffi)'],
      [other('platform', 'darwin'), 'work on Linux only, and this is darwin'],
      [other('arch', 's390x'), 'work on processors of the kinds x64 and arm64 only, and this is s390x'],
    ] as const) {
      const said = await refusal(change);
      expect(said).to.contain(`Error: EVERGREEN_IO=native: the native handles ${why}`);
      expect(said).to.match(/code 1$/);
    }
    expect(await refusal('delete process.binding')).to.contain(
      'Error: EVERGREEN_IO=native: Node does not give its handles away here: there is no process.binding',
    );
    expect(await outcome(PERMISSION, 'native')).to.match(
      /Error: EVERGREEN_IO=native: the native handles need .*code 1$/s,
    );
  });

  it('is libuv’s in worker threads, which cannot reach a libuv of their own', async () => {
    const said = await outcome(
      [],
      'native',
      `import { Worker } from 'node:worker_threads';
      new Worker(${JSON.stringify(`(async () => { ${PROGRAM} })()`)}, { eval: true });`,
    );
    expect(said).to.equal('UvTCP works!');
  });
});
