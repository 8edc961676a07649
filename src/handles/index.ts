/**
 * Which kind of handles serves this process: Node's internal ones where they are to be had, else those over its public
 * streams. EVERGREEN_IO=uv or EVERGREEN_IO=node forces one. Chosen on first use.
 */
import type { HandleKind } from './handle.js';
import { nodeHandles } from './node/index.js';
import { bindingsAreDeprecated } from './uv/bindings.js';
import { uvHandles } from './uv/index.js';

let kind: HandleKind | undefined;

/** The kind. Error if EVERGREEN_IO asks for what is not to be had, RangeError if it asks for something else. */
export function handles(): HandleKind {
  return (kind ??= choose(process.env['EVERGREEN_IO'] ?? ''));
}

function choose(wish: string): HandleKind {
  if (wish === 'uv') return orWhyNot(uvHandles);
  if (wish === 'node') return nodeHandles();
  if (wish !== '') throw new RangeError(`EVERGREEN_IO must be uv or node, not ${JSON.stringify(wish)}`);
  // Who asks for warnings of what may go is shown that it would be well.
  if (bindingsAreDeprecated()) return nodeHandles();
  try {
    return uvHandles();
  } catch {
    // Whatever the reason: the other kind does the same.
    return nodeHandles();
  }
}

function orWhyNot(make: () => HandleKind): HandleKind {
  try {
    return make();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`EVERGREEN_IO=uv: Node does not give its handles away here: ${why}`, { cause });
  }
}
