// The line of the line editor among the examples, without a terminal.
import { expect } from 'chai';
import { EditedLine } from '../../examples/support/edited-line.js';

describe('EditedLine', () => {
  it('deletes the word before the cursor, with the blanks behind it', () => {
    for (const [before, after] of [
      ['one two', 'one '],
      ['one two \t ', 'one '],
      ['one', ''],
      ['  ', ''],
      ['', ''],
      ['\xa0one\u3000', '\xa0'],
    ] as const) {
      const line = new EditedLine();
      line.text = before;
      line.deleteWord();
      expect(line.text, before).to.equal(after);
    }
  });

  it('takes as much as it has room for, and no half of a character', () => {
    const line = new EditedLine();
    expect(line.insert('x'.repeat(4000))).to.equal(true);
    line.home();
    expect(line.insert('🚀'.repeat(48))).to.equal(true);
    expect(line.insert('🚀')).to.equal(false);
    expect(line.text.length).to.equal(4096);
    line.delete();
    expect(line.insert('🚀')).to.equal(false);
    expect(line.insert('yz')).to.equal(false);
    expect(line.text.slice(94, 100)).to.equal('🚀yxxx');
  });
});
