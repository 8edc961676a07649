// TLS with the programs that everybody else uses at the other end: openssl s_client and s_server, curl, and Node's https.
import { type ChildProcess, spawn as start } from 'node:child_process';
import { once } from 'node:events';
import https from 'node:https';
import { expect } from 'chai';
import { type Op, fromCallback, until } from 'evergreen-ts';
import { TLSClient, type TLSConnection } from 'evergreen-ts/io';
import { CA, SERVER, fixture } from '../../support/certificates.js';
import { command } from '../../support/child.js';
import { needs } from '../../support/peers.js';
import { realTime } from '../../support/run-tasklet.js';
import { nothingIsOpen, readAll } from '../../support/sockets.js';
import { HandlerTLSServer, connected, eventually, serving } from '../../support/tls.js';

/** One request, one answer. */
function* answer(connection: TLSConnection): Op<void> {
  const request = String(yield* connection.readUntil('\r\n'));
  while (String(yield* connection.readUntil('\r\n')) !== '\r\n');
  const body = `${request.split(' ')[1]} over ${connection.protocol}`;
  connection.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`);
}

/** openssl s_server on a free port, and what it prints. */
function* opensslServer(...options: string[]): Op<{ port: number; child: ChildProcess; text: () => string }> {
  needs('openssl');
  const files = ['-cert', fixture('server.pem'), '-key', fixture('server-key.pem')];
  const child = start('openssl', ['s_server', '-accept', '127.0.0.1:0', ...files, ...options]);
  let text = '';
  for (const out of [child.stdout, child.stderr]) out.on('data', (chunk: Buffer) => (text += String(chunk)));
  yield* eventually(() => /ACCEPT 127.0.0.1:\d+/.test(text));
  return { port: Number(/ACCEPT 127.0.0.1:(\d+)/.exec(text)?.[1]), child, text: () => text };
}

describe('TLS with other programs', () => {
  afterEach(nothingIsOpen);

  for (const [flag, protocol] of [
    ['-tls1_2', 'TLSv1.2'],
    ['-tls1_3', 'TLSv1.3'],
  ] as const) {
    it(
      `serves openssl s_client (${protocol}), which verifies the certificate and gets to the end`,
      realTime(function* () {
        const server = new HandlerTLSServer(function* (connection) {
          const line = yield* connection.readUntil('\n');
          connection.write(`you said ${String(line)}`);
        });
        using running = yield* serving(server);
        const args = ['s_client', '-connect', running.address.join(':'), '-CAfile', fixture('ca.pem')];
        const verify = ['-verify_return_error', '-servername', 'localhost', '-ign_eof', flag];
        const ended = yield* until(command('openssl', [...args, ...verify], 'hello\n'));
        expect(ended.stdout).to.include('you said hello').and.include('Verify return code: 0 (ok)');
        expect(ended.code).to.equal(0);
        expect(server.errors).to.deep.equal([]);
      }),
    );

    it(
      `talks to openssl s_server (${protocol}), whose www page it reads to the end`,
      realTime(function* () {
        const { port, child } = yield* opensslServer('-www', flag);
        using client = yield* connected(['127.0.0.1', port], { servername: 'localhost' });
        client.write('GET / HTTP/1.0\r\n\r\n');
        expect(String(yield* readAll(client))).to.match(/^HTTP\/1.0 200 ok[^]*<\/HTML>/i);
        expect(client.protocol).to.equal(protocol);
        child.kill();
        yield* until(once(child, 'close'));
      }),
    );
  }

  it(
    'serves curl, which trusts nobody else, and refuses it with no certificate of its own',
    realTime(function* () {
      const curl = (port: number, ...args: string[]) =>
        until(command('curl', ['-sS', '--max-time', '8', ...args, `https://localhost:${port}/x`]));
      const ca = ['--cacert', fixture('ca.pem')];
      {
        using running = yield* serving(new HandlerTLSServer(answer));
        const [, port] = running.address;
        expect((yield* curl(port, ...ca)).stdout).to.equal('/x over TLSv1.3');
        expect((yield* curl(port, ...ca, '--tls-max', '1.2')).stdout).to.equal('/x over TLSv1.2');
        expect((yield* curl(port)).code).to.equal(60);
      }
      using running = yield* serving(new HandlerTLSServer(answer, { requestCert: true, ca: CA }));
      const [, port] = running.address;
      const own = ['--cert', fixture('client.pem'), '--key', fixture('client-key.pem')];
      expect((yield* curl(port, ...ca, ...own)).stdout).to.equal('/x over TLSv1.3');
      expect((yield* curl(port, ...ca)).code).to.be.oneOf([35, 52, 55, 56]);
    }),
  );

  it(
    'works with https of Node, both ways',
    realTime(function* () {
      using running = yield* serving(new HandlerTLSServer(answer));
      const [, port] = running.address;
      const response = yield* until(
        new Promise<string>((resolve, reject) => {
          https
            .get({ host: 'localhost', family: 4, port, ca: CA, path: '/y', agent: false }, (message) => {
              let text = '';
              message.on('data', (chunk: Buffer) => (text += String(chunk)));
              message.on('end', () => resolve(text));
            })
            .on('error', reject);
        }),
      );
      expect(response).to.equal('/y over TLSv1.3');
      const server = https.createServer(SERVER, (request, reply) =>
        reply.end(`you asked for ${request.url}`),
      );
      yield* until(once(server.listen(0, '127.0.0.1'), 'listening'));
      using client = new TLSClient({ ca: CA });
      yield* client.connect(['127.0.0.1', (server.address() as { port: number }).port]);
      client.write('GET /z HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
      expect(String(yield* readAll(client))).to.match(/^HTTP\/1.1 200 OK[^]*you asked for \/z/);
      yield* fromCallback((done) => server.close((error) => done(error)));
    }),
  );
});
