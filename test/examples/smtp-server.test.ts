// The mail server among the examples: with curl, with many clients at once, and with those that are up to no good.
import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { BUILD_TIME } from '../support/built.js';
import { command } from '../support/child.js';
import { examplesFolder, exchange, rawSocket, rest, serving } from '../support/examples.js';

const MAIL = 'Subject: hello\r\n\r\nOne line.\r\n..and one with a dot\r\n';

describe('the mail server', function () {
  this.timeout(BUILD_TIME);
  let message = '';

  before(async () => {
    message = join(await examplesFolder(), 'message.txt');
    await writeFile(message, MAIL);
  });

  /** Send the message; the code that curl ends with. */
  async function send(port: number, ...options: string[]): Promise<number | null> {
    const url = `smtp://localhost:${port}`;
    const addresses = ['--mail-from', 'me@here', '--mail-rcpt', 'you@there', '--mail-rcpt', 'she@there'];
    const all = ['-sS', '-4', '--max-time', '8', url, '-T', message, ...addresses, ...options];
    return (await command('curl', all)).code;
  }
  const TLS = ['-k', '--ssl-reqd'];

  it('takes mail from curl, over TLS and with the password only', () =>
    serving('smtp-server', async ({ port, line }) => {
      assert.equal(await send(port, ...TLS, '--user', 'me:secret'), 0);
      assert.match(await line(), /^TLS TLSv1\.\d$/);
      assert.match(await line(), /^mail from me@here to you@there, she@there: \d+ bytes$/);
      assert.equal(await send(port, ...TLS, '--user', 'me:secret', '--login-options', 'AUTH=LOGIN'), 0);
      assert.equal(await send(port, ...TLS, '--user', 'me:wrong'), 67);
      assert.notEqual(await send(port, ...TLS), 0);
      assert.notEqual(await send(port), 0);
    }));

  it('serves many at once, of whom some say nothing, nonsense, or go away in the handshake', () =>
    serving(
      'smtp-server',
      async ({ port }) => {
        const silent = await Promise.all(Array.from({ length: 5 }, () => rawSocket(port)));
        const leaving = await rawSocket(port);
        leaving.write('EHLO x\r\nSTARTTLS\r\n');
        setTimeout(() => leaving.destroy(), 20);
        const codes = await Promise.all(
          Array.from({ length: 8 }, () => send(port, ...TLS, '--user', 'me:secret')),
        );
        assert.deepEqual(codes, Array(8).fill(0));
        assert.match(await exchange(port, 'x'.repeat(3000)), /^220 .*\r\n500 a line is too long\r\n$/);
        assert.match(await exchange(port, 'WHAT\r\n'.repeat(20)), /\r\n421 too many mistakes\r\n$/);
        for (const socket of silent) socket.destroy();
      },
      ['--clients', '20'],
    ));

  it('does not take what was sent in plain text behind STARTTLS for what comes over TLS', () =>
    serving('smtp-server', async ({ port }) => {
      const answer = await exchange(port, 'EHLO x\r\nSTARTTLS\r\nEHLO y\r\nQUIT\r\n');
      assert.match(answer, /\r\n220 go ahead\r\n/);
      assert.doesNotMatch(answer, /221/);
    }));

  it('lets go of a client that is silent for too long, also within the handshake', () =>
    serving(
      'smtp-server',
      async ({ port }) => {
        assert.match(await rest(await rawSocket(port)), /^220 /);
        const socket = await rawSocket(port);
        socket.write('STARTTLS\r\n');
        assert.match(await rest(socket), /220 go ahead\r\n/);
        // It serves others as ever.
        const late = await rawSocket(port);
        late.write('STARTTLS\r\n');
        let text = '';
        for (late.resume(); !text.includes('go ahead');) text += String(await once(late, 'data'));
        const secure = connect({ socket: late, rejectUnauthorized: false });
        secure.on('error', () => undefined);
        secure.end('QUIT\r\n');
        assert.match(await rest(secure), /bye/);
      },
      ['--patience', '1'],
    ));
});
