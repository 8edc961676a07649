// The programs that test/io/tty/tty.test.ts runs in terminals: `node tty-program.mjs <program> ...`.
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, fstatSync, openSync } from 'node:fs';
import { connect } from 'node:net';
import {
  Event,
  EventLoop,
  Lock,
  type Op,
  Tasklet,
  current,
  fromCallback,
  run,
  sleep,
  spawn,
} from 'evergreen-ts';
import { type StreamError, TTYStream } from 'evergreen-ts/io';

const [program = '', ...args] = process.argv.slice(2);

/** How the terminal is set, for comparison. */
function mode(): string {
  return execFileSync('stty', ['-g'], { stdio: ['inherit', 'pipe', 'inherit'], encoding: 'utf8' }).trim();
}

function isRaw(): boolean {
  const all = execFileSync('stty', ['-a'], { stdio: ['inherit', 'pipe', 'inherit'], encoding: 'utf8' });
  return all.includes('-icanon') && all.includes('-echo ') && all.includes('-isig');
}

function say(...words: unknown[]): void {
  console.log(...words.map((word) => (typeof word === 'string' ? word : JSON.stringify(word))));
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

const LISTENED = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM', 'exit'];
const counts = (): number[] => LISTENED.map((name) => process.listenerCount(name));
const atFirst = counts();
/** How many listeners were added since. */
const listeners = (): number[] => counts().map((count, i) => count - (atFirst[i] as number));

/** The program has a listener for the signal, too. */
function prepare(signal: NodeJS.Signals, how: string | undefined): void {
  const { loop } = current;
  if (how === 'handled') loop.addSignalHandler(signal, () => process.exit(5));
  if (how === 'once') process.once(signal, () => process.exit(6));
  if (how === 'after a handler') loop.addSignalHandler(signal, () => undefined).cancel();
  if (how === 'again')
    loop.addSignalHandler(signal, () => {
      loop.removeSignalHandler(signal);
      process.kill(process.pid, signal);
    });
}

/** Goes raw, and then ends in some way. */
function* endRaw(way: string): Op<void> {
  const terminal = new TTYStream(0, true);
  terminal.setRawMode(true);
  say(isRaw() ? 'raw' : 'NOT RAW');
  const [signal, how] = (/^(SIG\w+) ?(.*)/.exec(way) ?? []).slice(1) as [NodeJS.Signals?, string?];
  if (signal !== undefined) prepare(signal, how);
  if (way === 'exit') process.exit(3);
  if (way === 'uncaught')
    process.nextTick(() => {
      throw new Error('as intended');
    });
  if (way === 'tasklet fails') throw new Error('as intended');
  if (way === 'return') return;
  if (way === 'close') terminal.close();
  if (signal !== undefined) process.kill(process.pid, signal);
  if (way !== 'close') yield* sleep(20);
}

const PROGRAMS: Record<string, () => Op<unknown>> = {
  *size() {
    using terminal = new TTYStream(0, true);
    const tell = (): void => say('size', terminal.winsize);
    current.loop.addSignalHandler('SIGWINCH', tell);
    tell();
    yield* terminal.readUntil('\n');
  },

  *keys() {
    using terminal = new TTYStream(0, true);
    say('lines');
    say((yield* terminal.read()).toString());
    terminal.setRawMode(true);
    say('keys');
    for (let key = ''; key !== 'q';) say((key = (yield* terminal.read()).toString()));
    terminal.setRawMode(false);
    say('lines again');
    say((yield* terminal.readUntil('\n')).toString());
    say((yield* terminal.read()).toString());
    say((yield* terminal.read()).toString());
  },

  *listeners() {
    const terminals = [new TTYStream(0, true), new TTYStream(1, false)] as const;
    say(listeners());
    for (const terminal of terminals) terminal.setRawMode(true);
    say(listeners());
    for (const terminal of terminals) terminal.setRawMode(false);
    say(listeners());
    terminals[0].setRawMode(true);
    terminals[0].close();
    say(listeners());
    yield* sleep();
  },

  *two() {
    const before = mode();
    const told = (): string => (mode() === before ? 'as before' : isRaw() ? 'raw' : 'otherwise');
    for (const first of ['switched off', 'closed']) {
      const [a, b] = [new TTYStream(0, true), new TTYStream(1, true)] as const;
      a.setRawMode(true);
      b.setRawMode(true);
      b.setRawMode(true);
      const trace = [told()];
      if (first === 'closed') a.close();
      else a.setRawMode(false);
      trace.push(told());
      b.setRawMode(false);
      trace.push(told());
      b.setRawMode(true);
      b.close();
      trace.push(told());
      a.close();
      say(trace);
    }
    yield* sleep();
  },

  /** The shell changes the mode while this is stopped. */
  *stopped() {
    const [first, second] = [new TTYStream(0, true), new TTYStream(0, true)] as const;
    const before = mode();
    for (const terminal of [first, second]) terminal.setRawMode(true);
    const continued = new Event();
    current.loop.addSignalHandler('SIGCONT', () => continued.set());
    process.kill(process.pid, 'SIGSTOP');
    yield* continued.wait(20);
    const after = isRaw();
    second.setRawMode(true);
    say(after, isRaw());
    second.setRawMode(false);
    say(isRaw());
    first.close();
    say(mode() === before);
  },

  *refusals() {
    const fd = openSync('/dev/tty', 'r+');
    const terminal = new TTYStream(fd, false);
    say(yield* codeOf(terminal.read()), terminal.write(''));
    terminal.setRawMode(true);
    terminal.close();
    say(isRaw());
    const uses = [() => terminal.winsize, () => terminal.setRawMode(true), () => terminal.write('x')];
    const opens = [() => fstatSync(fd), () => new TTYStream(fd, true), () => closeSync(fd)];
    say([...uses, ...opens].map(thrownBy), yield* codeOf(terminal.read()));
    new TTYStream(0, true).close();
    const taken = openSync('/dev/tty', 'r+');
    const lost = new TTYStream(taken, true);
    say(thrownBy(() => new TTYStream(taken, true)));
    closeSync(taken);
    const file = openSync('/dev/null', 'r');
    lost.close();
    say(fstatSync(0).isCharacterDevice(), file === taken, fstatSync(file).isCharacterDevice());
  },

  *killed() {
    const terminal = new TTYStream(0, true);
    const reader = spawn(() => terminal.read());
    yield* sleep();
    reader.kill();
    yield* reader.join();
    spawn(() => terminal.close());
    say(yield* codeOf(terminal.read()));
    const other = new TTYStream(0, true);
    say((yield* other.readUntil('\n')).toString());
    other.close();
  },

  *daemon() {
    const terminal = new TTYStream(0, true);
    const reader = new Tasklet({ target: () => terminal.read(), daemon: true }).start();
    yield* sleep();
    say(reader.state);
  },

  *deadlock() {
    const terminal = new TTYStream(0, true);
    say((yield* terminal.read()).toString());
    const lock = new Lock();
    yield* lock.acquire();
    yield* lock.acquire();
  },

  *hungUp() {
    const terminal = new TTYStream(0, true);
    current.loop.addSignalHandler('SIGHUP', () => undefined);
    terminal.setRawMode(true);
    say('ready');
    const outcome = [yield* codeOf(terminal.read()), yield* codeOf(terminal.read())];
    const socket = connect(Number(args[0]), '127.0.0.1');
    yield* fromCallback((sent) => socket.end(outcome.map(String).join(), () => sent(null)));
  },

  *flood() {
    const terminal = new TTYStream(1, false);
    for (let i = 0; i < 20_000; i++) terminal.write(`${String(i).padStart(60)}\n`);
    yield* terminal.flush();
    say('flushed');
    for (let i = 0; i < 1000; i++) terminal.write(`${String(i).padStart(60)}\n`);
    yield* terminal.shutdown();
    say(thrownBy(() => terminal.write('x')));
  },

  *raw() {
    yield* endRaw(args.join(' '));
  },
};

/** Prints, for each way to end, what the parent sees of it, and whether the terminal is as it was. */
function tellWays(): void {
  const before = mode();
  for (const way of args) {
    const { status, signal, stdout } = spawnSync(
      process.execPath,
      [process.argv[1] as string, 'raw', ...way.split(' ')],
      { stdio: ['inherit', 'pipe', 'ignore'], encoding: 'utf8' },
    );
    const after = mode() === before ? 'as before' : 'CHANGED';
    say(`${way}: ${stdout.trim()}, ${signal ?? status}, ${after}`);
    execFileSync('stty', [before], { stdio: 'inherit' });
  }
}

/** A loop that is never destroyed, and a terminal that is never closed, do not keep the process alive. */
async function leaveOpen(): Promise<void> {
  const loop = new EventLoop();
  spawn(function* () {
    const terminal = new TTYStream(0, true);
    say((yield* terminal.read()).toString());
    const reader = spawn(() => terminal.read());
    yield* sleep();
    reader.kill();
  });
  await loop.run();
  say('ended');
}

if (program === 'ways') tellWays();
else if (program === 'leaveOpen') await leaveOpen();
else await run(PROGRAMS[program] as () => Op<unknown>);
