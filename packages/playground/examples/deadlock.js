import { Lock, Tasklet, run, sleep } from 'evergreen-ts';

// Ann has the pen and waits for the paper; bob has the
// paper and waits for the pen. The hub knows that
// nothing can wake them any more. The cure: take locks
// in the same order everywhere.
await run(function* () {
  const pen = new Lock();
  const paper = new Lock();

  function* write(first, second) {
    yield* first.acquire();
    yield* sleep(0.1);
    yield* second.acquire();
    console.log('writing');
    second.release();
    first.release();
  }

  new Tasklet({ target: write, args: [pen, paper], name: 'ann' }).start();
  new Tasklet({ target: write, args: [paper, pen], name: 'bob' }).start();
});
