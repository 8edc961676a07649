/** Which kind of handles serves this process: chosen on first use. */
import type { HandleKind } from './handle.js';
import { uvHandles } from './uv/index.js';

let kind: HandleKind | undefined;

export function handles(): HandleKind {
  return (kind ??= uvHandles());
}
