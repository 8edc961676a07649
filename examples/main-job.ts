/**
 * The main job: many clients talk to an echo server at once, in one process over real TCP, and check every byte.
 *
 *   npm run demo                                    1,000 clients, 50 lines each
 *   npm run demo -- --clients 10000 --lines 20
 *
 * Each client is a tasklet that reads as one straight function (`converse` below). Ends with a table, and with exit code 0
 * only if no line was lost or wrong.
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { type Op, TaskletExit, TaskletGroup, run, sleep } from 'evergreen-ts';
import { type Address, TCPClient, type TCPConnection, TCPServer } from 'evergreen-ts/io';
import { Progress } from './support/progress.js';

class EchoServer extends TCPServer {
  override *handleConnection(connection: TCPConnection): Op<void> {
    for (let line; (line = yield* connection.readUntil('\n')).length > 0;) connection.write(line);
  }
}

/** What came of it. */
class Tally {
  lines = 0;
  bytes = 0;
  wrong = 0;
  failed = 0;
  firstError: unknown = undefined;
  readonly latencies: Float64Array;

  constructor(expected: number) {
    this.latencies = new Float64Array(expected);
  }

  right(bytes: number, milliseconds: number): void {
    this.latencies[this.lines++] = milliseconds;
    this.bytes += bytes;
  }

  latency(quantile: number): number {
    const sorted = this.latencies.subarray(0, this.lines).sort();
    return sorted[Math.min(Math.floor(quantile * this.lines), this.lines - 1)] ?? NaN;
  }
}

/** One client: sends lines of random length and content, and wants each back as it was. */
function* converse(address: Address, lines: number, tally: Tally): Op<void> {
  using client = new TCPClient();
  yield* client.connect(address);
  for (let i = 0; i < lines; i++) {
    const line = randomLine();
    const sent = performance.now();
    client.write(line);
    const echo = yield* client.readUntil('\n');
    if (echo.equals(line)) tally.right(line.length, performance.now() - sent);
    else tally.wrong++;
  }
}

function* client(address: Address, lines: number, tally: Tally): Op<void> {
  try {
    yield* converse(address, lines, tally);
  } catch (error) {
    if (error instanceof TaskletExit) throw error;
    tally.failed++;
    tally.firstError ??= error;
  }
}

/** 1 to 200 random bytes, none of them a line feed, and the line feed. */
function randomLine(): Buffer {
  const line = randomBytes(2 + Math.floor(Math.random() * 200));
  for (let at; (at = line.indexOf(10)) >= 0;) line[at] = 11;
  line[line.length - 1] = 10;
  return line;
}

function* main(clients: number, lines: number): Op<boolean> {
  const atOnce = Math.min(clients, connectionLimit());
  const tally = new Tally(clients * lines);
  const server = new EchoServer();
  server.bind(['127.0.0.1', 0]);
  const address = server.sockname;
  const progress = new Progress('lines echoed', clients * lines, () => tally.lines);
  const began = performance.now();
  yield* server.listen();
  yield* TaskletGroup.run(function* (group) {
    const showing = group.spawn(() => progress.show());
    yield* TaskletGroup.run(function* (talks) {
      let next = atOnce;
      for (let i = 0; i < atOnce; i++) {
        talks.spawn(function* (): Op<void> {
          // One client each; where the limit is in the way, then one of those that had to wait.
          do yield* client(address, lines, tally);
          while (next++ < clients);
        });
      }
      yield* sleep();
    });
    showing.kill();
  });
  server.close();
  progress.done();
  report(clients, lines, tally, (performance.now() - began) / 1000);
  return tally.lines === clients * lines;
}

function report(clients: number, lines: number, tally: Tally, seconds: number): void {
  const lost = clients * lines - tally.lines - tally.wrong;
  const whole = new Intl.NumberFormat('en');
  const rows = {
    clients: whole.format(clients),
    lines: whole.format(tally.lines),
    bytes: whole.format(tally.bytes),
    seconds: seconds.toFixed(2),
    'lines/s': whole.format(Math.round(tally.lines / seconds)),
    'median latency': `${tally.latency(0.5).toFixed(1)} ms`,
    'p99 latency': `${tally.latency(0.99).toFixed(1)} ms`,
    'peak memory': `${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`,
    'wrong lines': whole.format(tally.wrong),
    'lost lines': whole.format(lost),
  };
  for (const [name, value] of Object.entries(rows)) console.log(`${name.padEnd(16)}${value.padStart(16)}`);
  if (tally.failed > 0)
    console.log(`${tally.failed} clients failed, the first with: ${String(tally.firstError)}`);
}

function count(option: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new RangeError(`--${option} must be a positive integer, not ${text}`);
  return value;
}

/** Connections this process may have open at once: both ends of each are in it, and the rest needs some descriptors too. */
function connectionLimit(): number {
  const { userLimits } = process.report.getReport() as {
    userLimits?: { open_files?: { soft: number | string } };
  };
  const descriptors = Number(userLimits?.open_files?.soft);
  return Number.isNaN(descriptors) ? Infinity : Math.max(Math.floor((descriptors - 64) / 2), 1);
}

const { values } = parseArgs({
  options: { clients: { type: 'string', default: '1000' }, lines: { type: 'string', default: '50' } },
});
const clients = count('clients', values.clients);
if (clients > connectionLimit()) {
  console.error(
    `The descriptor limit is in the way: of ${clients} clients, ${connectionLimit()} talk at once and the others after them. ` +
      `For all at once, raise it first: ulimit -n ${2 * clients + 64}`,
  );
}
process.exitCode = (await run(main, clients, count('lines', values.lines))) ? 0 : 1;
