/** Where very many values meet, they are not told apart any more: what comes of it is still right, and comes soon. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { port } from '../src/index.js';
import { outputOf, ported } from './support.js';

const FOLDER = new URL('programs/', import.meta.url);

/** Two hundred functions in a table, of which every seventh waits. */
const TABLE = `
import gevent

def wait(n):
    gevent.sleep(0)
    return n

class Task:
    def __init__(self, work):
        self.work = work

tasks = [
${Array.from({ length: 200 }, (_, i) => `    Task(lambda: ${i % 7 === 0 ? `wait(${String(i)})` : String(i)}),`).join('\n')}
]
total = 0
for task in tasks:
    total += task.work()
print(total, [task.work() for task in tasks[-3:]])
`;

describe('Very many values', () => {
  it('of one name wait where they have to', async () => {
    const { files, report } = await ported(TABLE);
    assert.equal(report.refused, 0);
    assert.equal(await outputOf(files[0]?.text ?? ''), '19900 [197, 198, 199]\n');
  });

  it('of many files are no more work than those files', async function () {
    this.timeout(60_000);
    const names = readdirSync(FOLDER).filter((name) => /^(?!std_|plain_).*\.py$/.test(name));
    const files = names.slice(0, 70).map((path) => ({
      path,
      text: readFileSync(new URL(path, FOLDER), 'utf8'),
    }));
    const { report } = await port(files);
    assert.equal(report.refused, 0);
  });
});
