/**
 * The guide as pages beside the playground, so that Help leads to it without a network: a plugin of Vite that makes HTML of the
 * project's documents. Links among them stay links, and links to the playground open it; others, as to the sources, become text.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import MarkdownIt from 'markdown-it';
import type { Plugin } from 'vite';
import { ADDRESS } from './address.js';

const DOCS = join(import.meta.dirname, '../../../docs');

/** From the folder docs, in which they are on the site as well. */
const PAGES = [
  ...readdirSync(join(DOCS, 'guide')).map((file) => `guide/${file}`),
  'how-it-works.md',
  'teaching.md',
].filter((file) => file.endsWith('.md'));

const STYLE = `
  :root { color-scheme: light dark; --text: #1d2621; --back: #fff; --soft: #f0f3f0; --link: #1f5fae; }
  @media (prefers-color-scheme: dark) {
    :root { --text: #e4ebe6; --back: #161c19; --soft: #222b26; --link: #93bdf7; }
  }
  body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; background: var(--back); color: var(--text);
    font: 1rem/1.6 system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif; }
  a { color: var(--link); }
  pre, code { border-radius: 5px; background: var(--soft); font-size: 0.9em; }
  pre { padding: 0.8rem; overflow: auto; } pre code { font-size: inherit; } code { padding: 0 0.2em; }
  table { border-collapse: collapse; } th, td { padding: 0.3rem 0.6rem; border: 1px solid #8884; text-align: left; }
  img { max-width: 100%; }
`;

export function guidePages(policy: string): Plugin {
  return {
    name: 'guide-pages',
    apply: 'build',
    generateBundle() {
      for (const page of PAGES)
        this.emitFile({
          type: 'asset',
          fileName: `docs/${page.replace(/\.md$/, '.html')}`,
          source: htmlOf(page, readFileSync(join(DOCS, page), 'utf8'), policy),
        });
    },
  };
}

function htmlOf(page: string, text: string, policy: string): string {
  const title = /^# (.*)$/m.exec(text)?.[1] ?? page;
  const top = page.includes('/') ? '../../' : '../';
  const markdown = new MarkdownIt({ html: false, linkify: false });
  const { renderer } = markdown;
  // A link to what is not here is its text.
  let dropped = false;
  renderer.rules.link_open = (tokens, index, options, _env, self) => {
    const token = tokens[index];
    const address = addressOf(page, token?.attrGet('href') ?? '', top);
    dropped = address === undefined;
    if (token === undefined || address === undefined) return '';
    token.attrSet('href', address);
    return self.renderToken(tokens, index, options);
  };
  renderer.rules.link_close = (tokens, index, options, _env, self) =>
    dropped ? '' : self.renderToken(tokens, index, options);
  renderer.rules.heading_open = (tokens, index, options, _env, self) => {
    tokens[index]?.attrSet('id', idOf(tokens[index + 1]?.content ?? ''));
    return self.renderToken(tokens, index, options);
  };
  return `<!doctype html>
<html lang="en">
<head>
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${markdown.utils.escapeHtml(title)} · evergreen-ts</title>
<style>${STYLE}</style>
</head>
<body>
<nav><a href="${top}index.html">Playground</a></nav>
<main>
${markdown.render(text)}
</main>
</body>
</html>
`;
}

/** Where a link leads on the site; undefined for what is not there. */
function addressOf(page: string, href: string, top: string): string | undefined {
  if (href.startsWith(ADDRESS)) return `${top}index.html${href.slice(ADDRESS.length)}`;
  if (/^(https?:|#)/.test(href)) return href;
  const [path = '', hash] = href.split('#');
  const target = posix.join(posix.dirname(page), path);
  if (!PAGES.includes(target)) return undefined;
  return path.replace(/\.md$/, '.html') + (hash === undefined ? '' : `#${hash}`);
}

/** As GitHub names headings. */
function idOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\- ]/gu, '')
    .replaceAll(' ', '-');
}
