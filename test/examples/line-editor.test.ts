// The line editor among the examples, in a real terminal: what is typed, and what it draws then.
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { BUILD_TIME, plainNode } from '../support/built.js';
import { examplesFolder } from '../support/examples.js';
import { needs } from '../support/peers.js';
import { type Terminal, type TerminalOptions, inTerminal } from '../support/terminal.js';

/** Keys, as a terminal sends them. */
const [UP, DOWN, RIGHT, LEFT, HOME, END, DELETE, BACKSPACE] = [
  ...['\x1b[A', '\x1b[B', '\x1b[C', '\x1b[D', '\x1b[H', '\x1b[F', '\x1b[3~', '\x7f'],
] as const;
const control = (letter: string): string => String.fromCharCode(letter.charCodeAt(0) & 31);

/** What is drawn for a line whose cursor is in this column of it. */
const drawn = (text: string, column: number): string => `\r\x1b[J> ${text}\r\x1b[${2 + column}C`;

/** What is shown in place of the line that is being typed: another one above it. */
const printed = (text: string): string => `\r\x1b[J${text}\r\n`;

describe('the line editor', () => {
  let command = '';

  before(async function () {
    this.timeout(BUILD_TIME);
    command = `${process.execPath} ${join(await examplesFolder(), 'line-editor.js')} --every 0`;
  });

  /** It asks for a line; at the end it is told to end, and must do so well. */
  function editing(body: (terminal: Terminal) => Promise<void>, options?: TerminalOptions): Promise<void> {
    const whole = async (terminal: Terminal): Promise<void> => {
      await terminal.until(drawn('', 0));
      await body(terminal);
      terminal.type(control('C') + control('D'));
      await terminal.until(printed('Goodbye.'));
      assert.equal(await terminal.ended, 0);
    };
    return inTerminal(`tty; ${command}`, whole, options);
  }

  /** What is drawn after each of these was typed. */
  async function expectEach(
    terminal: Terminal,
    steps: readonly (readonly [string, string, number])[],
  ): Promise<void> {
    for (const [keys, text, column] of steps) {
      terminal.type(keys);
      await terminal.until(drawn(text, column));
    }
  }

  it('edits a line, and gives it whole', () =>
    editing(async (terminal) => {
      await expectEach(terminal, [
        ['hello world', 'hello world', 11],
        [LEFT + LEFT, 'hello world', 9],
        [BACKSPACE, 'hello wold', 8],
        [DELETE, 'hello wod', 8],
        ['n', 'hello wond', 9],
        [RIGHT + 'er', 'hello wonder', 12],
        [RIGHT, 'hello wonder', 12],
        [HOME, 'hello wonder', 0],
        [LEFT + BACKSPACE + 'o', 'ohello wonder', 1],
        [control('D'), 'oello wonder', 1],
        [END + control('B') + control('A') + control('F'), 'oello wonder', 1],
        [control('E') + control('W'), 'oello ', 6],
        ['a  b ' + control('W'), 'oello a  ', 9],
        [LEFT + LEFT + LEFT + control('K'), 'oello ', 6],
        [LEFT + control('U'), ' ', 0],
        [END + 'end', ' end', 4],
      ]);
      terminal.type(LEFT + '\r');
      await terminal.until(`\r\x1b[J>  end\r\n${printed('you said:  end')}`);
      await terminal.until(drawn('', 0));
    }));

  it('takes characters of several bytes, in pieces too, of two columns and of none', () =>
    editing(async (terminal) => {
      for (const byte of Buffer.from('é日👩‍🚀')) terminal.type(Uint8Array.of(byte));
      await expectEach(terminal, [
        ['', 'é日👩‍🚀', 5],
        [LEFT, 'é日👩‍🚀', 3],
        [LEFT, 'é日👩‍🚀', 1],
        ['e', 'ée日👩‍🚀', 2],
        ['\u0301', 'ée\u0301日👩‍🚀', 2],
        [BACKSPACE, 'é日👩‍🚀', 1],
        [DELETE + DELETE, 'é', 1],
        ['ｱ한ﾊﾟ', 'éｱ한ﾊﾟ', 6],
      ]);
    }));

  it('recalls lines, and comes back to the one that was begun', () =>
    editing(async (terminal) => {
      for (const line of ['first', 'second']) {
        terminal.type(`${line}\r`);
        await terminal.until(`you said: ${line}\r\n`);
      }
      await expectEach(terminal, [
        ['third', 'third', 5],
        [UP, 'second', 6],
        ['!' + UP, 'first', 5],
        [UP, 'first', 5],
        [DOWN, 'second', 6],
        [DOWN + DOWN, 'third', 5],
        [control('P'), 'second', 6],
        [control('N'), 'third', 5],
      ]);
    }));

  it('ignores keys that it does not know, and an escape that is but a key', () =>
    editing(async (terminal) => {
      await expectEach(terminal, [['a\x1b[15~b\x1bOP\x1bx\x00\x1b[1;5Zc', 'abc', 3]]);
      terminal.type('\x1b');
      await terminal.until(drawn('abc', 3));
      await expectEach(terminal, [
        ['d', 'abcd', 4],
        ['\x1b' + LEFT, 'abcd', 3],
      ]);
    }));

  it('throws a line away at control-C, and clears the screen at control-L', () =>
    editing(async (terminal) => {
      terminal.type(`some${LEFT}${control('C')}`);
      await terminal.until(`\r\x1b[J> some^C\r\n${drawn('', 0)}`);
      terminal.type(`more${control('L')}`);
      await terminal.until(`\x1b[H\x1b[2J${drawn('more', 4)}`);
    }));

  it('shows the part of a long line that has room, in a window of any size', () =>
    inTerminal(
      `tty; ${command}`,
      async (terminal) => {
        const path = /\/dev\/\S+/.exec(await terminal.until('\n'))?.[0] as string;
        const resize = (columns: number): unknown =>
          execFileSync('stty', ['-F', path, 'cols', String(columns)], { stdio: 'inherit' });
        await terminal.until(drawn('', 0));
        await expectEach(terminal, [
          ['0123456789abcdefg', '0123456789abcdefg', 17],
          ['h', '123456789abcdefgh', 17],
          [HOME, '0123456789abcdefg', 0],
          [END + '日', '3456789abcdefgh日', 17],
        ]);
        resize(10);
        await terminal.until(drawn('defgh日', 7));
        resize(80);
        await terminal.until(drawn('0123456789abcdefgh日', 20));
        terminal.type('\r');
        await terminal.until('you said: 0123456789abcdefgh日\r\n');
      },
      { columns: 20 },
    ));

  it('lets others print above the line, which stays as it is', () =>
    editing(async (terminal) => {
      terminal.type('in 0.01 tea is ready\rwait');
      await terminal.until(printed('tea is ready') + drawn('wait', 4));
      terminal.type(`${control('U')}every 0.01 tick\rty`);
      await terminal.until(printed('tick') + drawn('ty', 2));
      terminal.type(`ping${LEFT}`);
      for (let i = 0; i < 3; i++) await terminal.until(printed('tick') + drawn('typing', 5));
      terminal.type(`${control('C')}stop\r`);
      await terminal.until(drawn('stop', 4));
    }));

  it('is suspended at control-Z, goes on where it was, and leaves the terminal as it found it', () => {
    needs('bash', 'script');
    const line = `set -m; stty -g; ${command}; stty -g; fg; stty -g`;
    return inTerminal(`bash --norc -c '${line}'`, async (terminal) => {
      const found = await terminal.until(/[0-9a-f:]{20,}\r\n/);
      await terminal.until(drawn('', 0));
      terminal.type('begun');
      await terminal.until(drawn('begun', 5));
      terminal.type(control('Z'));
      assert.ok((await terminal.until(/[0-9a-f:]{20,}\r\n/)).endsWith(found));
      await terminal.until(drawn('begun', 5));
      terminal.type(control('C') + control('D'));
      assert.ok((await terminal.until(/[0-9a-f:]{20,}\r\n/)).endsWith(found));
    });
  });

  it('says that it needs a terminal where there is none', async () => {
    const { code, stderr } = await plainNode(['line-editor.js'], await examplesFolder());
    assert.equal(code, 1);
    assert.match(stderr, /TTYError: open ENOTTY/);
  });
});
