// How ported programs end, each in a process of its own: the exit code, and what is the last line on standard error.
import { strict as assert } from 'node:assert';
import { type Ended, SOURCE_FLAGS, evaluating, node } from '../../../test/support/child.js';
import { ported, runnable } from './support.js';

async function ended(source: string): Promise<Ended> {
  const { files } = await ported(source);
  return node([...SOURCE_FLAGS, ...evaluating(runnable(files[0]?.text ?? ''))]);
}

async function endsWith(source: string, code: number, last: string): Promise<string> {
  const { code: found, stderr } = await ended(source);
  assert.equal(stderr.trimEnd().split('\n').at(-1), last);
  assert.equal(found, code);
  return stderr;
}

/** A program that leaves a thread and a pool to themselves. */
const leaving = (last: string): string => `import sys, threading, time
from concurrent.futures import ThreadPoolExecutor
def work(name):
    time.sleep(0.01)
    print(name)
def forever():
    time.sleep(1000)
threading.Thread(target=forever, daemon=True).start()
threading.Thread(target=work, args=('thread',)).start()
pool = ThreadPoolExecutor(1)
pool.submit(work, 'job')
print('main')
${last}
`;

describe('A ported program with threads that nobody joins', () => {
  for (const patch of ['', 'from gevent import monkey; monkey.patch_all()\n'])
    for (const [how, last, expected] of [
      ['its last line', 'pass', 0],
      ['sys.exit(3)', 'sys.exit(3)', 3],
      ['an error', 'raise ValueError("no")', 1],
    ] as const)
      it(`ends when they have, after ${how}${patch === '' ? '' : ', under gevent'}`, async () => {
        const { code, stdout } = await ended(patch + leaving(last));
        assert.deepEqual([code, stdout.split('\n').sort()], [expected, ['', 'job', 'main', 'thread']]);
      });
});

describe('A ported program that nobody catches an error of', () => {
  it('ends with 1, and says what Python says of a class of its own', async () => {
    const stderr = await endsWith(
      `class AppError(Exception):
    def __str__(self):
        return 'number %d' % self.args[0]
def work():
    raise AppError(7)
work()
`,
      1,
      'AppError: number 7',
    );
    assert.match(stderr, /^Traceback \(most recent call last\):\n {2}at .*\n {2}at work /);
  });

  it('says what Python says of an error of JavaScript', () =>
    endsWith(
      'x = None\nprint(x)\nx.foo\n',
      1,
      "AttributeError: 'NoneType' object has no attribute 'foo'",
    ).then(() => undefined));

  it('names a class of a library with its module, and shows first what it was raised from', async () => {
    const stderr = await endsWith(
      `import json
try:
    json.loads('{')
except ValueError as error:
    raise RuntimeError('cannot load') from error
`,
      1,
      'RuntimeError: cannot load',
    );
    assert.match(
      stderr,
      /\njson\.decoder\.JSONDecodeError: Expecting .*\n\nThe above exception was the direct cause of the following exception:\n\nTraceback/,
    );
  });

  it('ends with the code of SystemExit', async () => {
    const { code, stderr } = await ended('import sys\nprint("a")\nsys.exit(3)\n');
    assert.deepEqual([code, stderr], [3, '']);
  });
});
