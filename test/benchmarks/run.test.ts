// `npm run bench` as people use it, and RESULTS.md, which it writes. What is measured here means nothing: one round.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Saved, resultsText } from '../../benchmarks/support/results.js';
import { type Ended, SOURCE_FLAGS, node } from '../support/child.js';

const PART = ['timers', '--quick', '--rounds', '1', '--only', 'set and cancel, no others'];

function bench(...args: string[]): Promise<Ended> {
  return node([...SOURCE_FLAGS, 'benchmarks/support/run.ts', ...args]);
}

const SAVED: Saved = {
  benchmark: 'timers',
  node: '20.19.0',
  date: '2026-01-31',
  machine: { processor: 'Abacus', cores: 2, memory: 24, system: 'Debian 12, Linux 6.1' },
  title: 'Timers',
  tables: [
    {
      caption: 'Ratio: ours / peer.',
      rows: [
        ['case', 'ratio', ''],
        ['a | b', '0.50 ×', 'NOT MET'],
      ],
      words: 1,
    },
  ],
  charts: [{ kind: 'bars', title: 'Timers', axis: 'ns', columns: 1, panels: [] }],
  goals: [
    { name: 'a', goal: '≤ 0.1 ×', reached: '0.50 ×', met: false },
    { name: 'b', goal: '≤ 1 ×', reached: '0.50 ×', met: true },
  ],
  peers: { Go: '1.19.8' },
  notes: ['Left out: gevent.'],
};

describe('npm run bench', function () {
  this.timeout(120_000);

  let out: string;

  beforeEach(() => {
    out = mkdtempSync(join(tmpdir(), 'evergreen-bench-test-'));
  });

  afterEach(() => rmSync(out, { recursive: true, force: true }));

  it('keeps figures, and makes a report and a chart of them, then or later', async () => {
    const { code, stdout } = await bench(...PART, '--out', out);
    expect(code).to.equal(0);
    expect(stdout).to.match(/set and cancel, no others pending +\d+ ns/);
    const saved = JSON.parse(readFileSync(join(out, 'results/timers.json'), 'utf8')) as Saved;
    expect(saved.node).to.equal(process.versions.node);
    expect(saved.tables[0]?.rows).to.have.length(2);
    const made = ['RESULTS.md', 'charts/timers.svg'].map((file) => join(out, file));
    const texts = made.map((file) => readFileSync(file, 'utf8'));
    expect(texts[0]).to.equal(resultsText([saved]));
    expect(texts[1]).to.match(/^<svg .*<\/svg>\n$/s);

    for (const file of made) rmSync(file);
    expect((await bench('--draw', '--out', out)).code).to.equal(0);
    expect(made.map((file) => readFileSync(file, 'utf8'))).to.deep.equal(texts);
  });

  it('keeps nothing of a part, but prints it; a benchmark may be given as its file', async () => {
    const before = readdirSync('benchmarks');
    const { code, stdout } = await bench('benchmarks/timers.ts', ...PART.slice(1));
    expect(code).to.equal(0);
    expect(stdout).to.match(/set and cancel, no others pending +\d+ ns/);
    expect(readdirSync('benchmarks')).to.deep.equal(before);
  });

  it('says which benchmark failed, and fails', async () => {
    const { code, stderr } = await bench('timers', '--rounds', 'many', '--out', out);
    expect(code).to.equal(1);
    expect(stderr)
      .to.include('--rounds must be a positive number, not many')
      .and.to.include('FAILED: timers');
    expect(readdirSync(out)).to.deep.equal([]);
  });

  it('says which benchmarks there are when there is none of that name', async () => {
    const { code, stderr } = await bench('nonsense');
    expect(code).to.equal(1);
    expect(stderr).to.match(/There is no benchmark nonsense\. There are .*echo, .*timers/);
  });
});

describe('RESULTS.md', () => {
  it('has below the figures what people have found out about them', () => {
    expect(resultsText([SAVED], { timers: 'The clock is slow.\n', other: 'Nothing.' })).to.match(
      /Left out: gevent\.\n\nThe clock is slow\.\n$/,
    );
  });

  it('tells machine, versions, date, goals that were not met, tables, charts and notes', () => {
    const text = resultsText([SAVED]);
    for (const part of [
      '| [timers](#timers) | 1 of 2 | a: 0.50 × (≤ 0.1 ×) |',
      '2026-01-31: Node 20.19.0, Go 1.19.8; Abacus, 2 cores, 24 GiB; Debian 12, Linux 6.1.',
      '![Timers](charts/timers.svg)',
      '| case | ratio |  |\n| --- | --: | --- |\n| a \\| b | 0.50 × | **NOT MET** |\n',
      'Left out: gevent.',
    ]) {
      expect(text).to.include(part);
    }
  });
});
