import { Tasklet, run, sleep } from 'evergreen-ts';

// Two tasklets, side by side. Each yield* sleep() parks its tasklet,
// and the hub runs another one meanwhile.
function* greet(name, pause) {
  for (let i = 1; i <= 2; i++) {
    console.log(`hello ${i} from ${name}`);
    yield* sleep(pause);
  }
}

await run(function* () {
  for (const [name, pause] of [
    ['ann', 0.2],
    ['bob', 0.3],
  ])
    new Tasklet({ target: greet, args: [name, pause], name }).start();
});
