import { Tasklet, run, sleep } from 'evergreen-ts';

// Two tasklets, side by side. Each yield* sleep()
// parks its tasklet, and the hub runs another one
// meanwhile.
function* greet(name, pause) {
  for (let i = 1; i <= 2; i++) {
    console.log(`hello ${i} from ${name}`);
    yield* sleep(pause);
  }
}

await run(function* () {
  new Tasklet({ target: greet, args: ['ann', 0.2], name: 'ann' }).start();
  new Tasklet({ target: greet, args: ['bob', 0.3], name: 'bob' }).start();
});
