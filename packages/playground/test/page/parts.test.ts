// Each part of the page, by its role and name: what it shows of a program that runs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { EXAMPLES } from '../../src/examples.js';
import { PATIENCE, site } from '../support/page.js';

/** The line of an example that has this in it. */
function lineOf(example: string, part: string, nth = 1): string {
  const text = readFileSync(join(import.meta.dirname, `../../examples/${example}.js`), 'utf8');
  const lines = text.split('\n').flatMap((line, i) => (line.includes(part) ? [String(i + 1)] : []));
  return lines[nth - 1] as string;
}

describe('The playground', function () {
  this.timeout(PATIENCE);
  const { visit } = site();

  it('runs an example when it is opened, and shows its first step', async () => {
    const page = await visit();
    await page.open();
    expect(await page.status('Position').textContent()).to.match(/^Step 1 of \d+, t = 0 s, turn 0$/);
    expect(await page.status('What happens').textContent()).to.equal('Tasklet-1 is spawned');
    expect(await page.program.textContent()).to.include('hello');
    await page.message(/^The program ended at t = 0\.6 s/);
  });

  it('runs every example, each as it says', async () => {
    const page = await visit();
    await page.open();
    const failing: Record<string, RegExp> = { deadlock: /DeadlockError: 2 tasklets are parked/ };
    for (const { name, title } of EXAMPLES) {
      await page.page.getByRole('combobox', { name: 'Example' }).selectOption({ label: title });
      await page.message(failing[name] ?? /^The program ended at t = /);
      if (name === 'deadlock') continue;
      await page.button('Last step').click();
      const output = page.page.getByRole('log', { name: 'Output' });
      expect(await output.textContent(), name).not.to.match(/Uncaught|Nothing has been printed/);
    }
  });

  it('goes a step forward and back, to the first and the last', async () => {
    const page = await visit();
    await page.open();
    const last = await page.steps();
    const at = async (): Promise<string> =>
      (await page.status('Position').textContent())?.split(',')[0] ?? '';
    const seen: string[] = [];
    for (const name of ['Step forward', 'Step forward', 'Step back', 'Last step', 'First step']) {
      await page.button(name).click();
      seen.push(await at());
    }
    const of = (step: number): string => `Step ${step} of ${last}`;
    expect(seen).to.deep.equal([of(2), of(3), of(2), of(last), of(1)]);
    expect(await page.button('Step back').isDisabled()).to.equal(true);
    expect(await page.button('Step forward').isDisabled()).to.equal(false);
    await page.go(7);
    expect(await page.page.getByRole('slider', { name: 'Step' }).inputValue()).to.equal('7');
  });

  it('plays at a speed, pauses, and stops at the end', async () => {
    const page = await visit();
    await page.open();
    await page.page.getByRole('combobox', { name: 'Speed' }).selectOption({ label: '30 / s' });
    await page.button('Play').click();
    await page.button('Pause').click();
    await page.button('Play').click();
    const last = await page.steps();
    await page.textOf(page.status('Position'), `Step ${last} of ${last}`);
    await page.button('Play').waitFor();
  });

  it('shows who is ready, in order, and who runs', async () => {
    const page = await visit();
    await page.open('#example=hello');
    await page.goTo('Tasklet-1 ends');
    expect(await page.list('Ready queue')).to.deep.equal(['ann', 'bob']);
    await page.goTo('ann runs for the first time');
    expect(await page.list('Ready queue')).to.deep.equal(['bob']);
    expect(await page.tasklets()).to.deep.equal([
      ['Tasklet-1', 'ended', '', lineOf('hello', 'new Tasklet', 2)],
      ['ann', 'running', '', lineOf('hello', 'function* greet')],
      ['bob', 'ready', '', ''],
    ]);
  });

  it('shows the timers, the earliest first, as points in time', async () => {
    const page = await visit();
    await page.open('#example=hello');
    await page.goTo('bob sleeps for 0.3 s');
    expect(await page.list('Timers')).to.deep.equal(['t = 0.2 s', 't = 0.3 s']);
    await page.goTo(/^ann is woken/);
    expect(await page.list('Timers')).to.deep.equal(['t = 0.3 s']);
  });

  it('shows what each tasklet waits on, in which line, and marks the lines', async () => {
    const page = await visit();
    await page.open('#example=deadlock');
    await page.goTo('bob waits on Lock, which ann has');
    const line = lineOf('deadlock', 'second.acquire');
    expect(await page.tasklets()).to.deep.equal([
      ['Tasklet-1', 'ended', '', lineOf('deadlock', 'new Tasklet', 2)],
      ['ann', 'parked', 'Lock, which bob has', line],
      ['bob', 'parked', 'Lock, which ann has', line],
    ]);
    const region = page.page.getByRole('region', { name: 'Where each tasklet is' });
    expect(await region.getByRole('listitem').allTextContents()).to.deep.equal([
      `ann is parked in line ${line}`,
      `bob is parked in line ${line}`,
    ]);
    expect(await page.page.locator('.marks .mark').allTextContents()).to.deep.equal(['ann +1']);
    await page.button('Step back').click();
    expect(await page.page.locator('.marks .mark').allTextContents()).to.deep.equal(['▶ bob', 'ann']);
  });

  it('shows who waits for whom, and a deadlock by word and colour', async () => {
    const page = await visit();
    await page.open('#example=deadlock');
    const picture = page.page.getByRole('img', { name: 'Who waits for whom' });
    const description = async (): Promise<string | null> =>
      page.page.locator(`#${await picture.getAttribute('aria-describedby')}`).textContent();
    expect(await description()).to.equal('Nobody waits for another tasklet.');
    await page.goTo('ann waits on Lock, which bob has');
    expect(await description()).to.equal('ann waits for bob.');
    await page.goTo('bob waits on Lock, which ann has');
    expect(await description()).to.match(/^Deadlock: ann → bob → ann\./);
    expect(await picture.locator('.edge.stuck').count()).to.equal(2);
    await page.page.getByRole('heading', { name: 'Who waits for whom · deadlock' }).waitFor();
  });

  it('has a lane for each tasklet on the timeline, and a click goes there', async () => {
    const page = await visit();
    await page.open('#example=hello');
    const picture = page.page.getByRole('img', { name: 'Timeline' });
    expect(await picture.locator('.lane > text').allTextContents()).to.deep.equal([
      'Tasklet-1',
      'ann',
      'bob',
    ]);
    const box = await picture.boundingBox();
    await picture.click({ position: { x: (box?.width ?? 0) - 2, y: 10 } });
    const last = await page.steps();
    await page.textOf(page.status('Position'), `Step ${last} of ${last}`);
  });

  it('shows what was printed up to the step, with its line', async () => {
    const page = await visit();
    await page.open('#example=hello');
    const output = page.page.getByRole('log', { name: 'Output' });
    expect(await output.textContent()).to.equal('Nothing has been printed yet');
    await page.goTo('bob sleeps for 0.3 s');
    const line = lineOf('hello', 'console.log');
    expect(await output.locator('p').allTextContents()).to.deep.equal([
      `hello 1 from annline ${line}`,
      `hello 1 from bobline ${line}`,
    ]);
    await output
      .getByRole('button', { name: `Go to line ${line}` })
      .first()
      .click();
    expect(await page.page.locator('.cm-activeLine').textContent()).to.include('console.log');
  });

  it('completes the names of the library, and those of its classes', async () => {
    const page = await visit();
    await page.open();
    await page.write('const lock = new Lo');
    await page.page.keyboard.press('Control+Space');
    await page.page.getByRole('option', { name: /^Lock\b/ }).waitFor();
    await page.page.keyboard.press('Escape');
    await page.write('lock.acq');
    await page.page.keyboard.press('Control+Space');
    await page.page.getByRole('option', { name: /^acquire\b/ }).waitFor();
  });

  it('shows an error of syntax under its line, before the program is run', async () => {
    const page = await visit();
    await page.open();
    await page.write('let a = 1;\nlet b = ;\n');
    const mark = page.page.locator('.cm-lintRange-error').first();
    await mark.waitFor();
    expect(await page.page.locator('.cm-line').filter({ has: mark }).textContent()).to.equal('let b = ;');
  });

  it('explains itself, and links to the guide', async () => {
    const page = await visit();
    await page.open();
    await page.button('Help').click();
    const help = page.page.getByRole('dialog', { name: 'Help' });
    await help.getByText('Ready queue').first().waitFor();
    const links = await help
      .getByRole('link')
      .evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
    expect(links.length).to.be.greaterThan(1);
    for (const link of links) expect((await page.page.request.get(link)).status(), link).to.equal(200);
    await page.page.keyboard.press('Escape');
    await help.waitFor({ state: 'hidden' });
  });
});
