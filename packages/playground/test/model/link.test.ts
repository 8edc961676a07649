// Links: what goes into the address comes out again, and what is no link is told.
import { expect } from 'chai';
import { BrokenLink, type Link, decodeLink, encodeLink } from '../../src/model/link.js';
import { failureOf } from '../../../../test/support/virtual-loop.js';

describe('A link', () => {
  async function thereAndBack(link: Link): Promise<Link | undefined> {
    return decodeLink(await encodeLink(link));
  }

  it('has the name of an example, and the step, as text', async () => {
    expect(await encodeLink({ example: 'ping-pong', step: 12 })).to.equal('#example=ping-pong&step=12');
  });

  it('has the text of a program, whatever is in it', async () => {
    for (const program of ['', 'await run();\n', 'a\0b\u2028 & = # % + ü 😀', 'x = 1;\n'.repeat(5000)]) {
      const link = { program, step: 3, schedule: undefined };
      expect(await thereAndBack(link)).to.deep.equal(link);
    }
  });

  it('has the choices of who runs next', async () => {
    for (const schedule of [
      { choices: [], kills: 0 },
      { choices: [1, 0, 12], kills: 1 },
    ]) {
      const link = { example: 'kill', step: 1, schedule };
      expect(await thereAndBack(link)).to.deep.equal(link);
    }
  });

  it('is compressed: a program of 2,000 characters takes a third of them', async () => {
    const line = 'function* work(name) { yield* sleep(1); console.log(name); }\n';
    const hash = await encodeLink({ program: line.repeat(34), step: 1 });
    expect(hash.length).to.be.lessThan(700);
    expect(hash).to.match(/^#program=1-[\w-]+&step=1$/);
  });

  it('that has nothing is none; without a step it is to the first', async () => {
    expect(await decodeLink('')).to.equal(undefined);
    expect(await decodeLink('#')).to.equal(undefined);
    expect(await decodeLink('#example=kill')).to.deep.equal({
      example: 'kill',
      step: 1,
      schedule: undefined,
    });
  });

  it('that is broken is an error that says how', async () => {
    const good = await encodeLink({ program: 'await run(function* () {});', step: 1 });
    const said: Record<string, string> = {
      '#step=3': 'it has neither a program nor an example',
      '#what': 'it has neither a program nor an example',
      '#example=kill&step=0': 'its step is not a number from 1 on',
      '#example=kill&step=1e3': 'its step is not a number from 1 on',
      '#example=kill&choices=1..2': 'its choices cannot be read',
      '#example=kill&kills=7': 'its choices cannot be read',
      '#program=2-abc': 'it was made by another version of this page',
      '#program=1-%': 'it has characters that do not belong there',
      [good.replace(/.{8}&step=1$/, '&step=1')]: 'a part of it is missing or was changed',
      '#program=1-AAAA': 'a part of it is missing or was changed',
    };
    for (const [hash, message] of Object.entries(said)) {
      const error = await failureOf(decodeLink(hash));
      expect(error, hash).to.be.instanceOf(BrokenLink).with.property('message', message);
    }
  });

  it('that unpacks to more than any program is an error, not a page that is stuck', async () => {
    const bomb = await encodeLink({ program: ' '.repeat(50_000_000), step: 1 });
    const error = await failureOf(decodeLink(bomb));
    expect(error).to.be.instanceOf(BrokenLink).with.property('message', 'its program is too long');
  });
});
