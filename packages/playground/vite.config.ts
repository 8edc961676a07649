/**
 * Builds the page: static files that any server can serve, from any folder. The library comes from its sources.
 */
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Plugin, defineConfig } from 'vite';
import { guidePages } from './scripts/guide-pages.js';

const require = createRequire(import.meta.url);

/** The page may run its own files and blobs it has made, and fetch from its own server; nothing else, and so may its workers. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' blob: 'wasm-unsafe-eval'",
  'worker-src blob:',
  // The editor makes style sheets, and draws the lines under errors.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Vite's server for development injects scripts of its own. */
const policy: Plugin = {
  name: 'policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
      injectTo: 'head-prepend',
    },
  ],
};

/** The runtime of ported programs, without what needs sockets and processes of Node: no program can import those here. */
const withoutNode = (): Plugin => ({
  name: 'without-node',
  enforce: 'pre',
  load(id) {
    if (!NEEDS_NODE.test(id)) return undefined;
    const exported = readFileSync(id, 'utf8').matchAll(
      /^export (?:\{ (.*) \}|(?:class|const|function\*?) (\w+))/gm,
    );
    const names = [...exported].flatMap(([, several, one]) => several?.split(', ') ?? [one]);
    return names.map((name) => `export const ${name} = undefined;`).join('\n');
  },
});

const NEEDS_NODE =
  /\/porter\/src\/gevent\/(?:http-client|pywsgi|select|server|socket|socketserver|subprocess|urllib)\.ts$/;

export default defineConfig({
  base: './',
  plugins: [policy, guidePages(POLICY)],
  define: {
    'import.meta.env.VITE_ESBUILD_SIZE': statSync(require.resolve('esbuild-wasm/esbuild.wasm')).size,
  },
  resolve: { conditions: ['evergreen-source', 'module', 'browser', 'production'] },
  build: { target: 'es2022', modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  // The library shows names of classes, as in "ann waits on Lock".
  worker: { format: 'es', plugins: () => [withoutNode()], rolldownOptions: { output: { keepNames: true } } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
});
