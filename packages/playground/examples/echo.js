import { Tasklet, run } from 'evergreen-ts';
import { memoryPair } from 'evergreen-ts/testing';

// The two ends of a connection in memory: what is
// written arrives 0.1 s later, in pieces of four
// bytes.
await run(function* () {
  const [client, server] = memoryPair({ latency: 0.1, chunk: 4 });

  function* echo() {
    for (let line; (line = yield* server.readUntil('\n')).length > 0;) server.write(line);
    server.close();
  }

  new Tasklet({ target: echo, name: 'echo' }).start();
  for (const word of ['hello', 'evergreen']) {
    client.write(`${word}\n`);
    console.log(`echoed: ${String(yield* client.readUntil('\n')).trim()}`);
  }
  client.close();
});
