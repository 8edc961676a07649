// The kinds of handles that there are here. The native one is on Linux only, and needs koffi; the suite has that, but what a
// user's checkout has left out it can do without.
import type { HandleKind } from '../../src/handles/handle.js';
import { nativeHandles } from '../../src/handles/native/index.js';
import { nodeHandles } from '../../src/handles/node/index.js';
import { uvHandles } from '../../src/handles/uv/index.js';

export type KindName = 'uv' | 'node' | 'native';

/** All kinds; each is made on first use. */
export const KINDS: Readonly<Record<KindName, () => HandleKind>> = {
  uv: uvHandles,
  node: nodeHandles,
  native: nativeHandles,
};

/** Those that are to be had. */
export const KINDS_HERE: readonly KindName[] = nativeIsHere() ? ['uv', 'node', 'native'] : ['uv', 'node'];

function nativeIsHere(): boolean {
  try {
    nativeHandles();
    return true;
  } catch (error) {
    if (process.env.EVERGREEN_PEERS === 'required' && process.platform === 'linux') throw error;
    return false;
  }
}

/** As describe(), of what the native kind does: pending where it is not to be had. */
export function describeNative(title: string, suite: (this: Mocha.Suite) => void): void {
  if (KINDS_HERE.includes('native')) describe(title, suite);
  else describe.skip(title, suite);
}
