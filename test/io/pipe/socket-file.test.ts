// The file of a Unix socket is its server's, and only that one's.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Op, sleep, spawn } from 'evergreen-ts';
import { PipeClient, type PipeConnection, PipeError, PipeServer } from 'evergreen-ts/io';
import { realTime } from '../../support/run-tasklet.js';

class Named extends PipeServer {
  readonly #word: string;

  constructor(word: string) {
    super();
    this.#word = word;
  }

  override *handleConnection(connection: PipeConnection): Op<void> {
    connection.write(this.#word);
  }
}

function* serving(word: string, path: string): Op<PipeServer> {
  const server = new Named(word);
  server.bind(path);
  spawn(() => server.serve());
  yield* sleep(0);
  return server;
}

function* answer(path: string): Op<string> {
  using client = new PipeClient();
  yield* client.connect(path);
  return (yield* client.readBytes(100)).toString();
}

describe('the file of a Unix socket', () => {
  let folder: string;
  const before = process.cwd();
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'file-')));
  });
  afterEach(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });

  it(
    'is the only one that bind() makes, and goes when the server is closed',
    realTime(function* () {
      const server = yield* serving('hello', join(folder, 's'));
      expect(readdirSync(folder)).to.deep.equal(['s']);
      expect(yield* answer(join(folder, 's'))).to.equal('hello');
      server.close();
      expect(readdirSync(folder)).to.deep.equal([]);
    }),
  );

  it(
    'is left alone when it is that of a server that has taken its place',
    realTime(function* () {
      const path = join(folder, 's');
      const old = yield* serving('old', path);
      unlinkSync(path);
      const young = yield* serving('young', path);
      old.close();
      expect(yield* answer(path)).to.equal('young');
      young.close();
      expect(readdirSync(folder)).to.deep.equal([]);
    }),
  );

  it(
    'is left alone when something else is there by then',
    realTime(function* () {
      const path = join(folder, 's');
      const server = yield* serving('hello', path);
      unlinkSync(path);
      writeFileSync(path, 'precious');
      server.close();
      expect(existsSync(path)).to.equal(true);
    }),
  );

  it(
    'is the one that its relative path meant at bind()',
    realTime(function* () {
      mkdirSync(join(folder, 'other'));
      process.chdir(folder);
      const server = yield* serving('hello', 's');
      process.chdir('other');
      writeFileSync('s', 'precious');
      server.close();
      expect(readdirSync(folder)).to.deep.equal(['other']);
      expect(readdirSync('.')).to.deep.equal(['s']);
    }),
  );

  it(
    'may have a name as long as the system allows, in any folder, and a relative one may be longer in full',
    realTime(function* () {
      for (const length of [1, 2, 40]) {
        const inner = join(folder, 'x'.repeat(107 - folder.length - 2 - length));
        mkdirSync(inner);
        const path = join(inner, 's'.repeat(length));
        const server = yield* serving('hello', path);
        expect(yield* answer(path)).to.equal('hello');
        process.chdir(inner);
        const relative = yield* serving('there', 'y'.repeat(60));
        expect(yield* answer('y'.repeat(60))).to.equal('there');
        for (const one of [server, relative]) one.close();
        expect(readdirSync(inner)).to.deep.equal([]);
      }
    }),
  );

  it(
    'is made where its path leaves one letter, of which all but two are taken',
    realTime(function* () {
      const inner = join(folder, 'x'.repeat(107 - folder.length - 3));
      mkdirSync(inner);
      for (const letter of '0123456789abcdefghijklmnopqrtuvwxy') writeFileSync(join(inner, letter), '');
      for (let i = 0; i < 40; i++) {
        const server = yield* serving('hello', join(inner, 's'));
        expect(yield* answer(join(inner, 's'))).to.equal('hello');
        server.close();
        expect(readdirSync(inner)).to.have.length(34);
      }
    }),
  );

  it(
    'is not made where anything is, and then nothing is left',
    realTime(function* () {
      const path = join(folder, 's');
      writeFileSync(path, 'precious');
      expect(() => new Named('hello').bind(path))
        .to.throw(PipeError)
        .with.property('code', 'EADDRINUSE');
      expect(() => new Named('hello').bind(`${folder}/`))
        .to.throw(PipeError)
        .with.property('code', 'EADDRINUSE');
      yield* sleep(0.005);
      expect(readdirSync(folder)).to.deep.equal(['s']);
    }),
  );
});
