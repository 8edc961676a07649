/**
 * A crawler: fetches pages through `until` and follows their links, n at a time.
 *
 *   npm run ts examples/crawler.ts                                       a small site of its own, on loopback
 *   npm run ts examples/crawler.ts -- --at-once 8 --pages 100 http://127.0.0.1:8080/
 *
 * Only links within the start page's site are followed. Each page has a tasklet of its own; as one ends, it starts the next
 * that waits. A fetch that takes longer than five seconds is given up, and its request aborted; so is one whose page is longer
 * than a crawler needs to see. What a site sends is its own choice: what is kept of it is not.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { type Op, TaskletExit, TaskletGroup, Timeout, fromCallback, run, until } from 'evergreen-ts';

/** Most characters of a page, and of a link that is followed. */
const [MAX_PAGE, MAX_LINK] = [2 ** 20, 2048];

function* crawl(start: string, atOnce: number, most: number): Op<number> {
  const site = new URL('/', start).href;
  const seen = new Set([start]);
  const waiting = [start];
  let fetching = 0;
  let pages = 0;
  yield* TaskletGroup.run(function* (group) {
    function* visit(url: string): Op<void> {
      try {
        for (const link of yield* fetchLinks(url)) {
          if (!link.startsWith(site) || seen.has(link) || seen.size >= most) continue;
          seen.add(link);
          waiting.push(link);
        }
        pages++;
      } catch (error) {
        if (error instanceof TaskletExit) throw error;
        console.log(`${url}: ${String(error)}`);
      } finally {
        fetching--;
        goOn();
      }
    }
    function goOn(): void {
      for (let url; fetching < atOnce && (url = waiting.shift()) !== undefined; fetching++)
        group.spawn(visit, url);
    }
    goOn();
  });
  return pages;
}

function* fetchLinks(url: string): Op<string[]> {
  using _ = new Timeout(5).start();
  const response = yield* until((signal) => fetch(url, { signal }));
  const text = yield* readText(response);
  console.log(`${response.status} ${url} (${text.length} characters)`);
  const links = new Set(Array.from(text.matchAll(/href="([^"#]+)/g), ([, link = '']) => link));
  return [...links]
    .filter((link) => link.length <= MAX_LINK && URL.canParse(link, url))
    .map((link) => new URL(link, url).href);
}

/** The text of a page, piece by piece: text() would take whatever comes. RangeError for a page that is too long. */
function* readText(response: Response): Op<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  try {
    for (let piece; reader !== undefined && !(piece = yield* until(reader.read())).done; text += piece.value)
      if (text.length + piece.value.length > MAX_PAGE) throw new RangeError('the page is too long');
    return text;
  } finally {
    // Nobody wants the rest, if there is one.
    reader?.cancel().catch(() => undefined);
  }
}

/** A site of some pages that link to each other. */
function* withOwnSite(use: (url: string) => Op<void>): Op<void> {
  const server = createServer((request, response) => {
    const page = Number(request.url?.slice(1));
    const links = [2 * page + 1, 2 * page + 2].filter((next) => next < 40);
    response.end(links.map((next) => `<a href="/${next}">page ${next}</a>`).join('\n'));
  });
  yield* fromCallback<void>((listening) => server.listen(0, '127.0.0.1', () => listening(null)));
  try {
    yield* use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/0`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'at-once': { type: 'string', default: '4' }, pages: { type: 'string', default: '1000' } },
});

function* main(url: string): Op<void> {
  const pages = yield* crawl(url, Number(values['at-once']), Number(values.pages));
  console.log(`${pages} pages`);
}

await run(function* (): Op<void> {
  const [url] = positionals;
  if (url !== undefined) yield* main(url);
  else yield* withOwnSite(main);
});
