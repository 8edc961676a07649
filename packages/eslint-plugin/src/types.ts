/**
 * What the compiler knows of an expression, in the terms of evergreen-ts: is it an operation, a promise, the error of a kill?
 *
 * An operation is known by its structure: an iterable of the library's token. So subclasses, generators (`Generator<Park, T>`),
 * aliases and other copies of the package are known, too. Nothing here imports the library.
 */
import {
  ESLintUtils,
  AST_NODE_TYPES as Node,
  type ParserServicesWithTypeInformation,
  type TSESLint,
  type TSESTree,
} from '@typescript-eslint/utils';
import ts from 'typescript';

/** Classes of the errors that end a tasklet from outside, and their common base. */
const EXITS = new Set(['EvergreenError', 'Interrupted', 'TaskletExit', 'Timeout']);

const TASKLET = new Set(['Tasklet']);

/** Operations found so far. Types live as long as the program that they are of. */
const known = new WeakMap<ts.Type, boolean>();

export class Types {
  readonly #checker: ts.TypeChecker;
  readonly #services: ParserServicesWithTypeInformation;

  /** Error, with what to do, when the parser gives no types. */
  constructor(context: Readonly<TSESLint.RuleContext<string, readonly unknown[]>>) {
    this.#services = ESLintUtils.getParserServices(context);
    this.#checker = this.#services.program.getTypeChecker();
  }

  /** What the expression may be: the members of a union, else its one type. */
  of(node: TSESTree.Node): ts.Type[] {
    return this.parts(this.#services.getTypeAtLocation(node));
  }

  /** What a property or a parameter may be. */
  ofSymbol(symbol: ts.Symbol): ts.Type[] {
    return this.parts(this.#checker.getTypeOfSymbol(symbol));
  }

  /** The members of a union, which itself has no symbol and no properties of its own. A type parameter is what it extends. */
  parts(type: ts.Type): ts.Type[] {
    if (type.isUnion()) return type.types.flatMap((one) => this.parts(one));
    if (!(type.flags & ts.TypeFlags.Instantiable)) return [type];
    const constraint = this.#checker.getBaseConstraintOfType(type);
    return constraint === undefined || constraint === type ? [type] : this.parts(constraint);
  }

  /** What the compiler expects it to be, from where it stands. */
  expected(node: TSESTree.Expression): ts.Type[] {
    const type = this.#checker.getContextualType(
      this.#services.esTreeNodeToTSNodeMap.get(node) as ts.Expression,
    );
    return type === undefined ? [] : this.parts(type);
  }

  /** At least one of the things that it may be can be run with `yield*`. */
  mayBeOperation(node: TSESTree.Node): boolean {
    return this.of(node).some((one) => this.isOperation(one));
  }

  /** At least one of the things that it may be does nothing unless it is run. */
  mayBeLazy(node: TSESTree.Node): boolean {
    return this.of(node).some((one) => this.isLazy(one));
  }

  /** It does nothing unless it is run, whatever it is. */
  isAlwaysLazy(node: TSESTree.Node): boolean {
    return this.of(node).every((one) => this.isLazy(one));
  }

  /** It is the `yield*` of an operation. */
  runsOperation(node: TSESTree.Node): boolean {
    return node.type === Node.YieldExpression && node.delegate && this.mayBeOperation(node.argument);
  }

  /** A call of a method that `@tasklet` decorates starts it. A decorator cannot say so in the method's type. */
  startsTasklet(node: TSESTree.Node): boolean {
    if (node.type !== Node.CallExpression) return false;
    const call = this.#services.esTreeNodeToTSNodeMap.get(node);
    if (!ts.isCallLikeExpression(call)) return false;
    const method = this.#checker.getResolvedSignature(call)?.declaration;
    if (method === undefined || !ts.isMethodDeclaration(method)) return false;
    return (ts.getDecorators(method) ?? []).some(({ expression }) => {
      const replacements = this.returns([this.#checker.getTypeAtLocation(expression)]);
      return this.returns(replacements).some(isTasklet);
    });
  }

  /** At least one of the things that it may be is a promise. */
  mayBePromise(node: TSESTree.Node): boolean {
    return this.of(node).some((one) => this.isPromise(one));
  }

  /** No union. Whatever `yield*` runs in a tasklet. */
  isOperation(type: ts.Type): boolean {
    let found = known.get(type);
    if (found === undefined) known.set(type, (found = this.#yieldsPark(type)));
    return found;
  }

  /** An operation, but no tasklet: that is one, too, and runs anyway. */
  isLazy(type: ts.Type): boolean {
    return this.isOperation(type) && !isTasklet(type);
  }

  /** No union. Anything with a method then(), as `await` sees it. */
  isPromise(type: ts.Type): boolean {
    const then = type.getProperty('then');
    return then !== undefined && this.returns(this.ofSymbol(then)).length > 0;
  }

  /** What calls of one of them may return. */
  returns(callees: readonly ts.Type[]): ts.Type[] {
    return callees
      .flatMap((one) => one.getCallSignatures())
      .flatMap((signature) => this.parts(signature.getReturnType()));
  }

  /** A call statement that does not return: process.exit(), or a function that always throws. */
  isNever(node: TSESTree.Node): boolean {
    return this.of(node).every((one) => (one.flags & ts.TypeFlags.Never) !== 0);
  }

  /** TaskletExit, Timeout, a class that extends or is extended by them, or an error of one of these classes. */
  isExit(node: TSESTree.Node): boolean {
    return this.of(node).some((one) => {
      const made = one.getConstructSignatures().map((signature) => signature.getReturnType());
      return [one, ...made].some(isExit);
    });
  }

  /** A type as it is written, before the compiler makes something else of it. */
  written(node: ts.TypeNode): ts.Type[] {
    return this.parts(this.#checker.getTypeFromTypeNode(node));
  }

  #yieldsPark(type: ts.Type): boolean {
    const iterator = type.getProperties().find((one) => isNamed(one, 'iterator'));
    if (iterator === undefined) return false;
    return this.returns(this.ofSymbol(iterator)).some((one) => {
      const next = one.getProperty('next');
      if (next === undefined) return false;
      return this.returns(this.ofSymbol(next)).some((result) => {
        const value = result.getProperty('value');
        return value !== undefined && this.ofSymbol(value).some(isPark);
      });
    });
  }
}

/** A property whose name is the symbol that was declared with this name. */
function isNamed(symbol: ts.Symbol, name: string): boolean {
  return symbol.name.startsWith(`__@${name}@`);
}

function isPark(type: ts.Type): boolean {
  return type.getProperties().some((one) => isNamed(one, 'use_yield_star'));
}

/** Also what a method returns that `@tasklet` decorates: typed as what it returned before, and a tasklet. */
function isTasklet(type: ts.Type): boolean {
  return type.isIntersection() ? type.types.some(isTasklet) : isA(type, TASKLET);
}

function isExit(type: ts.Type): boolean {
  return isA(type, EXITS);
}

/** An object of one of the classes, or of one that extends them. */
function isA(type: ts.Type, classes: ReadonlySet<string>): boolean {
  if (classes.has(type.getSymbol()?.name ?? '')) return true;
  const generic = 'target' in type ? (type as ts.TypeReference).target : type;
  return generic.isClassOrInterface() && (generic.getBaseTypes() ?? []).some((base) => isA(base, classes));
}
