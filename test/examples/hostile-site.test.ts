// The crawler among the examples, on a site that sends what it should not.
import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BUILD_TIME, plainNode } from '../support/built.js';
import { examplesFolder } from '../support/examples.js';

describe('the crawler', function () {
  this.timeout(BUILD_TIME);
  let folder = '';

  before(async () => {
    folder = await examplesFolder();
  });

  async function crawl(server: Server): Promise<string[]> {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const { code, stdout, stderr } = await plainNode(['crawler.js', `${url}/`], folder);
      assert.deepEqual([code, stderr], [0, '']);
      return stdout.trimEnd().replaceAll(url, '').split('\n').sort();
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  it('gives up a page that does not end, and goes on with the others', async () => {
    let sent = 0;
    const server = createServer((request, response) => {
      if (request.url !== '/endless') {
        response.end(request.url === '/' ? '<a href="/endless"><a href="/other">' : '');
        return;
      }
      const piece = 'x'.repeat(2 ** 16);
      const more = (): void => {
        do sent += piece.length;
        while (response.write(piece));
      };
      response.on('drain', more);
      more();
    });
    assert.deepEqual(
      await crawl(server),
      [
        '/endless: RangeError: the page is too long',
        '200 / (36 characters)',
        '200 /other (0 characters)',
        '2 pages',
      ].sort(),
    );
    assert.ok(sent < 32 * 2 ** 20, `${sent} bytes sent`);
  });

  it('follows no link that is none, or of a length that nobody needs', async () => {
    const links = ['http://[', `/${'x'.repeat(3000)}`, '/good'].map((link) => `<a href="${link}">`).join('');
    const server = createServer((request, response) => response.end(request.url === '/' ? links : ''));
    assert.deepEqual(await crawl(server), [
      '2 pages',
      `200 / (${links.length} characters)`,
      '200 /good (0 characters)',
    ]);
  });
});
