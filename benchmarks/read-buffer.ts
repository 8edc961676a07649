/**
 * Does it cost linear time to wait for a delimiter? Bytes come in pieces, and after each the read buffer is asked for the
 * end of a line, as a parked reader does. First megabytes that have none, in pieces of 1 KB, then lines byte by byte: four
 * times as much must take four times as long, and no longer.
 *
 *     npm run bench benchmarks/read-buffer.ts -- [--rounds 15] [--only "no delimiter"] [--quick] [--json]
 *
 * The peer is what is often written instead: join what has come to what there is, and search it all. It is given the least
 * amount only.
 */
import { ReadBuffer } from '../src/io/read-buffer.js';
import { json, printTable, progress, quantile, quartiles, quick, times, verdict, wanted } from './report.js';
import { rounds as roundsAsked } from './report.js';

const ROUNDS = roundsAsked ?? (quick ? 5 : 15);
/** What a byte may cost more when there are four times as many. */
const GOAL = 1.2;

const NEWLINE = Buffer.from('\n');
const MEGABYTE = 1_000_000;

interface Case {
  readonly name: string;
  /** Bytes of a piece, and of a line; undefined: there is no end of line. */
  readonly piece: number;
  readonly line?: number;
}

const CASES: readonly Case[] = [
  { name: 'no delimiter, pieces of 1 KB', piece: 1000 },
  { name: 'lines of 1 KB, byte by byte', piece: 1, line: 1000 },
  { name: 'lines of 100 KB, byte by byte', piece: 1, line: 100_000 },
];
const SIZES = [2.5, 5, 10];

/** The pieces of so many bytes: they lie in one block of memory, as they would in that of a socket. */
function* piecesOf({ piece, line }: Case, bytes: number): Generator<Buffer, void> {
  const text = Buffer.alloc(Math.max(line ?? 0, piece), 'x');
  if (line !== undefined) NEWLINE.copy(text, line - 1);
  for (let i = 0; i < bytes; i += piece) yield text.subarray(i % text.length, (i % text.length) + piece);
}

/** Seconds. */
function timeOurs(one: Case, bytes: number): number {
  const buffer = new ReadBuffer();
  let taken = 0;
  const start = performance.now();
  for (const piece of piecesOf(one, bytes)) {
    buffer.push(piece);
    const end = buffer.find(NEWLINE);
    if (end >= 0) taken += buffer.take(end).length;
  }
  taken += buffer.take(buffer.size).length;
  const time = performance.now() - start;
  if (taken !== bytes) throw new Error(`${taken} bytes came out of ${bytes}`);
  return time / 1000;
}

function timePeer(one: Case, bytes: number): number {
  let rest = Buffer.alloc(0);
  const start = performance.now();
  for (const piece of piecesOf(one, bytes)) {
    rest = Buffer.concat([rest, piece]);
    const end = rest.indexOf(NEWLINE) + 1;
    if (end > 0) rest = rest.subarray(end);
  }
  return (performance.now() - start) / 1000;
}

/** In each round all sizes, so that they have the same weather. */
function measure(one: Case): { readonly times: readonly number[][]; readonly peer: number } {
  const times: number[][] = SIZES.map(() => []);
  for (let round = -2; round < ROUNDS; round++) {
    progress(`${one.name}: ${round < 0 ? 'warming up' : `round ${round + 1}`}`);
    SIZES.forEach((size, i) => {
      const time = timeOurs(one, size * MEGABYTE);
      if (round >= 0) times[i]?.push(time);
    });
  }
  return { times, peer: timePeer(one, (SIZES[0] as number) * MEGABYTE) };
}

const results = CASES.filter(({ name }) => wanted(name)).flatMap((one) => {
  const { times, peer } = measure(one);
  return SIZES.map((size, i) => {
    const ratios = (times[i] as number[]).map((time, round) => {
      return time / size / ((times[0]?.[round] as number) / (SIZES[0] as number));
    });
    const [ratio, seconds] = [quantile(ratios), quantile(times[i] as number[])];
    const last = i === SIZES.length - 1;
    return {
      case: `${one.name}: ${size} MB`,
      seconds,
      nsEach: (seconds * 1e9) / (size * MEGABYTE),
      peerSeconds: i === 0 ? peer : undefined,
      ratio,
      spread: quartiles(ratios),
      goal: last ? GOAL : undefined,
      met: last ? ratio <= GOAL : undefined,
    };
  });
});
progress('');

if (json) {
  console.log(JSON.stringify({ benchmark: 'read-buffer', node: process.version, results }, undefined, 2));
} else {
  console.log(
    `read buffer; Node ${process.version}; ratio: cost of a byte / that of a byte of ${SIZES[0]} MB`,
  );
  const milliseconds = (seconds: number): string => `${(seconds * 1000).toFixed(seconds < 0.1 ? 1 : 0)} ms`;
  printTable(
    [
      ['case', 'time', 'a byte', 'joining all', 'ratio', 'quartiles', 'goal', ''],
      ...results.map((one) => [
        one.case,
        milliseconds(one.seconds),
        `${one.nsEach.toFixed(2)} ns`,
        one.peerSeconds === undefined ? '' : milliseconds(one.peerSeconds),
        `${times(one.ratio)} ×`,
        one.spread.map(times).join(' … '),
        one.goal === undefined ? '' : `≤ ${one.goal} ×`,
        verdict(one.met),
      ]),
    ],
    2,
  );
}
