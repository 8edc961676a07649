/**
 * Does a program use types? Asked of the parser of the editor, which goes on after errors: so a slip of the pen in JavaScript is
 * not taken for TypeScript, for which the compiler would have to be loaded.
 */
import { parser } from '@lezer/javascript';

const typescript = parser.configure({ dialect: 'ts' });

/** Nodes that only TypeScript has. */
const TYPES = new Set([
  'AmbientDeclaration',
  'EnumDeclaration',
  'InterfaceDeclaration',
  'NamespaceDeclaration',
  'Optional',
  'Privacy',
  'TypeAliasDeclaration',
  'TypeAnnotation',
  'TypeArgList',
  'TypeParamList',
  'abstract',
  'implements',
  'override',
  'readonly',
  'satisfies',
  'type',
]);

/** Nodes that have a meaning of their own in TypeScript only within these: `x as T`, `x!`. */
const TYPES_WITHIN: Readonly<Record<string, readonly string[]>> = {
  as: ['BinaryExpression'],
  LogicOp: ['PostfixExpression', 'PropertyDeclaration'],
};

export function usesTypes(text: string): boolean {
  let found = false;
  typescript.parse(text).iterate({
    enter({ name, node }) {
      if (TYPES.has(name) || TYPES_WITHIN[name]?.includes(node.parent?.name ?? '') === true) found = true;
      return !found;
    },
  });
  return found;
}
