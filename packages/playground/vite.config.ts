/**
 * Builds the page: static files that any server can serve, from any folder. The library comes from its sources.
 */
import { statSync } from 'node:fs';
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
    const [, name] = /\/porter\/src\/gevent\/(pywsgi|server|socket|subprocess)\.ts$/.exec(id) ?? [];
    return name === undefined ? undefined : ABSENT[name];
  },
});

const ABSENT: Readonly<Record<string, string>> = {
  pywsgi: 'export const Input = undefined, WSGIServer = undefined;',
  server: 'export const DatagramServer = undefined, StreamServer = undefined;',
  socket: 'export const select = undefined, socket = undefined;',
  subprocess: 'export const subprocess = undefined;',
};

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
