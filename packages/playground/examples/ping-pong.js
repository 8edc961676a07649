import { Channel, Tasklet, run } from 'evergreen-ts';

// A channel hands each value from one tasklet to the
// other: whoever comes first waits.
await run(function* () {
  const table = new Channel();

  function* ping() {
    for (let i = 1; i <= 3; i++) {
      yield* table.send(`ping ${i}`);
      console.log(yield* table.receive());
    }
  }

  function* pong() {
    for (let i = 1; i <= 3; i++) {
      console.log(yield* table.receive());
      yield* table.send(`pong ${i}`);
    }
  }

  new Tasklet({ target: ping, name: 'ping' }).start();
  new Tasklet({ target: pong, name: 'pong' }).start();
});
