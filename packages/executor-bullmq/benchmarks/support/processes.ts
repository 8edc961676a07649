// A Redis on a Unix socket, and processes that work for its queues.
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Database, redis } from '../../../../test/support/databases.js';

export interface Stage {
  readonly database: Database;
  readonly connection: { readonly path: string };
  start(side: 'ours' | 'bare', lockDuration?: number): ChildProcess;
  end(): Promise<void>;
}

export async function stage(): Promise<Stage> {
  const database = await redis('--appendonly', 'yes');
  const connection = { path: database.path };
  const children: ChildProcess[] = [];
  return {
    database,
    connection,
    start(side, lockDuration = 10) {
      const file = fileURLToPath(new URL('worker.ts', import.meta.url));
      const child = fork(file, [JSON.stringify({ side, connection, lockDuration })]);
      children.push(child);
      return child;
    },
    async end() {
      for (const child of children) child.kill('SIGKILL');
      await database.stop();
    },
  };
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** The median, and the range. */
export function summary(values: readonly number[], unit = ''): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const digits = median(values) < 100 ? 2 : 0;
  return `${median(values).toFixed(digits)}${unit} (${low.toFixed(digits)}–${high.toFixed(digits)})`;
}
