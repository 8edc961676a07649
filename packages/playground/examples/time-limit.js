import { Lock, TimeoutError, failAfter, run, sleep } from 'evergreen-ts';

// When the time is up, the error is thrown where the
// tasklet is parked. Its finally runs, and may wait
// itself; nothing is left behind.
await run(function* () {
  const lock = new Lock();

  function* download() {
    yield* lock.acquire();
    try {
      console.log('downloading');
      yield* sleep(60);
    } finally {
      console.log('tidying up');
      yield* sleep(0.2);
      lock.release();
    }
  }

  try {
    yield* failAfter(1, download);
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    console.log(String(error));
  }
  console.log(`is the lock taken? ${lock.locked}`);
});
