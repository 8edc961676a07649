// Who waits for whom, in words and as a picture.
import { expect } from 'chai';
import { Lock, Tasklet, sleep } from 'evergreen-ts';
import { waitGraph } from '../../src/model/wait-graph.js';
import { filmOf } from '../support/films.js';

/** `count` tasklets, of which each has a lock and waits for that of the next; the last one for the first's if it is `closed`. */
function chain(count: number, closed: boolean): () => void {
  return () => {
    const locks = Array.from({ length: count }, () => new Lock());
    locks.forEach((lock, i) => {
      new Tasklet({
        name: `t${i}`,
        *target() {
          yield* lock.acquire();
          yield* sleep(0.1);
          if (closed || i < count - 1) yield* (locks[(i + 1) % count] as Lock).acquire();
          yield* sleep(1);
        },
      }).start();
    });
  };
}

async function graphOf(program: () => void): Promise<ReturnType<typeof waitGraph>> {
  const film = await filmOf(program);
  // The step after which the most wait.
  let most = film.at(1).state;
  for (let step = 1; step <= film.steps; step++) {
    const { state } = film.at(step);
    if (state.waitsFor.length > most.waitsFor.length) most = state;
  }
  return waitGraph(most, film.labels);
}

describe('The graph of who waits for whom', () => {
  it('has an arrow for each who waits, and says so', async () => {
    const graph = await graphOf(chain(3, false));
    expect(graph.edges.map(({ from, to }) => `${from.name} ${to.name}`)).to.deep.equal(['t0 t1', 't1 t2']);
    expect(graph.deadlock).to.equal(false);
    expect(graph.text).to.equal('t0 waits for t1, t1 waits for t2.');
  });

  it('says deadlock of a circle, and which it is', async () => {
    const graph = await graphOf(chain(3, true));
    expect(graph.deadlock).to.equal(true);
    expect(graph.text).to.match(/^Deadlock: t0 → t1 → t2 → t0\. /);
    expect(graph.edges.every(({ stuck }) => stuck)).to.equal(true);
  });

  it('says that nobody waits', async () => {
    const graph = await graphOf(() => undefined);
    expect(graph).to.include({ text: 'Nobody waits for another tasklet.', deadlock: false, left: 0 });
  });

  it('gives each its own place within the picture', async () => {
    for (const count of [2, 3, 8]) {
      const { nodes } = await graphOf(chain(count, true));
      expect(new Set(nodes.map(({ x, y }) => `${x.toFixed(3)} ${y.toFixed(3)}`)).size).to.equal(count);
      for (const { x, y } of nodes) {
        expect(x).to.be.within(0, 1);
        expect(y).to.be.within(0, 1);
      }
    }
  });

  it('of many leaves some out, never those of the circle, and says how many', async () => {
    const { edges, left, deadlock } = await graphOf(chain(40, false));
    expect({ edges: edges.length, left, deadlock }).to.deep.equal({ edges: 24, left: 15, deadlock: false });
  });
});
