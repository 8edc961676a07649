/** Which kind of handles serves this process: chosen on first use. */
import type { HandleKind } from './handle.js';
import { nodeHandles } from './node/index.js';
import { uvHandles } from './uv/index.js';

let kind: HandleKind | undefined;

export function handles(): HandleKind {
  return (kind ??= choose(process.env['EVERGREEN_IO']));
}

function choose(wish: string | undefined): HandleKind {
  switch (wish) {
    case undefined:
    case '':
      try {
        return uvHandles();
      } catch {
        return nodeHandles();
      }
    case 'node':
      return nodeHandles();
    case 'uv':
      return uvHandles();
    default:
      throw new Error(`EVERGREEN_IO must be uv or node, not ${wish}`);
  }
}
