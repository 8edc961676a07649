/**
 * A command line in a terminal in raw mode, with an editor for it, while other tasklets print above it.
 *
 *   npm run ts examples/line-editor.ts
 *   npm run ts examples/line-editor.ts -- --every 3       says every three seconds how long it has been running
 *
 * Cursor keys, Home, End, Backspace, Delete and control-A, E, B, F, K, U, W edit the line; cursor up and down, or control-P
 * and N, recall earlier ones. Control-C throws a line away, control-D ends, control-Z suspends, control-L clears the screen.
 *
 * All that goes on at the same time is a tasklet each: one that reads a key parks in terminal.read(), one that prints now
 * and then parks in sleep(). Between two `yield*` nothing else runs: so none of them interrupts what another one draws.
 */
import { parseArgs } from 'node:util';
import { type Op, Tasklet, run, sleep } from 'evergreen-ts';
import { TTYStream } from 'evergreen-ts/io';
import { Prompt } from './support/prompt.js';

const HELP = `in <seconds> <text>     say it once
every <seconds> <text>  say it again and again
stop                    say nothing any more
exit                    the end, as control-D
Anything else is said at once.`;

/** What goes on beside the prompt. Daemons: they do not keep the program going. */
class Chatter {
  readonly #prompt: Prompt;
  #talkers: Tasklet[] = [];

  constructor(prompt: Prompt) {
    this.#prompt = prompt;
  }

  talk(target: () => Op<void>): void {
    const talker: Tasklet = new Tasklet({ target, daemon: true }).start();
    this.#talkers.push(talker);
    talker.addDoneCallback(() => (this.#talkers = this.#talkers.filter((one) => one !== talker)));
  }

  stop(): void {
    for (const talker of this.#talkers) talker.kill();
  }

  /** True if the line was an order. */
  obey(line: string): boolean {
    const [, order, number, text = ''] = /^(in|every) +(\d+(?:\.\d+)?) +(.+)$/.exec(line) ?? [];
    const prompt = this.#prompt;
    const seconds = Number(number);
    if (order === 'in')
      this.talk(function* () {
        yield* sleep(seconds);
        prompt.print(text);
      });
    else if (order === 'every')
      this.talk(function* () {
        for (;;) {
          yield* sleep(Math.max(seconds, 0.01));
          prompt.print(text);
        }
      });
    else if (line === 'stop') this.stop();
    else return false;
    return true;
  }
}

function* main(every: number): Op<void> {
  using terminal = new TTYStream(0, true);
  const prompt = new Prompt(terminal, '> ');
  const chatter = new Chatter(prompt);
  prompt.print('Type help for help, control-D to end.');
  if (every > 0)
    chatter.talk(function* () {
      for (let seconds = every; ; seconds += every) {
        yield* sleep(every);
        prompt.print(`(running for ${seconds} seconds)`);
      }
    });
  for (let line; (line = yield* prompt.readLine()) !== undefined && line !== 'exit';) {
    if (line === 'help') prompt.print(HELP);
    else if (!chatter.obey(line) && line !== '') prompt.print(`you said: ${line}`);
  }
  prompt.print('Goodbye.');
  yield* terminal.flush();
}

const { values } = parseArgs({ options: { every: { type: 'string', default: '10' } } });
await run(main, Number(values.every));
