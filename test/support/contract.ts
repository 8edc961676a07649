// From the text of a contract to modules that compile only if a package keeps it.
//
// For each declaration X of the contract the module has X$, in which every other name stands for the package's own: so a
// private field, which makes two classes differ whatever they look like, gets in the way of nothing. Methods become
// properties, as the compiler compares the parameters of methods both ways, and would let one pass that takes less than it
// should. Then come the assertions: the package's X is an X$, its constructor too, what may be assigned can be.
import ts from 'typescript';

/** A part of the contract: what one entry of the package exports. */
export interface Part {
  readonly entry: string;
  /** By name; an interface and a class may share one. */
  readonly declarations: ReadonlyMap<string, readonly Declaration[]>;
  /** What it imports: names, by entry. */
  readonly imports: ReadonlyMap<string, readonly string[]>;
}

export type Declaration =
  | ts.ClassDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration
  | ts.FunctionDeclaration
  | ts.VariableStatement
  | ts.ModuleDeclaration;

type Value = ts.FunctionDeclaration | ts.VariableStatement | ts.ModuleDeclaration;

function isValue(declaration: Declaration): declaration is Value {
  return (
    ts.isFunctionDeclaration(declaration) ||
    ts.isVariableStatement(declaration) ||
    ts.isModuleDeclaration(declaration)
  );
}

/** What is left out of the comparison. */
export interface Leniency {
  /** Names (`entry name`) and members (`entry Class.member`) that the package does not have yet. */
  isPending(name: string): boolean;
  /** Names and members that the package has and that are not compared. */
  isChanging(name: string): boolean;
  /** Classes whose constructor is the library's own business. */
  readonly madeByTheLibrary: ReadonlySet<string>;
  /** Types that the library gives and never takes: the package's may have more. */
  readonly givenByTheLibrary: ReadonlySet<string>;
  /** Types that the compiler cannot compare as long as their parameters are open: for which argument they are compared. */
  readonly applied: ReadonlyMap<string, string>;
}

/** The parts of the contract in `text`; what stands outside any `declare module` belongs to `entry`. */
export function partsOf(text: string, entry: string): Part[] {
  const file = ts.createSourceFile('contract.d.ts', text, ts.ScriptTarget.Latest, true);
  const isModule = (statement: ts.Statement): statement is ts.ModuleDeclaration =>
    ts.isModuleDeclaration(statement) && ts.isStringLiteral(statement.name);
  const parts = [
    partOf(
      entry,
      [...file.statements].filter((statement) => !isModule(statement)),
    ),
  ];
  for (const module of file.statements.filter(isModule)) {
    const { body } = module;
    if (body !== undefined && ts.isModuleBlock(body)) parts.push(partOf(module.name.text, body.statements));
  }
  return parts;
}

function partOf(entry: string, statements: readonly ts.Statement[]): Part {
  const declarations = new Map<string, Declaration[]>();
  for (const statement of statements.filter(isDeclaration)) {
    const name = nameOf(statement);
    declarations.set(name, [...(declarations.get(name) ?? []), statement]);
  }
  return { entry, declarations, imports: new Map(statements.filter(ts.isImportDeclaration).map(importOf)) };
}

function importOf({ moduleSpecifier, importClause }: ts.ImportDeclaration): [string, string[]] {
  const bindings = importClause?.namedBindings;
  const names = bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements : [];
  return [(moduleSpecifier as ts.StringLiteral).text, names.map(({ name }) => name.text)];
}

function isDeclaration(statement: ts.Statement): statement is Declaration {
  const exported = ts.canHaveModifiers(statement)
    ? ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    : false;
  return exported === true && !ts.isImportDeclaration(statement);
}

function nameOf(declaration: Declaration): string {
  if (ts.isVariableStatement(declaration))
    return declaration.declarationList.declarations[0]?.name.getText() ?? '';
  return declaration.name?.getText() ?? '';
}

/** Names, and members as `Class.member`, that a part of the contract has. */
export function namesOf({ declarations }: Part): string[] {
  return [...declarations].flatMap(([name, ones]) => [
    name,
    ...ones.filter(hasMembers).flatMap((one) =>
      membersOf(one)
        .filter((member) => !ts.isCallSignatureDeclaration(member))
        .map((member) => `${name}.${memberName(member)}`),
    ),
  ]);
}

