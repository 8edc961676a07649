/**
 * Workers, made from one text that is fetched once: so that nothing is fetched when a program is run, and so that the page's policy
 * binds them, which it does for a worker from a blob only.
 */
import plain from '../worker/main.ts?worker&url';
import ported from '../worker/ported.ts?worker&url';

/** What a worker can run: programs of the library, or those that were ported from Python, too. */
export type WorkerKind = 'plain' | 'ported';

const ADDRESSES: Readonly<Record<WorkerKind, string>> = { plain, ported };
const blobs = new Map<WorkerKind, Promise<string>>();

async function load(kind: WorkerKind): Promise<string> {
  const response = await fetch(ADDRESSES[kind]);
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return URL.createObjectURL(new Blob([await response.text()], { type: 'text/javascript' }));
}

/** Error if it cannot be loaded; the next call tries again. */
export async function newWorker(kind: WorkerKind): Promise<Worker> {
  const blob = blobs.get(kind) ?? load(kind);
  blobs.set(kind, blob);
  try {
    return new Worker(await blob, { type: 'module', name: 'program' });
  } catch (error) {
    blobs.delete(kind);
    throw error;
  }
}
