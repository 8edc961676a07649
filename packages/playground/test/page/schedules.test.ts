// Other orders: the user as the scheduler, and all schedules.
import { expect } from 'chai';
import type { Locator } from 'playwright-core';
import { PATIENCE, type Visit, site } from '../support/page.js';

describe('Other orders in the playground', function () {
  this.timeout(PATIENCE);
  const { visit } = site();

  const choices = (page: Visit) =>
    page.page.getByRole('group', { name: 'Choose who runs next' }).getByRole('button');
  const result = (page: Visit, like: RegExp): Promise<string> =>
    page.textOf(page.status('Result of exploring'), like);

  async function scheduler(page: Visit): Promise<void> {
    await page.page.getByRole('switch', { name: 'You are the scheduler' }).click();
    await page.message('Who runs next? Choose.');
  }

  it('lets the user choose whenever two are ready, until it fails', async () => {
    const page = await visit();
    await page.open('#example=lost-update');
    await page.message(/^The program ended/);
    await scheduler(page);
    expect(await choices(page).allTextContents()).to.deep.equal(['ann', 'bob']);
    expect(await page.list('Ready queue')).to.deep.equal(['ann', 'bob']);
    let taken = 0;
    const take = async (choice: Locator): Promise<void> => {
      await choice.click();
      await page.page.getByText(new RegExp(`^ ?${++taken} choices? so far`)).waitFor();
      await page.page.locator('button.primary[aria-disabled=false]').first().waitFor();
    };
    for (const name of ['bob', 'bob']) await take(choices(page).filter({ hasText: name }));
    // Bob has walked; ann reads, then bob reads.
    while ((await choices(page).count()) > 0) await take(choices(page).first());
    await page.message(/^.*Error: a payment was lost: 10/);
  });

  it('undoes choices, one after the other', async () => {
    const page = await visit();
    await page.open('#example=lost-update');
    await scheduler(page);
    const first = await page.status('Position').textContent();
    await choices(page).filter({ hasText: 'bob' }).click();
    await page.page.getByText('1 choice so far').waitFor();
    await page.button('Undo choice').click();
    await page.page.getByText('0 choices so far').waitFor();
    await page.textOf(page.status('Position'), first ?? '');
    expect(await choices(page).allTextContents()).to.deep.equal(['ann', 'bob']);
  });

  it('is a run as any other when the user is the scheduler no more', async () => {
    const page = await visit();
    await page.open('#example=lost-update');
    const steps = await page.steps();
    await scheduler(page);
    await page.page.getByRole('switch', { name: 'You are the scheduler' }).click();
    await page.textOf(page.status('Position'), `Step 1 of ${steps}`);
    expect(await page.page.getByRole('group', { name: 'Choose who runs next' }).count()).to.equal(0);
  });

  it('are all explored, also after the first that fails, which is shown', async () => {
    const page = await visit();
    await page.open('#example=lost-update');
    await page.button('Explore').click();
    expect(await result(page, /schedule/)).to.equal('35 schedules, 12 fail');
    await page.message(/Error: a payment was lost: 10/);
    const steps = await page.steps();
    await page.textOf(page.status('Position'), `Step ${steps} of ${steps}`);
    // Its choices can be undone.
    await page.button('Undo choice').click();
    await page.message('Who runs next? Choose.');
  });

  it('are all fine of a program without a race', async () => {
    const page = await visit();
    await page.open('#example=ping-pong');
    await page.button('Explore').click();
    expect(await result(page, /schedule/)).to.equal('2 schedules, none fails');
  });

  it('are explored with progress until they are stopped', async () => {
    const page = await visit();
    await page.open('#example=philosophers');
    await page.button('Explore').click();
    const progress = page.page.getByRole('progressbar', { name: 'Schedules' });
    await progress.waitFor();
    await page.page.waitForFunction(() => (document.querySelector('progress')?.value ?? 0) > 0);
    await page.button('Stop').click();
    expect(await result(page, /schedules/)).to.match(/^[\d,]+ schedules, none fails; there are more$/);
    await progress.waitFor({ state: 'detached' });
  });

  const KILLED = `import { Lock, Tasklet, run, sleep } from 'evergreen-ts';
await run(function* () {
  const lock = new Lock();
  function* careless() {
    yield* lock.acquire();
    yield* sleep(0); // a kill here leaves the lock taken
    lock.release();
  }
  const bob = new Tasklet({ target: careless, name: 'bob' }).start();
  yield* bob.join();
  yield* lock.acquire();
});
`;

  it('are explored with kills, if those are asked for', async () => {
    const page = await visit();
    await page.open();
    await page.run(KILLED);
    await page.message(/^The program ended/);
    await page.button('Explore').click();
    expect(await result(page, /schedule/)).to.equal('1 schedule, none fails');
    await page.page.getByRole('checkbox', { name: 'Also kill' }).check();
    await page.button('Explore').click();
    expect(await result(page, / fails?$/)).to.match(/^\d+ schedules, [1-9]\d* fails?$/);
    await page.message(/DeadlockError/);
  });

  it('can have kills among the choices', async () => {
    const page = await visit();
    await page.open();
    await page.run(KILLED);
    await page.message(/^The program ended/);
    await page.page.getByRole('checkbox', { name: 'Also kill' }).check();
    await scheduler(page);
    expect(await choices(page).allTextContents()).to.include('kill bob');
  });

  it('need a program that calls run(): another is told', async () => {
    const page = await visit();
    await page.open();
    await page.run("import { Lock } from 'evergreen-ts';\nconsole.log(new Lock().locked);\n");
    await page.message(/^.*ended without a tasklet/);
    await page.button('Explore').click();
    await page.message(/only what run\(\) begins can be run in another order/);
  });

  it('cannot be explored of a program that depends on what was before: it is told', async () => {
    const page = await visit();
    await page.open();
    await page.run(`import { run, sleep, spawn } from 'evergreen-ts';
let runs = 0;
await run(function* () {
  for (let i = runs++; i < 4; i++) spawn(() => sleep(0));
});
`);
    await page.message(/^The program ended/);
    await page.button('Explore').click();
    await page.message(/NondeterminismError: .*what an earlier run has left in a variable outside of it/);
  });

  it('are part of the link', async () => {
    const page = await visit();
    await page.open('#example=lost-update');
    await page.button('Explore').click();
    await result(page, /schedule/);
    await page.message(/a payment was lost/);
    const position = await page.status('Position').textContent();
    await page.page.waitForURL(/choices=1\.1/);
    const other = await visit();
    await other.open(new URL(page.page.url()).hash);
    await other.message(/a payment was lost/);
    expect(await other.status('Position').textContent()).to.equal(position);
  });
});
