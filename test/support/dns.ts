// Names that end in ".test" resolve to what a test says: dns.lookup() is replaced until the end of the block that says `using`.
import dns, { type LookupAddress } from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import { isIPv6 } from 'node:net';

type Callback = (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void;

/** `answer` gives a name's addresses, throws what the lookup fails with, or gives undefined: then no answer ever comes. */
export function fakeLookup(answer: (host: string) => readonly string[] | undefined): Disposable {
  const real = dns.lookup;
  const fake = (host: string, options: never, callback: Callback): void => {
    if (!host.endsWith('.test')) {
      real(host, options, callback as never);
      return;
    }
    setImmediate(() => {
      try {
        const found = answer(host);
        if (found === undefined) return;
        callback(
          null,
          found.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 })),
        );
      } catch (error) {
        callback(error as NodeJS.ErrnoException, []);
      }
    });
  };
  put(fake as typeof dns.lookup);
  return { [Symbol.dispose]: () => put(real) };
}

function put(lookup: typeof dns.lookup): void {
  dns.lookup = lookup;
  syncBuiltinESMExports();
}
