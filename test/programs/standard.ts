// The programs that test/io/tty/standard.test.ts runs behind pipes, sockets, files and terminals: `node standard-program.mjs <program> ...`.
import { closeSync, fstatSync, openSync, writeSync } from 'node:fs';
import { EventLoop, Lock, type Op, Tasklet, run, sleep, spawn } from 'evergreen-ts';
import { type BaseStream, StderrStream, type StreamError, StdinStream, StdoutStream } from 'evergreen-ts/io';

const [program = '', ...args] = process.argv.slice(2);

/** Numbered lines, some more than a million bytes of them. */
const LINES = Array.from({ length: 20_000 }, (_, i) => `${String(i).padStart(60)}\n`);

/** Write to stderr, past every stream that may queue it. */
function say(...words: unknown[]): void {
  writeSync(2, `${words.map(String).join(' ')}\n`);
}

function* codeOf(op: Op<unknown>): Op<unknown> {
  try {
    return yield* op;
  } catch (error) {
    return (error as StreamError).code;
  }
}

function thrownBy(use: () => unknown): unknown {
  try {
    return use();
  } catch (error) {
    return (error as StreamError).code;
  }
}

function* copy(from: BaseStream, to: BaseStream): Op<void> {
  for (let data; (data = yield* from.read()).length > 0;) {
    to.write(data);
    yield* to.drain();
  }
}

