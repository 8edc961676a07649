// What happens in a step, in one sentence: of real programs.
import { expect } from 'chai';
import { Event, Lock, Tasklet, Timeout, sleep, spawn } from 'evergreen-ts';
import { filmOf, sentences } from '../support/films.js';

describe('The sentence of a step', () => {
  it('says who wakes whom, and what is handed over', async () => {
    const film = await filmOf(function* () {
      const lock = new Lock();
      for (const name of ['ann', 'bob'])
        new Tasklet({
          name,
          *target() {
            yield* lock.acquire();
            yield* sleep(0.5);
            lock.release();
          },
        }).start();
    });
    expect(sentences(film).slice(0, 21)).to.deep.equal([
      'Tasklet-1 is spawned',
      'Tasklet-1 is put on the ready queue: it has not run yet',
      'Tasklet-1 runs for the first time',
      'ann is spawned by Tasklet-1',
      'ann is put on the ready queue: it has not run yet',
      'bob is spawned by Tasklet-1',
      'bob is put on the ready queue: it has not run yet',
      'Tasklet-1 ends',
      'ann runs for the first time',
      'a timer is set for t = 0.5 s',
      'ann sleeps for 0.5 s',
      'bob runs for the first time',
      'bob waits on Lock, which ann has',
      'nothing is ready: time jumps to t = 0.5 s',
      'the timer for t = 0.5 s is due',
      'ann is woken: its time has come',
      'ann runs',
      'bob is woken by ann: the lock goes to bob',
      'ann ends',
      'bob runs',
      'a timer is set for t = 1 s',
    ]);
  });

  it('says who is killed, and how it ends', async () => {
    const film = await filmOf(function* () {
      const bob = new Tasklet({ name: 'bob', target: () => new Event().wait() }).start();
      yield* sleep(0);
      bob.kill();
      yield* bob.join();
    });
    expect(sentences(film).slice(5)).to.deep.equal([
      'Tasklet-1 lets others go first',
      'Tasklet-1 goes to the end of the ready queue: others go first',
      'bob runs for the first time',
      'bob waits on Event',
      'Tasklet-1 runs',
      'bob is killed by Tasklet-1',
      'bob is put on the ready queue: the error is thrown into it when it runs',
      'Tasklet-1 waits for the end of bob',
      'bob runs',
      'bob ends: it was killed',
      'Tasklet-1 is woken by the end of bob',
      'Tasklet-1 runs',
      'Tasklet-1 ends',
    ]);
  });

  it('says that a time limit is over, with its error', async () => {
    const film = await filmOf(function* () {
      const limit = new Timeout(1, false);
      yield* limit.run(sleep(2));
    });
    expect(sentences(film)).to.include('Tasklet-1 is interrupted: Timeout: timed out after 1 second');
    expect(sentences(film)).to.include('the timer for t = 2 s is cancelled');
  });

  it('says what a tasklet fails with', async () => {
    const film = await filmOf(function* () {
      const child = spawn(function* () {
        throw new RangeError('too far');
      });
      try {
        yield* child.get();
      } catch {
        // It is the sentence that is looked at.
      }
    });
    expect(sentences(film)).to.include('Tasklet-2 ends with RangeError: too far');
  });

  it('tells tasklets of one name apart by their numbers', async () => {
    const film = await filmOf(() => {
      for (let i = 0; i < 2; i++) new Tasklet({ name: 'twin', target: () => sleep(0) }).start();
    });
    expect(sentences(film)).to.include('twin (2) runs for the first time').and.include('twin (3) ends');
  });
});
