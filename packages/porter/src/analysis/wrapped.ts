/**
 * `name = staticmethod(f)` and `name = classmethod(f)` in the body of a class, as they were written before there were decorators, are
 * methods with a decorator.
 */
import {
  type Expr,
  type ExprNode,
  type Module,
  type Node,
  type Stmt,
  type StmtNode,
  membersOf,
} from '../syntax.js';

const WRAPPERS = new Set(['staticmethod', 'classmethod']);

/** Put the decorators where they belong, in place. */
export function decorateWrapped(module: Module, lines: readonly string[]): void {
  if (lines.some((line) => /\b(?:static|class)method\(/.test(line))) visit(module);
}

function visit(node: Node): void {
  for (const child of membersOf(node)) visit(child);
  if (node.nodeType !== 'ClassDef') return;
  const cls = node as Stmt<'ClassDef'>;
  cls.body = cls.body.flatMap((statement) => decorated(cls, statement));
}

function decorated(cls: Stmt<'ClassDef'>, statement: StmtNode): StmtNode[] {
  if (statement.nodeType !== 'Assign') return [statement];
  const { targets, value } = statement;
  const [target] = targets;
  if (targets.length !== 1 || target?.nodeType !== 'Name' || value.nodeType !== 'Call') return [statement];
  const { func, args, keywords } = value;
  const [wrapped] = args;
  if (func.nodeType !== 'Name' || !WRAPPERS.has(func.id)) return [statement];
  if (wrapped === undefined || args.length > 1 || keywords.length > 0) return [statement];
  const own = cls.body.find((one) => one.nodeType === 'FunctionDef' && one.name === target.id);
  if (own?.nodeType === 'FunctionDef' && wrapped.nodeType === 'Name' && wrapped.id === target.id) {
    own.decorator_list = [func, ...own.decorator_list];
    return [];
  }
  return [asMethod(statement, target.id, func, wrapped)];
}

/** A method that does what the lambda does, or calls the function. */
function asMethod(at: Stmt<'Assign'>, name: string, decorator: ExprNode, f: ExprNode): StmtNode {
  const place = { lineno: at.lineno, col_offset: at.col_offset, end_lineno: at.end_lineno ?? at.lineno };
  const load = { nodeType: 'Load' } as const;
  const named = (id: string): Expr<'Name'> => ({ ...place, nodeType: 'Name', id, ctx: load });
  const parameter = (arg: string) => ({ ...place, nodeType: 'Arg' as const, arg });
  const isOfClass = decorator.nodeType === 'Name' && decorator.id === 'classmethod';
  const any: Expr<'Lambda'>['args'] = {
    nodeType: 'Arguments',
    posonlyargs: [],
    args: isOfClass ? [parameter('cls')] : [],
    vararg: parameter('args'),
    kwonlyargs: [],
    kw_defaults: [],
    kwarg: parameter('kwargs'),
    defaults: [],
  };
  const call: Expr<'Call'> = {
    ...place,
    nodeType: 'Call',
    func: f,
    args: [
      ...(isOfClass ? [named('cls')] : []),
      { ...place, nodeType: 'Starred', value: named('args'), ctx: load },
    ],
    keywords: [{ ...place, nodeType: 'Keyword', value: named('kwargs') }],
  };
  const isLambda = f.nodeType === 'Lambda';
  return {
    ...place,
    nodeType: 'FunctionDef',
    name,
    args: isLambda ? f.args : any,
    body: [{ ...place, nodeType: 'Return', value: isLambda ? f.body : call }],
    decorator_list: [decorator],
    type_params: [],
  };
}
