// Node's permission model without --allow-net, which Nodes before 25 do not know.
import { expect } from 'chai';
import { program } from '../support/child.js';

describe('without --allow-net', () => {
  it('everything is refused at once, by errors of the right class with code, syscall and address', async function () {
    if (!process.allowedNodeEnvironmentFlags.has('--allow-net')) {
      console.warn(`SKIPPED: Node ${process.versions.node} knows no --allow-net`);
      this.skip();
    }
    const { code, stdout } = await program(
      `
        import { run } from 'evergreen-ts';
        import { PipeClient, PipeServer, TCPClient, TCPServer, TLSClient, TLSServer, UDPEndpoint } from 'evergreen-ts/io';
        import { createSecureContext } from 'node:tls';
        class Server extends TCPServer { *handleConnection() {} }
        class SecureServer extends TLSServer { *handleConnection() {} }
        class Pipes extends PipeServer { *handleConnection() {} }
        const tries = [
          () => new TCPClient().connect(['127.0.0.1', 9]),
          () => new TCPClient().connect(['127.0.0.1', 9], ['127.0.0.1', 0]),
          () => new TCPClient().connect(['localhost', 9]),
          () => new PipeClient().connect('a.sock'),
          () => new Server().bind(['127.0.0.1', 0]),
          () => new Pipes().bind('b.sock'),
          () => new TLSClient().connect(['127.0.0.1', 9]),
          () => new SecureServer({ secureContext: createSecureContext() }).bind(['127.0.0.1', 0]),
          () => new UDPEndpoint().bind(['127.0.0.1', 0]),
          () => new UDPEndpoint().send('x', ['127.0.0.1', 9]),
        ];
        await run(function* () {
          for (const attempt of tries) {
            try {
              yield* attempt() ?? [];
            } catch ({ name, code, syscall, address }) {
              console.log(name, code, syscall, address);
            }
          }
        });
      `,
      // The kind that is to be had there.
      { flags: ['--permission', '--allow-fs-read=*'], env: { EVERGREEN_IO: '' } },
    );
    expect(stdout.split('\n')).to.deep.equal([
      'TCPError ERR_ACCESS_DENIED connect 127.0.0.1:9',
      'TCPError ERR_ACCESS_DENIED connect 127.0.0.1:9',
      'TCPError ERR_ACCESS_DENIED getaddrinfo localhost',
      'PipeError ERR_ACCESS_DENIED connect a.sock',
      'TCPError ERR_ACCESS_DENIED bind 127.0.0.1:0',
      'PipeError ERR_ACCESS_DENIED bind b.sock',
      'TLSError ERR_ACCESS_DENIED connect 127.0.0.1:9',
      'TLSError ERR_ACCESS_DENIED bind 127.0.0.1:0',
      'UDPError ERR_ACCESS_DENIED bind 127.0.0.1:0',
      'UDPError ERR_ACCESS_DENIED bind 0.0.0.0:0',
      '',
    ]);
    expect(code).to.equal(0);
  }).timeout(60_000);
});
