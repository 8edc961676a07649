// What every document points to is there: files, headings of files, names in the sources, scripts of package.json.
import { strict as assert } from 'node:assert';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type Document, documentAt, proseOf } from '../support/documents.js';
import { ROOT } from '../support/root.js';

const DOCUMENTS = [
  'README.md',
  'CONTRIBUTING.md',
  ...pagesIn('docs'),
  ...readdirSync(resolve(ROOT, 'packages')).flatMap((name) => [
    `packages/${name}/README.md`,
    ...pagesIn(`packages/${name}/docs`),
  ]),
];

/** The documents in a folder, if there is one, in order of name. */
function pagesIn(folder: string): string[] {
  if (!existsSync(resolve(ROOT, folder))) return [];
  return readdirSync(resolve(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join(folder, path))
    .sort();
}

/** A link to something of ours: its text, the file from the project's root, the heading in it. */
interface Link {
  readonly text: string;
  readonly target: string;
  readonly anchor: string;
}

function linksOf(document: Document): Link[] {
  const links = [...proseOf(document).matchAll(/\[([^\]]*)\]\(([^)#\s]*)(?:#([^)\s]*))?\)/g)];
  const ours = links.filter(({ 2: path = '' }) => !/^[a-z]+:/.test(path));
  return ours.map(({ 1: text = '', 2: path = '', 3: anchor = '' }) => ({
    text,
    anchor,
    target: path === '' ? document.path : relative(ROOT, resolve(ROOT, dirname(document.path), path)),
  }));
}

/** As GitHub names the headings of a document. */
function headingsOf(document: Document): string[] {
  return [...proseOf(document).matchAll(/^#+ (.*)$/gm)].map(({ 1: title = '' }) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\- ]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** The names in a link's text such as `Hub.#turn`, which must be in the file that it leads to. */
function namesIn({ text }: Link): string[] {
  const code = /^`([^`/]*)`$/.exec(text)?.[1] ?? '';
  return code.match(/#?\w+/g) ?? [];
}

function has(file: string, name: string): boolean {
  return new RegExp(`(?<![\\w#])${name}\\b`).test(readFileSync(resolve(ROOT, file), 'utf8'));
}

for (const path of DOCUMENTS) {
  describe(`Links and commands of ${path}`, () => {
    const document = documentAt(path);
    const links = linksOf(document);

    it('has relative links only to what exists', () => {
      const dead = links.filter(({ target }) => !existsSync(resolve(ROOT, target)));
      assert.deepEqual(dead, []);
    });

    it('has links to headings that exist', () => {
      const dead = links.filter(
        ({ target, anchor }) => anchor !== '' && !headingsOf(documentAt(target)).includes(anchor),
      );
      assert.deepEqual(dead, []);
    });

    it('names in links to sources what is there', () => {
      const sources = links.filter(({ target }) => target.endsWith('.ts'));
      const dead = sources.flatMap((link) =>
        namesIn(link)
          .filter((name) => !has(link.target, name))
          .map((name) => `${name} in ${link.target}`),
      );
      assert.deepEqual(dead, []);
    });

    it('has commands only of scripts, and of files, that exist', () => {
      const dead = commandsIn(document).filter((command) => !exists(command));
      assert.deepEqual(dead, []);
    });
  });
}

describe('Documents', () => {
  it('show commands', () => {
    for (const path of ['README.md', 'CONTRIBUTING.md']) {
      assert.ok(commandsIn(documentAt(path)).length > 0, `${path} has commands`);
    }
  });

  it('lead to each other: all under docs, and those of the workspaces, are reached from the README', () => {
    const reached = new Set(['README.md']);
    for (const path of reached) {
      const next = linksOf(documentAt(path)).map(({ target }) => target);
      for (const target of next) if (DOCUMENTS.includes(target)) reached.add(target);
    }
    assert.deepEqual(
      DOCUMENTS.filter((path) => /^(docs|packages)\b/.test(path) && !reached.has(path)),
      [],
    );
  });
});

/** The single commands of its sh blocks, and whatever in the text begins with npm. */
function commandsIn(document: Document): string[] {
  const shell = document.blocks.filter(({ language }) => language === 'sh');
  const inline = [...proseOf(document).matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
  return [
    ...shell.flatMap(({ code }) => code.trim().split('\n')).flatMap((line) => line.split('&&')),
    ...inline.flatMap((code) => code.split('&&')).filter((code) => /^\s*([A-Z_]+=\S+ )?npm /.test(code)),
  ].map((command) => command.trim());
}

/** The commands that a workspace installs. */
function binOf(workspace: string): string[] {
  const path = resolve(ROOT, 'packages', workspace, 'package.json');
  const { bin = {} } = JSON.parse(readFileSync(path, 'utf8')) as { bin?: Record<string, string> };
  return Object.keys(bin);
}

/** The scripts of the package in a folder. */
function scriptsIn(folder: string): string[] {
  const text = readFileSync(resolve(ROOT, folder, 'package.json'), 'utf8');
  return Object.keys((JSON.parse(text) as { scripts: Record<string, string> }).scripts);
}

/** Is there such a package, of the version that stands behind an @? */
function isHere(name: string): boolean {
  const [, folder = '', version] = /^(@?[^@]+)(?:@(.*))?$/.exec(name) ?? [];
  const path = resolve(ROOT, 'node_modules', folder, 'package.json');
  if (!existsSync(path)) return false;
  const found = JSON.parse(readFileSync(path, 'utf8')) as { version: string };
  return version === undefined || version === found.version;
}

/** Is it `npx` of a workspace's command, `npm ci`, `npm install` of packages that are here, or `npm run` of a script that exists, with files that are there? */
function exists(command: string): boolean {
  const [npm, verb, ...rest] = command.replace(/^[A-Z_]+=\S+ /, '').split(/\s+/);
  // What readers do in projects of their own.
  if (/(?:npm pkg set type=module|(?:npx tsx|node) (?:program|server)\.[jt]s)$/.test(command)) return true;
  if (npm === 'npx') return binOf('porter').includes(verb ?? '');
  if (npm !== 'npm') return false;
  if (verb === 'ci') return rest.length === 0;
  if (verb === 'install') return rest.every((word) => word.startsWith('-') || isHere(word));
  if (verb !== 'run') return verb === 'test' && scriptsIn('.').includes('test');
  if (rest[0] === '-w' && /^packages\//.test(rest[1] ?? ''))
    return scriptsIn(rest[1] as string).includes(rest[2] ?? '');
  const files = rest.slice(1).filter((word) => /\.[jt]s$/.test(word));
  return scriptsIn('.').includes(rest[0] ?? '') && files.every((file) => existsSync(resolve(ROOT, file)));
}
