/**
 * Prints the lines that other programs write into a fifo, with the time of each, until one of them is "quit".
 *
 *   mkfifo /tmp/news
 *   npm run ts examples/watch-fifo.ts /tmp/news
 *   echo hello > /tmp/news                          in another terminal
 *
 * A fifo would be read more easily by PipeStream. What is shown here works for any descriptor that can be polled: a device,
 * an eventfd, a socket that an addon opened.
 */
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { type Op, Tasklet, current, run } from 'evergreen-ts';

/** Park until the descriptor is readable, whatever wakes this tasklet: the reader, a kill, a Timeout. */
function* readable(fd: number): Op<void> {
  const { loop, tasklet } = current;
  const reader = loop.addReader(fd, () => {
    reader.cancel(); // or it would be called again and again, until the bytes have been read
    (tasklet as Tasklet).switch();
  });
  try {
    yield* loop.switch();
  } finally {
    reader.cancel();
  }
}

/** Most characters of a line. A longer one comes in pieces: nobody must make this program keep all that is written. */
const MAX_LINE = 64 * 1024;

/** Each line that comes, until `body` returns false. */
function* lines(fd: number, body: (line: string) => boolean): Op<void> {
  const chunk = Buffer.alloc(4096);
  const decoder = new TextDecoder();
  for (let text = ''; ;) {
    yield* readable(fd);
    const [first = '', ...more] = decoder
      .decode(chunk.subarray(0, readSync(fd, chunk)), { stream: true })
      .split('\n');
    text += first;
    for (const next of more) {
      if (!body(text)) return;
      text = next;
    }
    if (text.length < MAX_LINE) continue;
    if (!body(text)) return;
    text = '';
  }
}

await run(function* (): Op<void> {
  // Opened for writing as well, it never comes to its end, as it would whenever the last of its writers has gone.
  const fd = openSync(process.argv[2] ?? '/tmp/news', constants.O_RDWR | constants.O_NONBLOCK);
  console.log('watching');
  yield* lines(fd, (line) => {
    console.log(new Date().toISOString(), line);
    return line !== 'quit';
  });
  closeSync(fd);
});
