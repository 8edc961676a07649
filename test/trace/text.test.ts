// Trace.toText(): the tables of small programs, letter by letter.
import { expect } from 'chai';
import { Lock, Queue, Timeout, current, sleep } from 'evergreen-ts';
import { runVirtual } from 'evergreen-ts/testing';
import { Trace } from 'evergreen-ts/trace';
import { named, traced } from '../support/traced.js';

/** A table, without the indentation of the source. */
function lines(text: string): string[] {
  return text.split('\n');
}

describe('Trace.toText', () => {
  it('is a table with a line for each resumption', async () => {
    const trace = await traced(function* () {
      const lock = new Lock();
      const hold = (name: string) =>
        named(name, function* () {
          using _ = yield* lock.hold();
          yield* sleep(1);
        });
      const [first, second] = [hold('first'), hold('second')];
      yield* sleep(0);
      yield* new Timeout(0.5, false).run(() => first.join());
      second.kill();
      yield* first.join();
    });
    expect(lines(trace.toText())).to.deep.equal([
      '    time  turn  tasklet    because                                           does                         then',
      '0.000000     1  Tasklet-1  spawned                                           spawns first, spawns second  waits on sleep 0s',
      '0.000000     1  first      spawned by Tasklet-1                                                           waits on sleep 1s',
      '0.000000     1  second     spawned by Tasklet-1                                                           waits on Lock, which first has',
      '0.000000     1  Tasklet-1  let others go first                                                            waits on Tasklet.join first',
      '0.500000     2  Tasklet-1  Timeout: timed out after 0.5 seconds              interrupts second            waits on Tasklet.join first',
      '0.500000     2  second     TaskletExit: the tasklet was killed by Tasklet-1                               ends: TaskletExit: the tasklet was killed',
      '1.000000     3  first      readied by the hub                                readies Tasklet-1            ends',
      '1.000000     3  Tasklet-1  readied by first                                                               ends',
    ]);
  });

  it('says who readied whom, and tells tasklets of one name apart by their ids', async () => {
    const trace = await traced(function* () {
      const queue = new Queue<number>();
      for (let i = 0; i < 2; i++) named('worker', () => queue.get());
      named('the boss', function* () {
        queue.putNowait(1);
        yield* queue.put(2);
      });
      yield* sleep(1);
    });
    expect(lines(trace.toText()).map((line) => line.trim().replace(/ {2,}/g, ' | '))).to.deep.equal([
      'time | turn | tasklet | because | does | then',
      '0.000000 | 1 | Tasklet-1 | spawned | spawns worker (2), spawns worker (3), spawns the boss | waits on sleep 1s',
      '0.000000 | 1 | worker (2) | spawned by Tasklet-1 | waits on Queue.get',
      '0.000000 | 1 | worker (3) | spawned by Tasklet-1 | waits on Queue.get',
      '0.000000 | 1 | the boss | spawned by Tasklet-1 | readies worker (2), readies worker (3) | ends',
      '0.000000 | 1 | worker (2) | readied by the boss | ends',
      '0.000000 | 1 | worker (3) | readied by the boss | ends',
      '1.000000 | 2 | Tasklet-1 | readied by the hub | ends',
    ]);
  });

  it('keeps to one line whatever names and errors contain, and says what was dropped', async () => {
    const trace = await traced(
      function* () {
        current.loop.excepthook = () => undefined;
        const failing = named('two\nlines', function* () {
          yield* sleep(1);
          throw new Error('first\n  second');
        });
        yield* failing.join();
      },
      { limit: 6 },
    );
    expect(lines(trace.toText()).map((line) => line.trim().replace(/ {2,}/g, ' | '))).to.deep.equal([
      `(${trace.dropped} earlier events were dropped)`,
      'time | turn | tasklet | because | does | then',
      '0.000000 | 2 | two lines | readied by the hub | readies Tasklet-1 | ends: Error: first second',
      '0.000000 | 2 | Tasklet-1 | readied by two lines | ends',
    ]);
  });

  it('has a table for each loop', async () => {
    const trace = new Trace().start();
    for (let i = 0; i < 2; i++) {
      await runVirtual(() => sleep(1));
      trace.start();
    }
    trace.stop();
    const [first, second] = trace.toText().split('\n\nthe next loop:\n');
    expect(first).to.match(/^ +time .*\n.*waits on sleep 1s\n.*ends$/);
    expect(second?.split('\n')).to.have.lengthOf(3);
  });

  it('of nothing has a head only', () => {
    expect(new Trace().toText()).to.equal('time  turn  tasklet  because  does  then');
  });
});
