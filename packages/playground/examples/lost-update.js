import { Tasklet, run, sleep } from 'evergreen-ts';

// Each reads the balance, asks the bank, and writes
// the new one. As long as bob comes late, it works.
// But if both read before either writes, a payment is
// lost: be the scheduler, and make it happen.
await run(function* () {
  let balance = 0;

  function* pay(walks) {
    for (let i = 0; i < walks; i++) yield* sleep(0); // others run
    const before = balance;
    yield* sleep(0); // ask the bank: others run meanwhile
    balance = before + 10;
  }

  const ann = new Tasklet({ target: pay, args: [0], name: 'ann' }).start();
  const bob = new Tasklet({ target: pay, args: [2], name: 'bob' }).start();
  yield* ann.join();
  yield* bob.join();
  console.log(`the balance is ${balance}`);
  if (balance !== 20) throw new Error(`a payment was lost: ${balance}`);
});
