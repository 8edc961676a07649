/**
 * Prints the lines that other programs write into a fifo, with the time of each, until one of them is "quit".
 *
 *   mkfifo /tmp/news
 *   npm run ts examples/watch-fifo.ts /tmp/news
 *   echo hello > /tmp/news                          in another terminal
 *
 * A fifo would be read more easily by PipeStream. What is shown here does for any descriptor that can be polled: a device,
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

/** Each line that comes, until `body` returns false. */
function* lines(fd: number, body: (line: string) => boolean): Op<void> {
  const chunk = Buffer.alloc(4096);
  const decoder = new TextDecoder();
  for (let text = ''; ;) {
    yield* readable(fd);
    text += decoder.decode(chunk.subarray(0, readSync(fd, chunk)), { stream: true });
    for (let end; (end = text.indexOf('\n')) >= 0; text = text.slice(end + 1)) {
      if (!body(text.slice(0, end))) return;
    }
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
