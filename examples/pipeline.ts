/**
 * A pipeline that grows: prime numbers by Eratosthenes' sieve, each prime a stage of its own between two channels.
 *
 *   npm run ts examples/pipeline.ts                 primes up to 100
 *   npm run ts examples/pipeline.ts -- 1000
 *
 * The numbers from 2 on run through all stages, and each stage lets pass what its prime does not divide. What comes out at
 * the end is the next prime, and gets a stage. The count closes its channel after the last number, and each stage the next.
 */
import { Channel, type Op, run, spawn } from 'evergreen-ts';

function* count(limit: number, out: Channel<number>): Op<void> {
  for (let number = 2; number <= limit; number++) yield* out.send(number);
  out.close();
}

function* sieve(prime: number, from: Channel<number>, out: Channel<number>): Op<void> {
  yield* from.forEach((number) => {
    if (number % prime !== 0) return out.send(number);
    return undefined;
  });
  out.close();
}

function* main(limit: number): Op<void> {
  const primes: number[] = [];
  let end = new Channel<number>();
  spawn(count, limit, end);
  for (let next; (next = yield* end.next()).done !== true;) {
    const prime = next.value;
    primes.push(prime);
    const out = new Channel<number>();
    spawn(sieve, prime, end, out);
    end = out;
  }
  console.log(primes.join(' '));
  console.log(`${primes.length} primes up to ${limit}, ${primes.length} stages`);
}

await run(main, Number(process.argv[2] ?? 100));
