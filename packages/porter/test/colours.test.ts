/** What is yielded, and what is not, where something of the program may park. */
import assert from 'node:assert/strict';
import { port } from '../src/port.js';

/** Goes through what a socket sends: getting a line of it parks. */
const LINES_OF_A_SOCKET = `
from gevent.server import StreamServer

def echo(sock, address):
    for line in sock.makefile('rb'):
        print(line)

StreamServer(('127.0.0.1', 0), echo).start()
`;

async function parksOf(python: string): Promise<number> {
  const { report } = await port([{ path: 'a.py', text: LINES_OF_A_SOCKET + python }]);
  return report.parks - (await port([{ path: 'a.py', text: LINES_OF_A_SOCKET }])).report.parks;
}

describe('Beside iteration that parks', () => {
  it('len() as a function does not park', async () => {
    assert.equal(await parksOf(`print(max(['a', 'bc'], key=len))\n`), 0);
  });

  it('sum() as a function may park', async () => {
    assert.equal(await parksOf(`print(max([[1], [2]], key=sum))\n`), 1);
  });
});
