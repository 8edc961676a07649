// The timeline: spans of states over the steps.
import { expect } from 'chai';
import { Tasklet, sleep } from 'evergreen-ts';
import { columnOfStep, stepOfColumn, timeline } from '../../src/model/lanes.js';
import { filmOf } from '../support/films.js';

describe('The timeline', () => {
  it('has a lane for each tasklet: what it is after each step', async () => {
    const film = await filmOf(() => {
      new Tasklet({ name: 'ann', target: () => sleep(0.5) }).start();
    });
    const { lanes, times, columns } = timeline(film);
    const [main, ann] = lanes.map(({ spans }) =>
      spans.map(({ state, from, to }) => `${state} ${from}-${to}`),
    );
    expect(columns).to.equal(film.steps);
    expect(main).to.deep.equal(['ready 1-2', 'running 2-5']);
    expect(ann).to.deep.equal(['ready 4-6', 'running 6-8', 'parked 8-11', 'ready 11-12', 'running 12-13']);
    expect(times).to.deep.equal([
      { column: 0, at: 0 },
      { column: 10, at: 0.5 },
    ]);
    for (const { name, spans } of lanes)
      for (const { state, from, to } of spans)
        for (let column = from; column < to; column++) {
          const row = film.at(column + 1).rows.find((one) => one.name === name);
          expect(row?.state, `${name} at ${column}`).to.equal(state);
        }
  });

  it('thins out what is long, and keeps what runs', async () => {
    const film = await filmOf(function* () {
      for (let i = 0; i < 2000; i++) yield* sleep(0);
    });
    const { lanes, columns } = timeline(film);
    expect(film.steps).to.be.greaterThan(6000);
    expect(columns).to.equal(600);
    expect(lanes[0]?.spans.map(({ state }) => state)).to.deep.equal(['running']);
  });

  it('has a column for each step and a step for each column', () => {
    for (const [steps, columns] of [
      [5, 5],
      [600, 600],
      [601, 600],
      [40_000, 600],
    ] as const)
      for (let column = 0; column < columns; column++) {
        const step = stepOfColumn(column, steps, columns);
        expect(columnOfStep(step, steps, columns), `${column} of ${columns}, ${steps} steps`).to.equal(
          column,
        );
      }
  });

  it('says how many tasklets have no lane', async () => {
    const film = await filmOf(() => {
      for (let i = 0; i < 50; i++) new Tasklet({ target: () => undefined }).start();
    });
    const { lanes, left } = timeline(film);
    expect({ lanes: lanes.length, left }).to.deep.equal({ lanes: 40, left: 11 });
  });
});
