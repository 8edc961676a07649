/**
 * A client for the echo server: sends some lines and shows what comes back.
 *
 *   npm run ts examples/echo-server.ts              in one terminal
 *   npm run ts examples/echo-client.ts              in another: port 1234
 *   npm run ts examples/echo-client.ts -- 7000 Hello there
 */
import { type Op, Timeout, run } from 'evergreen-ts';
import { TCPClient } from 'evergreen-ts/io';

const [port = '1234', ...words] = process.argv.slice(2);
const lines = words.length > 0 ? words : ['one', 'two', 'three'];

await run(function* (): Op<void> {
  using client = new TCPClient();
  using _ = new Timeout(5).start(); // for the whole conversation
  yield* client.connect(['127.0.0.1', Number(port)]);
  for (const line of lines) {
    client.write(`${line}\n`);
    const echo = yield* client.readUntil('\n');
    console.log(`sent ${line}, got ${echo.toString().trimEnd()}`);
  }
});
