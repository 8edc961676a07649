/**
 * Workers, made from one text that is fetched once: so that nothing is fetched when a program is run, and so that the page's policy
 * binds them, which it does for a worker from a blob only.
 */
import address from '../worker/main.ts?worker&url';

let blob: Promise<string> | undefined;

async function load(): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return URL.createObjectURL(new Blob([await response.text()], { type: 'text/javascript' }));
}

/** Error if it cannot be loaded; the next call tries again. */
export async function newWorker(): Promise<Worker> {
  try {
    return new Worker(await (blob ??= load()), { type: 'module', name: 'program' });
  } catch (error) {
    blob = undefined;
    throw error;
  }
}
