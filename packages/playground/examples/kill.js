import { Tasklet, run, sleep } from 'evergreen-ts';

// kill() throws a TaskletExit into the tasklet, where
// it is parked. A second kill interrupts the cleanup.
function* work() {
  try {
    console.log('working');
    yield* sleep(10);
  } finally {
    console.log('cleaning up');
    yield* sleep(0.5);
    console.log('clean');
  }
}

await run(function* () {
  const [ann, bob] = ['ann', 'bob'].map((name) => new Tasklet({ target: work, name }).start());
  yield* sleep(1);
  ann.kill();
  bob.kill();
  yield* sleep(0.1);
  bob.kill(); // he never gets to "clean"
  yield* ann.join();
  yield* bob.join();
});
