// Two copies of the package in one process, as two versions of it are, or one that is bundled: neither knows the other's tasklets,
// and an operation of one that is run in a tasklet of the other says so.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { BUILD_TIME, built, plainNode } from './support/built.js';

const MISLED = /is of another copy of evergreen-ts: see to it that this process loads one/;

describe('A second copy of the package', function () {
  this.timeout(BUILD_TIME);

  let dist: string;
  let user: string;
  before(async () => {
    const { installed, ...place } = await built();
    user = place.user;
    dist = pathToFileURL(join(installed, 'dist/bundle')).href;
  });

  /** What a program says that has both copies. Every module of the second is loaded by another address. */
  async function said(body: string): Promise<string[]> {
    const source = `
      import { register } from 'node:module';
      register('data:text/javascript,' + encodeURIComponent(\`
        export async function resolve(specifier, context, next) {
          const found = await next(specifier, context);
          return context.parentURL?.endsWith('?copy') && found.url.startsWith('file:') ? { ...found, url: found.url + '?copy' } : found;
        }\`));
      const one = await import('${dist}/index.js');
      const two = await import('${dist}/index.js?copy');
      const failure = function* (op) { try { yield* op; return 'none'; } catch (error) { return error.message; } };
      ${body}
    `;
    const { stdout, stderr } = await plainNode(
      ['--no-warnings', '--input-type=module', '--eval', source],
      user,
    );
    expect(stderr).to.equal('');
    return stdout.trim().split('\n');
  }

  it('has operations that say so in a tasklet of the first: run, as a target, and as the body of a group', async () => {
    const lines = await said(`
      await one.run(function* () {
        console.log(yield* failure(two.sleep(1)));
        console.log(yield* failure(two.TaskletGroup.run(function* () {})));
        console.log(yield* failure(one.spawn(() => two.sleep(1))));
        try { new two.Timeout(1).start(); } catch (error) { console.log(error.message); }
      });
    `);
    expect(lines).to.have.length(4);
    for (const line of lines) expect(line).to.match(MISLED);
  });

  it('is named by select(), run() and spawn(), whichever copy is given what is of the other', async () => {
    const lines = await said(`
      await one.run(function* () {
        console.log(yield* failure(one.all([two.sleep(1)])));
        console.log(yield* failure(two.select({ a: two.sleep(1) })));
        for (const arm of [two.sleep(1), new two.Lock().hold()])
          try { one.select({ arm }); } catch (error) { console.log(error.message); }
        console.log(yield* failure(one.until(two.run(() => one.sleep(1)))));
        console.log(yield* failure(two.spawn(() => 1).get()));
        console.log(yield* failure(one.until(two.spawn(() => one.sleep(1)).promise())));
      });
    `);
    expect(lines).to.have.length(7);
    for (const line of lines) expect(line).to.match(MISLED);
  });

  it('does not say so where no tasklet runs, nor when its loop has gone', async () => {
    const lines = await said(`
      const outside = () => { try { [...two.sleep(1)]; } catch (error) { console.log(error.message); } };
      outside();
      const loop = new one.EventLoop();
      outside();
      loop.destroy();
      outside();
      console.log(Object.getOwnPropertySymbols(globalThis).map(String).filter((name) => name.includes('evergreen')).length);
    `);
    expect(lines).to.have.length(4);
    for (const line of lines.slice(0, 3))
      expect(line)
        .to.match(/inside a tasklet only/)
        .and.not.match(MISLED);
    expect(lines[3]).to.equal('0');
  });

  it('has a loop of its own, and both can run side by side', async () => {
    const lines = await said(`
      const work = ({ run, sleep }, name) => run(function* () { yield* sleep(0.001); console.log(name); });
      await Promise.all([work(one, 'one'), work(two, 'two')]);
    `);
    expect(lines.sort()).to.deep.equal(['one', 'two']);
  });
});
