/**
 * What the TLS servers of peers/ have in common: their certificate, and what they tell the benchmark that has forked them: the
 * port, and whenever it asks, what they have used so far.
 */
import { readFileSync } from 'node:fs';

/** What a server has used. */
export interface Usage {
  /** Nanoseconds of a core. */
  readonly cpu: number;
  /** Bytes, of which those are free that could be. */
  readonly memory: number;
}

const file = (name: string): Buffer =>
  readFileSync(new URL(`../../test/fixtures/tls/${name}.pem`, import.meta.url));

export const identity = { key: file('server-key'), cert: file('server') };
export const authority = file('ca');

/** Tell the port, and from now on whoever asks, the usage. */
export function tell(port: number): void {
  process.on('message', (asked: keyof Usage) => {
    const { user, system } = process.cpuUsage();
    // A full collection is not what a server does for a connection.
    if (asked === 'memory') (globalThis as { gc?: () => void }).gc?.();
    process.send?.({ cpu: (user + system) * 1000, memory: process.memoryUsage().rss } satisfies Usage);
  });
  process.on('disconnect', () => process.exit());
  process.send?.(port);
}

/**
 * What a server has besides. V8 begins to mark only when a heap is larger than 8 MiB: then each 32 MB of buffers that come and go
 * make it do so, below that none do, and a server that has nothing to remember is none.
 */
export const state = Array.from({ length: 250_000 }, (_, i) => ({ i }));
