/**
 * Which kind of handles serves this process: Node's internal ones where it gives them away, else those over its public
 * streams. EVERGREEN_IO=uv, node or native asks for one: native is had in no other way, as a koffi that some package has brought
 * must not change how the program talks to the system. Chosen on first use.
 */
import type { HandleKind } from './handle.js';
import { nativeHandles } from './native/index.js';
import { nodeHandles } from './node/index.js';
import type { TLSEngine } from './tls/engine.js';
import { bindingsAreDeprecated } from './uv/bindings.js';
import { uvHandles } from './uv/index.js';

/** TLS comes with a kind, as it has to know its handles. */
interface Kind extends HandleKind {
  readonly tls: TLSEngine;
}

let kind: Kind | undefined;

/** The kind. Error if EVERGREEN_IO asks for one that is not to be had here, RangeError if there is no such kind. */
export function handles(): Kind {
  return (kind ??= choose(process.env['EVERGREEN_IO'] ?? ''));
}

function choose(wish: string): Kind {
  if (wish === 'uv') return orWhyNot(wish, uvHandles);
  if (wish === 'native') return orWhyNot(wish, nativeHandles);
  if (wish === 'node') return nodeHandles();
  if (wish !== '')
    throw new RangeError(`EVERGREEN_IO must be uv, node or native, not ${JSON.stringify(wish)}`);
  // With --pending-deprecation Node would warn about process.binding: use the public streams, which print nothing.
  if (bindingsAreDeprecated()) return nodeHandles();
  try {
    return uvHandles();
  } catch {
    // Whatever the reason: the other kind does the same.
    return nodeHandles();
  }
}

function orWhyNot(wish: string, make: () => Kind): Kind {
  try {
    return make();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`EVERGREEN_IO=${wish}: ${why}`, { cause });
  }
}