type WithMembers = ts.ClassDeclaration | ts.InterfaceDeclaration;
type Member = ts.ClassElement | ts.TypeElement;

function hasMembers(declaration: Declaration): declaration is WithMembers {
  return ts.isClassDeclaration(declaration) || ts.isInterfaceDeclaration(declaration);
}

function membersOf(declaration: WithMembers): Member[] {
  return [...declaration.members].filter((member) => !ts.isConstructorDeclaration(member));
}

function memberName(member: Member): string {
  return member.name?.getText() ?? '';
}

/** A module, and which name of the contract each of its lines is about. */
export interface Comparison {
  readonly text: string;
  nameAt(line: number): string;
}

/**
 * The module that compares a part of the contract with the entry of that name. `isPending` of `entry name`: what the package
 * lacks is taken from the contract, whose parts are `all`.
 */
export function comparisonOf(part: Part, all: readonly Part[], leniency: Leniency): Comparison {
  const present = [...part.declarations].filter(([name]) => !leniency.isPending(`${part.entry} ${name}`));
  const names = new Set(present.map(([name]) => name));
  const write = new Writer(part, names, leniency);
  const chunks: [string, string][] = [
    ...[...part.imports].map(([entry, names]): [string, string] => [
      'imports',
      importsFrom(
        entry,
        names,
        all.find((one) => one.entry === entry),
        leniency,
      ),
    ]),
    ['imports', `import * as Ours from '${part.entry}';`],
    ['imports', `import type { ${[...names].join(', ')} } from '${part.entry}';`],
    ...[...part.declarations].flatMap(([name, ones]): [string, string][] => {
      if (!names.has(name)) return ones.map((one) => [name, asItIs(one)]);
      if (leniency.isChanging(`${part.entry} ${name}`)) return [];
      const values = ones.filter(isValue);
      const others = ones.filter((one) => !isValue(one));
      const texts = others.map((one) => write.comparison(name, one));
      if (values.length > 0) texts.push(write.value(name, values));
      return texts.map((text) => [name, text]);
    }),
  ];
  const about = chunks.flatMap(([name, text]) => text.split('\n').map(() => name));
  return { text: chunks.map(([, text]) => text).join('\n'), nameAt: (line) => about[line - 1] ?? '' };
}

function importsFrom(
  entry: string,
  names: readonly string[],
  from: Part | undefined,
  { isPending }: Leniency,
): string {
  const lacking = names.filter((name) => from !== undefined && isPending(`${entry} ${name}`));
  const there = names.filter((name) => !lacking.includes(name));
  const borrowed = lacking.flatMap((name) => from?.declarations.get(name) ?? []).map(asItIs);
  return [`import type { ${there.join(', ')} } from '${entry}';`, ...borrowed].join('\n');
}

/** A name that is still to come: others of the contract may speak of it. */
function asItIs(declaration: Declaration): string {
  return declaration.getText().replace(/\bexport (?!declare)/, 'export declare ');
}

class Writer {
  readonly #part: Part;
  readonly #names: ReadonlySet<string>;
  readonly #leniency: Leniency;

  constructor(part: Part, names: ReadonlySet<string>, leniency: Leniency) {
    this.#part = part;
    this.#names = names;
    this.#leniency = leniency;
  }

  comparison(name: string, declaration: Exclude<Declaration, Value>): string {
    if (ts.isClassDeclaration(declaration)) return this.#class(name, declaration);
    if (ts.isInterfaceDeclaration(declaration)) return this.#interface(name, declaration);
    const { parameters } = genericsOf(declaration);
    return `type ${name}$${parameters} = ${declaration.type.getText()};\n${this.#bothWays(name, declaration)}`;
  }

  /** A value: its declaration (all of them, where a function is overloaded) under another name, and ours in its place. */
  value(name: string, declarations: readonly Value[]): string {
    const renamed = declarations.map((one) => asItIs(one).replace(new RegExp(`\\b${name}\\b`), `${name}$`));
    return `${renamed.join('\n')}\nexport const ${name}$value: typeof ${name}$ = Ours.${name};`;
  }