const PROGRAMS: Record<string, () => Op<unknown>> = {
  *cat() {
    using stdin = new StdinStream();
    using stdout = new StdoutStream();
    if (args.includes('tell')) say(stdin.isTTY, stdout.isTTY, new StderrStream().isTTY);
    yield* copy(stdin, stdout);
  },

  /** Writes more than any pipe holds, and then ends in some way. */
  *flood() {
    const stdout = new StdoutStream();
    console.log('begin');
    const taken = LINES.map((line) => stdout.write(line));
    console.log('in between');
    stdout.write('the rest\n');
    const [way] = args;
    say(taken[0], taken.at(-1));
    if (way === 'late') process.on('exit', () => stdout.write('after all\n'));
    if (way === 'exit' || way === 'late') process.exit(3);
    if (way === 'tasklet fails') throw new Error('as intended');
    if (way === 'uncaught')
      process.nextTick(() => {
        throw new Error('as intended');
      });
    if (way === 'close') {
      stdout.close();
      console.log('after all');
    }
    if (way === 'shutdown') yield* stdout.shutdown();
    if (way === 'flush') yield* stdout.flush();
    if (way === 'flush') say('flushed');
  },

  /** Other tasklets go on while the output is not read. */
  *others() {
    const stdout = new StdoutStream();
    const writer = spawn(function* () {
      for (const line of LINES) {
        stdout.write(line);
        yield* stdout.drain();
      }
    });
    let ticks = 0;
    while (ticks < 20) {
      yield* sleep(0.001);
      ticks++;
    }
    say(writer.state, ticks);
    yield* writer.join();
    yield* stdout.flush();
    say('all is written');
  },

  *yes() {
    const stdout = new StdoutStream();
    stdout.write('y\n');
    const error = yield* codeOf(
      (function* (): Op<void> {
        for (;;) {
          stdout.write('y\n');
          yield* stdout.drain();
        }
      })(),
    );
    say(
      error,
      thrownBy(() => stdout.write('more')),
      yield* codeOf(stdout.flush()),
    );
    say(thrownBy(() => new StdoutStream().write('more')));
    yield* sleep();
  },

  *parkedWriter() {
    const stdout = new StdoutStream();
    for (const line of LINES) stdout.write(line);
    const ops = [stdout.flush(), stdout.drain(), stdout.shutdown()];
    const waiting = ops.map((op) => spawn(() => codeOf(op)));
    yield* sleep();
    say('parked');
    for (const one of waiting) say(yield* one.get());
    stdout.close();
    console.log('the process does not crash');
  },

  *uncaughtWriter() {
    const stdout = new StdoutStream();
    for (;;) {
      stdout.write('y\n');
      yield* stdout.drain();
    }
  },

  *oneWay() {
    using stdin = new StdinStream();
    using stdout = new StdoutStream();
    say(
      thrownBy(() => stdin.write('x')),
      yield* codeOf(stdin.shutdown()),
      yield* codeOf(stdout.read()),
    );
  },

  *again() {
    for (const round of ['first', 'second']) {
      using stdin = new StdinStream();
      using stdout = new StdoutStream();
      stdout.write(`${round}: `);
      stdout.write(yield* stdin.readBytes(2));
      stdout.write('\n');
      console.log('console');
    }
    say(fstatSync(0).isDirectory(), fstatSync(1).isDirectory(), fstatSync(2).isDirectory());
  },

  /** Two streams on one descriptor. */
  *two() {
    const [a, b] = [new StdinStream(), new StdinStream()];
    const readers = [a, b].map((stream) =>
      spawn(function* () {
        const lines: string[] = [];
        for (let line; (line = yield* stream.readUntil('\n')).length > 0;) {
          lines.push(line.toString().trim());
          say('read', line.toString().trim());
        }
        return lines;
      }),
    );
    const both = [];
    for (const reader of readers) both.push(...(yield* reader.get()));
    say(...both.sort());
    a.close();
    say(
      (yield* b.read()).length,
      thrownBy(() => b.write('x')),
    );
    b.close();
    using again = new StdinStream();
    say((yield* again.read()).length);
  },

  /** On descriptors that are not standard, there is one stream at a time; what has the number later is left alone. */
  *taken() {
    const make = (Class: typeof StdinStream | typeof StdoutStream) => (): unknown => new Class(3);
    const streams = [StdinStream, StdoutStream];
    const first = new StdoutStream(3);
    say(...streams.map((Class) => thrownBy(make(Class))));
    first.close();
    while (isOpen(3)) yield* sleep(0.001);
    const file = openSync('mine', 'w+');
    say(file);
    const lost = new StdoutStream(3);
    closeSync(3);
    const other = openSync('other', 'w+');
    say(
      other,
      thrownBy(() => lost.write('x')),
    );
    lost.close();
    yield* sleep(0.001);
    say(fstatSync(other).size);
  },

  *leave() {
    new StdinStream();
    yield* sleep();
  },

  *errors() {
    using stdin = new StdinStream();
    const error = (yield* codeOf(stdin.read())) as Buffer | string;
    using stdout = new StdoutStream();
    say(
      typeof error === 'string' ? error : error.length,
      thrownBy(() => stdout.write('x')),
    );
  },

  /** A descriptor that is not standard is closed with the stream. */
  *other() {
    const fd = args[0] === undefined ? 3 : openSync(args[0], 'r+');
    const stdout = new StdoutStream(fd);
    stdout.write('to the other one\n');
    for (const line of LINES) stdout.write(line);
    stdout.close();
    yield* sleep(0.001);
    while (isOpen(fd)) yield* sleep(0.001);
    say('closed');
  },

  *otherIn() {
    const stdin = new StdinStream(3);
    say((yield* stdin.readUntil('\n')).toString().trim());
    stdin.close();
    while (isOpen(3)) yield* sleep(0.001);
    say('closed');
  },

  *killed() {
    const stdin = new StdinStream();
    const reader = spawn(() => stdin.read());
    yield* sleep();
    reader.kill();
    yield* reader.join();
    say('killed');
    say((yield* stdin.readUntil('\n')).toString().trim());
    const other = spawn(() => codeOf(stdin.read()));
    yield* sleep();
    stdin.close();
    say(yield* other.get());
  },

  *daemon() {
    const stdin = new StdinStream();
    const reader = new Tasklet({ target: () => stdin.read(), daemon: true }).start();
    yield* sleep();
    say(reader.state);
  },

  *deadlock() {
    const stdin = new StdinStream();
    yield* stdin.readUntil('\n');
    const lock = new Lock();
    yield* lock.acquire();
    yield* lock.acquire();
  },
};

function isOpen(fd: number): boolean {
  return thrownBy(() => fstatSync(fd).isDirectory()) === false;
}

/** On a loop that is never destroyed, streams that are never closed do not keep the process alive. */
async function leaveOpen(): Promise<void> {
  const loop = new EventLoop();
  spawn(function* () {
    const stdin = new StdinStream();
    new StdoutStream().write(yield* stdin.readUntil('\n'));
    const reader = spawn(() => stdin.read());
    yield* sleep();
    reader.kill();
  });
  await loop.run();
  say('ended');
}

if (program === 'leaveOpen') await leaveOpen();
else await run(PROGRAMS[program] as () => Op<unknown>);
