import { Tasklet, run, sleep } from 'evergreen-ts';

// Both read the balance before either writes it: one payment is lost.
// Between two yield* nobody else runs; here one stands in the middle.
await run(function* () {
  let balance = 0;

  function* pay(amount) {
    const before = balance;
    yield* sleep(0); // ask the bank: others run meanwhile
    balance = before + amount;
  }

  const payments = ['ann', 'bob'].map((name) => new Tasklet({ target: pay, args: [10], name }).start());
  for (const payment of payments) yield* payment.join();
  console.log(`the balance is ${balance}`);
  if (balance !== 20) throw new Error(`a payment was lost: ${balance}`);
});