  #interface(name: string, declaration: ts.InterfaceDeclaration): string {
    return `${this.#shape(name, declaration)}\n${this.#bothWays(name, declaration)}`;
  }

  /** The members of a class or an interface, as an interface of properties. */
  #shape(name: string, declaration: WithMembers): string {
    const { parameters } = genericsOf(declaration);
    const bases = heritageOf(declaration, ts.SyntaxKind.ExtendsKeyword).map((base) => this.#ofContract(base));
    const members = this.#members(name, declaration).filter(
      (one) => !has(one, STATIC) && !has(one, PROTECTED),
    );
    const heritage = bases.length > 0 ? ` extends ${bases.join(', ')}` : '';
    return `export interface ${name}$${parameters}${heritage} { ${asProperties(members)} }`;
  }

  #class(name: string, declaration: ts.ClassDeclaration): string {
    const { parameters, args } = genericsOf(declaration);
    const [ours, contract] = [`Ours.${name}${args}`, `${name}$${args}`];
    const lines = [this.#shape(name, declaration)];
    lines.push(`export const ${name}$instance = ${parameters}(it: ${ours}): ${contract} => it;`);

    for (const keyword of [ts.SyntaxKind.ExtendsKeyword, ts.SyntaxKind.ImplementsKeyword] as const) {
      heritageOf(declaration, keyword).forEach((base, number) => {
        lines.push(
          `export const ${name}$${ts.SyntaxKind[keyword]}${number} = ${parameters}(it: ${ours}): ${base.getText()} => it;`,
        );
      });
    }

    const members = this.#members(name, declaration);
    const needs = [`{ ${asProperties(members.filter((one) => has(one, STATIC)))} }`];
    const made = this.#constructorOf(name, declaration);
    if (made !== undefined) {
      needs.push(
        `(${has(declaration, ABSTRACT) ? 'abstract ' : ''}new ${parameters}(${made}) => ${contract})`,
      );
    }
    lines.push(`export const ${name}$class: ${needs.join(' & ')} = Ours.${name};`);

    for (const member of members.filter((one) => isAssignable(one))) {
      const field = `it.${memberName(member)}`;
      lines.push(
        `export const ${name}$set_${memberName(member)} = ${parameters}(it: ${ours}, value: ${contract}['${memberName(member)}']): void => { ${field} = value; };`,
      );
    }

    const inner = members.filter((one) => has(one, PROTECTED));
    if (inner.length > 0) {
      const reads = inner.map(
        (one) => `const ${asProperty(one).replace(/^readonly |;$/g, '')} = this.${memberName(one)};`,
      );
      lines.push(
        `export abstract class ${name}$Heir${parameters} extends ${ours} { $reads(): void { ${reads.join(' ')} } }`,
      );
    }
    return lines.join('\n');
  }

  #members(name: string, declaration: WithMembers): Member[] {
    return membersOf(declaration).filter((one) => {
      const path = `${this.#part.entry} ${name}.${memberName(one)}`;
      return !this.#leniency.isPending(path) && !this.#leniency.isChanging(path);
    });
  }

  /** Ours is the contract's; and the contract's ours, where users make such things themselves. */
  #bothWays(name: string, declaration: ts.InterfaceDeclaration | ts.TypeAliasDeclaration): string {
    const applied = this.#leniency.applied.get(name);
    const { parameters, args } =
      applied === undefined ? genericsOf(declaration) : { parameters: '', args: `<${applied}>` };
    const out = `export const ${name}$out = ${parameters}(it: Ours.${name}${args}): ${name}$${args} => it;`;
    if (this.#leniency.givenByTheLibrary.has(name) || this.#isClassToo(name)) return out;
    return `${out}\nexport const ${name}$in = ${parameters}(it: ${name}$${args}): Ours.${name}${args} => it;`;
  }

  #isClassToo(name: string): boolean {
    return this.#part.declarations.get(name)?.some((one) => ts.isClassDeclaration(one)) === true;
  }

  /** A base, as the contract has it. */
  #ofContract(base: ts.ExpressionWithTypeArguments): string {
    const name = base.expression.getText();
    return this.#names.has(name) ? base.getText().replace(name, `${name}$`) : base.getText();
  }

  /** The parameters of a constructor, its own or inherited; undefined where users do not call it. */
  #constructorOf(name: string, declaration: ts.ClassDeclaration): string | undefined {
    if (this.#leniency.madeByTheLibrary.has(name)) return undefined;
    const own = declaration.members.find((member) => ts.isConstructorDeclaration(member));
    if (own !== undefined) return own.parameters.map((parameter) => parameter.getText()).join(', ');
    const [base] = heritageOf(declaration, ts.SyntaxKind.ExtendsKeyword);
    if (base === undefined) return '';
    const baseName = base.expression.getText();
    const parent = this.#part.declarations.get(baseName)?.find((one) => ts.isClassDeclaration(one));
    // Errors: the contract says what they have, not how they are made.
    return parent === undefined ? undefined : this.#constructorOf(baseName, parent);
  }
}

