import { Condition, Tasklet, run, sleep } from 'evergreen-ts';

// Bob looks whether there is mail, finds none, and
// goes to wait until he is told. If ann's notify()
// comes in between, nobody waits yet, and bob waits
// for ever: be the scheduler, and make it happen. The
// cure: look while holding the lock: while (!mail)
// yield* arrived.wait();
await run(function* () {
  const arrived = new Condition();
  let mail = false;

  function* bob() {
    if (!mail) {
      yield* sleep(0); // on the way from the letter box to the chair
      yield* arrived.acquire();
      yield* arrived.wait();
      arrived.release();
    }
    console.log('bob has mail');
  }

  function* ann() {
    yield* sleep(0);
    yield* sleep(0); // the way to the letter box
    yield* arrived.acquire();
    mail = true;
    arrived.notify();
    arrived.release();
  }

  new Tasklet({ target: bob, name: 'bob' }).start();
  new Tasklet({ target: ann, name: 'ann' }).start();
});
