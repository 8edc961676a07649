/**
 * The text that runs: the program with guards in its loops and functions, and with the addresses of the modules that it imports.
 *
 * A guard is a call at the beginning of each body, on the same line: so lines stay what they are. It throws when the program has
 * run for too long (worker/guard.ts), and says where the program is.
 */
import type {
  AnyNode,
  ExportAllDeclaration,
  ExportNamedDeclaration,
  ExportSpecifier,
  Function,
  Identifier,
  ImportDeclaration,
  Literal,
  Node,
  Program,
} from 'acorn';
import { full } from 'acorn-walk';
import MagicString from 'magic-string';
import { BadProgram } from './bad-program.js';
import { parsed } from './parse.js';

/** What guards call; no program has such a name by accident. */
export const GUARD = '__evergreen_guard__';

/** A module that a program may import: where it is, and what it exports. */
export interface Module {
  readonly address: string;
  readonly names: readonly string[];
}

/** All of them, by name. A program that was ported has those of the porter, too. */
export type Modules = Readonly<Record<string, Module>>;

/** A module that a program may import, if it is there. */
const IMPORTABLE = /^evergreen-(?:ts(?:\/testing)?|port\/(?:evergreen|gevent|python)(?:\/[\w-]+)?)$/;

/** The program has the porter's modules. */
export function isPorted(text: string): boolean {
  return /\bfrom\s*['"]evergreen-port\//.test(text);
}

/** BadProgram for a text that is no JavaScript, or imports what there is not. */
export function guarded(text: string, modules: Modules): string {
  const out = new MagicString(text);
  const program = parsed(text);
  redirectImports(program, out, modules);
  full(program, (node) => guard(node, out));
  return out.toString();
}

/** BadProgram as guarded(), but what the modules export is not known. */
export function checked(text: string): void {
  redirectImports(parsed(text), new MagicString(text), undefined);
}

function redirectImports(program: Program, out: MagicString, modules: Modules | undefined): void {
  full(program, (node) => {
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportNamedDeclaration':
      case 'ExportAllDeclaration': {
        const { source } = node;
        if (source === null || source === undefined) break;
        const name = String(source.value);
        if (!IMPORTABLE.test(name)) throw refused(name, node);
        if (modules === undefined) break;
        const module = modules[name];
        if (module === undefined) throw refused(name, node);
        checkNames(node, name, module.names);
        out.overwrite(source.start, source.end, JSON.stringify(module.address));
        break;
      }
      case 'ImportExpression':
        throw at(node, 'import() is not possible here: write an import at the top of the program.');
      default:
    }
  });
}

function checkNames(
  node: ImportDeclaration | ExportNamedDeclaration | ExportAllDeclaration,
  from: string,
  names: readonly string[],
): void {
  for (const specifier of 'specifiers' in node ? node.specifiers : []) {
    const name = importedBy(specifier);
    if (name !== undefined && !names.includes(name)) throw at(specifier, `"${from}" has no ${name} here.`);
  }
}

/** The name of what is imported; undefined for all of it. */
function importedBy(
  specifier: ImportDeclaration['specifiers'][number] | ExportSpecifier,
): string | undefined {
  switch (specifier.type) {
    case 'ImportDefaultSpecifier':
      return 'default';
    case 'ImportNamespaceSpecifier':
      return undefined;
    case 'ImportSpecifier':
      return nameOf(specifier.imported);
    case 'ExportSpecifier':
      return nameOf(specifier.local);
  }
}

function nameOf(node: Identifier | Literal): string {
  return node.type === 'Identifier' ? node.name : String(node.value);
}

function refused(name: string, node: Node): BadProgram {
  if (name.startsWith('evergreen-port/'))
    return at(node, `"${name}" cannot be imported here: it is not there in a browser.`);
  return at(
    node,
    `"${name}" cannot be imported: here are "evergreen-ts" and memoryPair of "evergreen-ts/testing", nothing else.`,
  );
}

function at({ loc }: Node, message: string): BadProgram {
  const { line = 1, column = 0 } = loc?.start ?? {};
  return new BadProgram(message, line, column);
}

function guard(node: AnyNode, out: MagicString): void {
  switch (node.type) {
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      guardStatement(node.body, lineOf(node), out);
      break;
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      guardFunction(node, out);
      break;
    default:
  }
}

function guardStatement(body: Node, line: number, out: MagicString): void {
  if (body.type === 'BlockStatement') {
    out.appendLeft(body.start + 1, call(line));
  } else {
    out.prependRight(body.start, `{${call(line)}`);
    out.appendLeft(body.end, '}');
  }
}

function guardFunction(node: Function, out: MagicString): void {
  const { body } = node;
  if (body.type === 'BlockStatement') {
    // After 'use strict' and its like, which must come first; modules do not need them.
    out.appendLeft(body.start + 1, call(lineOf(node)));
  } else {
    out.prependRight(body.start, `(${GUARD}(${lineOf(node)}),`);
    out.appendLeft(body.end, ')');
  }
}

function call(line: number): string {
  return `${GUARD}(${line});`;
}

function lineOf({ loc }: Node): number {
  return loc?.start.line ?? 0;
}