const { Static: STATIC, Protected: PROTECTED, Abstract: ABSTRACT, Readonly: READONLY } = ts.ModifierFlags;

function has(declaration: ts.Declaration, flag: ts.ModifierFlags): boolean {
  return (ts.getCombinedModifierFlags(declaration) & flag) !== 0;
}

/** May users set it? */
function isAssignable(member: Member): boolean {
  return ts.isPropertyDeclaration(member) && !has(member, READONLY) && !has(member, PROTECTED);
}

/** Type parameters as they are declared, and as arguments. */
function genericsOf({ typeParameters }: ts.DeclarationWithTypeParameterChildren): {
  parameters: string;
  args: string;
} {
  if (typeParameters === undefined) return { parameters: '', args: '' };
  const list = typeParameters.map((parameter) => parameter.getText()).join(', ');
  // The comma tells a generic arrow function from an element of JSX.
  return { parameters: `<${list},>`, args: `<${typeParameters.map(({ name }) => name.text).join(', ')}>` };
}

function heritageOf(
  { heritageClauses }: WithMembers,
  keyword: ts.SyntaxKind.ExtendsKeyword | ts.SyntaxKind.ImplementsKeyword,
): readonly ts.ExpressionWithTypeArguments[] {
  return heritageClauses?.find(({ token }) => token === keyword)?.types ?? [];
}

/** Members as properties; a method that is overloaded as one whose type has all its signatures. */
function asProperties(members: readonly Member[]): string {
  const byName = new Map<string, Member[]>();
  for (const one of members) byName.set(memberName(one), [...(byName.get(memberName(one)) ?? []), one]);
  const texts = [...byName].map(([name, ones]) => {
    if (ones.length === 1) return ones.map(asProperty).join('');
    return `${name}: { ${ones
      .filter(isMethod)
      .map((one) => `${signatureOf(one, ':')};`)
      .join(' ')} };`;
  });
  return texts.join(' ');
}

type Method = ts.MethodDeclaration | ts.MethodSignature;

function isMethod(member: Member): member is Method {
  return ts.isMethodDeclaration(member) || ts.isMethodSignature(member);
}

/** Type parameters, parameters and result of a method, with what stands between the last two. */
function signatureOf(method: Method | ts.CallSignatureDeclaration, between: ':' | ' =>'): string {
  const parameters = method.parameters.map((parameter) => parameter.getText()).join(', ');
  return `${genericsOf(method).parameters}(${parameters})${between} ${method.type?.getText()}`;
}

/** A member as a property; a method as one whose type is a function. */
function asProperty(member: Member): string {
  const name = memberName(member);
  if (ts.isCallSignatureDeclaration(member)) return `${signatureOf(member, ':')};`;
  if (isMethod(member)) return `${name}: ${signatureOf(member, ' =>')};`;
  if (!ts.isPropertyDeclaration(member) && !ts.isPropertySignature(member)) {
    throw new Error(`this kind of member is not provided for: ${member.getText()}`);
  }
  const mark = member.questionToken === undefined ? '' : '?';
  return `${has(member, READONLY) ? 'readonly ' : ''}${name}${mark}: ${member.type?.getText()};`;
}
