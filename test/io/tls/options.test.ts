// The options of TLS: whatever they are given, what is wrong is an error of the call, and nothing ends the process; neither does a
// handshake with what was taken.
import { createSecureContext } from 'node:tls';
import { expect } from 'chai';
import { type TLSOptions, TLSClient, TLSError, TLSStream } from 'evergreen-ts/io';
import { memoryPair } from 'evergreen-ts/testing';
import { CA, SERVER } from '../../support/certificates.js';
import { tasklets } from '../../support/run-tasklet.js';
import { failure } from '../../support/sockets.js';

const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  5,
  -1,
  1.5,
  NaN,
  Infinity,
  '',
  'x',
  '\0',
  'x'.repeat(300),
  Symbol('s'),
  {},
  [],
  [1],
  [''],
  ['x'.repeat(256)],
  Buffer.alloc(0),
  Buffer.from('x'),
  () => undefined,
  1n,
];
const NAMES = [
  ...['key', 'cert', 'ca', 'pfx', 'passphrase', 'crl', 'ciphers', 'ecdhCurve', 'sigalgs', 'dhparam'],
  ...['minVersion', 'maxVersion', 'secureProtocol', 'secureOptions', 'sessionIdContext', 'secureContext'],
  ...['honorCipherOrder', 'ticketKeys', 'sessionTimeout', 'servername', 'ALPNProtocols', 'session'],
  ...['minDHSize', 'rejectUnauthorized', 'requestCert', 'checkServerIdentity', 'SNICallback'],
  ...['handshakeTimeout', 'maxBufferSize', 'highWaterMark', 'maxWriteBuffer'],
];

describe('the options of TLS', () => {
  for (const name of NAMES) {
    it(
      `are refused at the call, or do no harm: ${name}`,
      tasklets(function* () {
        for (const value of VALUES) {
          const [one, other] = memoryPair();
          const ends: TLSStream[] = [];
          try {
            const limit = { handshakeTimeout: 1 };
            ends.push(new TLSStream(one, { ca: CA, ...limit, [name]: value }));
            ends.push(new TLSStream(other, { isServer: true, ...SERVER, ...limit, [name]: value }));
            for (const end of ends) {
              const error = yield* failure(end.handshake());
              if (error !== undefined) expect(error).to.be.instanceOf(TLSError);
            }
          } catch (error) {
            expect(
              error instanceof TypeError || error instanceof RangeError || error instanceof TLSError,
              String(error),
            ).to.equal(true);
          } finally {
            one.close();
            other.close();
          }
        }
      }),
    );
  }

  it('know a SecureContext from what only looks like one', () => {
    const real = createSecureContext({ ca: CA });
    expect(new TLSClient({ secureContext: real }).closed).to.equal(false);
    for (const fake of [{}, { context: {} }, { ...real }, { context: real.context as unknown }]) {
      const options = { secureContext: fake } as TLSOptions;
      expect(() => new TLSClient(options)).to.throw(TypeError, /createSecureContext/);
    }
  });

  it('say what is wrong, and what to write', () => {
    const messageOf = (options: object): string => {
      try {
        new TLSClient(options);
      } catch (error) {
        return (error as Error).message;
      }
      return '';
    };
    expect(messageOf({ ca: 'ca.pem' })).to.equal(
      'ca has no certificate in it: it takes the PEM text, not the name of a file',
    );
    expect(messageOf({ servername: 'a b' })).to.match(/^servername must be a host name of at most 255/);
    expect(messageOf({ ALPNProtocols: 'h2' })).to.match(
      /^ALPNProtocols must be an array of names such as 'h2'/,
    );
    expect(messageOf({ session: 'x' })).to.equal('session must be a Buffer, not "x"');
  });
});
