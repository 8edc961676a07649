/**
 * Names of evergreen-ts in code that a suggestion inserts: what they are called in the file, and an import if there is none.
 */
import { ASTUtils, AST_NODE_TYPES as Node, type TSESLint, type TSESTree } from '@typescript-eslint/utils';

const LIBRARY = 'evergreen-ts';

export interface Imported {
  /** What they are called there. */
  readonly locals: readonly string[];
  /** The edits that import them; none if they are there. */
  readonly edits: (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix[];
}

/** Exports of the library, for use at `node`. Undefined if they cannot be had: a name is taken, or the file is no module. */
export function imported(
  names: readonly string[],
  node: TSESTree.Node,
  sourceCode: Readonly<TSESLint.SourceCode>,
): Imported | undefined {
  const imports = sourceCode.ast.body.filter((one) => one.type === Node.ImportDeclaration);
  const ours = imports.filter(({ source, importKind }) => source.value === LIBRARY && importKind === 'value');
  const specifiers = ours.flatMap((one) => one.specifiers);
  const scope = sourceCode.getScope(node);
  const locals: string[] = [];
  const missing: string[] = [];
  for (const name of names) {
    const specifier = specifiers.find((one) => isImportOf(one, name));
    const local = specifier?.local.name ?? name;
    locals.push(local);
    // What the name means there: the import, or nothing yet.
    if (ASTUtils.findVariable(scope, local)?.defs[0]?.node !== specifier) return undefined;
    if (specifier === undefined) missing.push(name);
  }
  if (missing.length === 0) return { locals, edits: () => [] };
  if (sourceCode.ast.sourceType !== 'module') return undefined;
  const last = ours.map((one) => one.specifiers.at(-1)).find((one) => one?.type === Node.ImportSpecifier);
  const first = imports[0] ?? sourceCode.ast.body.find((one) => !('directive' in one)) ?? node;
  const text = missing.join(', ');
  return {
    locals,
    edits: (fixer) => [
      last === undefined
        ? fixer.insertTextBefore(first, `import { ${text} } from '${LIBRARY}';\n`)
        : fixer.insertTextAfter(last, `, ${text}`),
    ],
  };
}

/** The import of a value under this name. */
function isImportOf(specifier: TSESTree.ImportClause, name: string): boolean {
  if (specifier.type !== Node.ImportSpecifier || specifier.importKind === 'type') return false;
  const { imported } = specifier;
  return (imported.type === Node.Identifier ? imported.name : imported.value) === name;
}
