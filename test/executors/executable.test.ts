// In a single executable application there is no Node that could run the file which a process begins with: the application would
// run itself, and begin more processes. None is started there. (A real one is built with tools that the tests do not have.)
import { expect } from 'chai';
import { program } from '../support/child.js';

describe('In a single executable application', function () {
  // The first of all tests to start a program waits until the library is built.
  this.timeout(120_000);

  it('a thread works, and processes of a pool or a farm are refused', async () => {
    const { stdout, stderr, code } = await program(`
      process.getBuiltinModule('node:sea').isSea = () => true;
      import { run } from 'evergreen-ts';
      import { ProcessPoolExecutor, ServerFarm, ThreadPoolExecutor, remote } from 'evergreen-ts/executors';

      const { tmpdir } = remote('node:os');
      await run(function* () {
        const threads = new ThreadPoolExecutor(1);
        console.log(typeof (yield* threads.submit(tmpdir).get()));
        yield* threads.shutdown();
        try {
          yield* new ProcessPoolExecutor(1).submit(tmpdir).get();
        } catch ({ name, cause }) {
          console.log(name + ': ' + cause.message);
        }
        const farm = new ServerFarm(tmpdir, ['127.0.0.1', 0], { processes: 1 });
        try {
          yield* farm.listen();
        } catch ({ name, message }) {
          console.log(name + ': ' + message);
        }
      });
    `);
    const why =
      'a single executable application is no Node that could run another file: use a ThreadPoolExecutor, or run the program by node';
    expect({ stderr, code }).to.deep.equal({ stderr: '', code: 0 });
    expect(stdout).to.equal(`string\nBrokenExecutor: ${why}\nBrokenExecutor: ${why}\n`);
  });
});
