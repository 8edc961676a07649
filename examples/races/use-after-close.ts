/**
 * Use after close: one sees that the connection is open and prepares what to send; meanwhile another closes it.
 *
 *   npm run ts examples/races/index.ts use-after-close
 */
import { strict as assert } from 'node:assert';
import { Event, type Op, TaskletGroup, all, sleep } from 'evergreen-ts';

class Connection {
  open = true;
  readonly sent: string[] = [];

  send(text: string): void {
    assert.ok(this.open, 'the connection was closed');
    this.sent.push(text);
  }
}

export function* bug(): Op<void> {
  const connection = new Connection();
  const greet = function* (): Op<void> {
    if (!connection.open) return;
    yield* sleep(0); // look up the name
    connection.send('hello');
  };
  const close = function* (): Op<void> {
    yield* sleep(0);
    connection.open = false;
  };
  yield* all([greet(), close()]);
}

/** It is closed by whoever has it, when all that use it have ended: they are in a group of its own. */
export function* cure(): Op<void> {
  const connection = new Connection();
  const enough = new Event();
  const greet = function* (): Op<void> {
    yield* sleep(0); // look up the name
    connection.send('hello');
  };
  const close = function* (): Op<void> {
    yield* sleep(0);
    enough.set();
  };
  yield* all([
    close(),
    (function* (): Op<void> {
      yield* TaskletGroup.run(function* (group) {
        group.spawn(greet);
        yield* enough.wait();
      });
      connection.open = false;
    })(),
  ]);
  assert.deepEqual(connection.sent, ['hello']);
}
