/** Functions: parameters, defaults, decorators, generators, and functions that park. */
import { ANY, ANY_LIST, OPTIONAL, THIS, GENERATOR, typed } from './typed.js';
import { Refusal } from '../program.js';
import type { Expr, ExprNode, FunctionNode, Stmt } from '../syntax.js';
import { isStatic, selfOf } from './access.js';
import { parametersOf, takesKeywords } from './arguments.js';
import { blocks } from './blocks.js';
import { type Context, type Frame, type Out, out } from './context.js';
import { value } from './literals.js';
import { text, variable } from './names.js';
import { docComment, docOf, docstringOf } from './comments.js';
import { bound, declares } from './targets.js';

/** Special methods that the runtime calls where nothing can park. */
const CANNOT_PARK = new Set(
  (
    '__str__ __repr__ __len__ __bool__ __eq__ __ne__ __lt__ __le__ __gt__ __ge__ __hash__ __contains__ __format__ __int__ __float__ __index__ ' +
    '__getattr__ __bytes__ __reversed__ __missing__ __round__ __abs__ __neg__ __pos__ __invert__'
  ).split(' '),
);

interface Head {
  /** What stands between the parentheses. */
  readonly parameters: string;
  /** Statements at the beginning of the body. */
  readonly prologue: string[];
}

/** The default of a parameter: as it is if it is constant; else made once, before the function. */
function defaultOf(cx: Context, node: ExprNode, name: string, hoisted: string[]): string {
  if (node.nodeType === 'Constant' || (node.nodeType === 'UnaryOp' && node.operand.nodeType === 'Constant'))
    return cx.code(node);
  const type = cx.expression(node).type ?? '';
  if (node.nodeType === 'Name' && /^(?:func|class|builtin|exception|entry)[.:]/.test(type))
    return value(cx, node);
  // Of the body of a class, which the function is a part of: the class is there when the function is called.
  if (node.nodeType === 'Name' && cx.scope.isClass && cx.scope.bindings.get(node.id)?.constant === true)
    return cx.code(node);
  const kept = cx.file.freshName(`${name}Default`);
  hoisted.push(`const ${kept}${ANY} = ${value(cx, node)};`);
  return kept;
}

/** Parameters; `hoisted` gets what stands before the function. */
function head(cx: Context, node: FunctionNode, skip: number, hoisted: string[]): Head {
  const { args } = node;
  const all = [...args.posonlyargs, ...args.args];
  const optional = cx.facts.optionalFrom.get(node);
  const prologue: string[] = [];
  const first = all.length - args.defaults.length;
  const parameters = all.slice(skip).map(({ arg }, i) => {
    const at = i + skip;
    const defaultNode = at >= first ? args.defaults[at - first] : undefined;
    if (defaultNode !== undefined)
      return `${variable(arg)}${ANY} = ${cx.outside(() => defaultOf(cx, defaultNode, arg, hoisted))}`;
    return `${variable(arg)}${optional !== undefined && i >= optional ? OPTIONAL : ''}`;
  });
  const known = parametersOf(node, skip);
  if (args.vararg === undefined && !takesKeywords(known))
    return { parameters: parameters.join(', '), prologue };
  const rest = args.vararg === undefined ? cx.fresh('rest') : variable(args.vararg.arg);
  const list = args.vararg === undefined ? rest : cx.fresh('args_');
  parameters.push(`...${list}${ANY_LIST}`);
  if (takesKeywords(known)) keywordPrologue(cx, node, list, prologue, hoisted);
  if (args.vararg !== undefined) prologue.push(`const ${rest} = ${cx.helper('tuple_')}(${list});`);
  return { parameters: parameters.join(', '), prologue };
}

function keywordPrologue(
  cx: Context,
  node: FunctionNode,
  list: string,
  prologue: string[],
  hoisted: string[],
): void {
  const { args } = node;
  const name = node.nodeType === 'Lambda' ? '<lambda>' : node.name;
  const all = args.kwarg === undefined ? cx.fresh('named') : variable(args.kwarg.arg);
  prologue.push(`const ${all} = ${cx.helper('keywords')}(${list});`);
  args.kwonlyargs.forEach(({ arg }, i) => {
    const defaultNode = args.kw_defaults[i] ?? undefined;
    const otherwise =
      defaultNode === undefined ? '' : `, ${cx.outside(() => defaultOf(cx, defaultNode, arg, hoisted))}`;
    prologue.push(`let ${variable(arg)}${ANY} = ${cx.helper('keyword')}(${all}, ${text(arg)}${otherwise});`);
  });
  if (args.kwarg === undefined)
    prologue.push(
      `${cx.helper('noMore')}(${text(name)}, ${all}${args.vararg === undefined ? `, ${list}` : ''});`,
    );
}

/** Parameters and body of a function, as lines between `(` and the last `}`. */
export interface Emitted {
  readonly parameters: string;
  readonly body: string[];
  readonly star: string;
  readonly type: string;
  readonly parks: boolean;
  readonly yields: boolean;
}

/** Emit the inside of a function. */
export function inside(cx: Context, node: FunctionNode, skip: number, hoisted: string[]): Emitted {
  if (node.nodeType === 'AsyncFunctionDef') throw new Refusal(node, 'async def', 'asyncio is not there');
  const method = node.nodeType === 'Lambda' ? '' : node.name;
  const isMethod = cx.scope.isClass;
  const cannot =
    isMethod && CANNOT_PARK.has(method) ? `${method} is called where nothing can park` : undefined;
  const escaped = cx.facts.escaped(node) || (isMethod && /^__\w+__$/.test(method) && method !== '__init__');
  return cx.within(node, cannot, (frame) => {
    if (escaped || isDecorated(node))
      for (const binding of frame.scope.bindings.values())
        if (binding.isParameter && selfOf(binding) === undefined) cx.facts.setType(binding, 'any');
    for (const one of [node.args.vararg, node.args.kwarg]) {
      const binding = one === undefined ? undefined : frame.scope.bindings.get(one.arg);
      if (binding !== undefined) cx.facts.setType(binding, one === node.args.vararg ? 'tuple' : 'dict');
    }
    for (const { arg } of node.args.kwonlyargs) {
      const binding = frame.scope.bindings.get(arg);
      if (binding !== undefined) cx.facts.setType(binding, 'any');
    }
    defaultTypes(cx, node, frame);
    frame.coGenerator = frame.scope.yields && cx.facts.parks(node);
    const { parameters, prologue } = head(cx, node, skip, hoisted);
    const lines = cx.apart(() => {
      if (node.nodeType === 'Lambda') lambdaBody(cx, node);
      else {
        blocks(cx, node.body, true);
        if (mixesReturns(node)) cx.line('return null;');
        if (!node.body.some((one) => hasReturn(one))) cx.facts.setReturn(node, 'none');
        else if (mixesReturns(node)) cx.facts.setReturn(node, 'none');
      }
    });
    const body = [...prologue, ...variables(frame), ...lines];
    if (frame.needsSelf) body.unshift('const self = this;');
    const parks = cx.facts.parks(node);
    const { yields } = frame.scope;
    if (parks && yields)
      return { parameters, body: coGenerator(cx, body), star: '', type: '', parks, yields };
    const type = parks ? typed(`: ${cx.importType('Op', 'evergreen-ts')}<any>`) : yields ? GENERATOR : '';
    const isAsync = cx.facts.isAsync(node);
    return { parameters, body, star: parks || yields ? '*' : isAsync ? 'async' : '', type, parks, yields };
  });
}

function coGenerator(cx: Context, body: readonly string[]): string[] {
  const own = cx.function.scope.parent?.isClass === true;
  return [
    `return ${cx.helper('cogenerator')}((function* (${THIS})${ANY} {`,
    ...body,
    `}).call(${own ? 'this' : 'undefined'}));`,
  ];
}

/** A default tells of a parameter's type, too. */
function defaultTypes(cx: Context, node: FunctionNode, frame: Frame): void {
  const { args } = node;
  const all = [...args.posonlyargs, ...args.args];
  args.defaults.forEach((one, i) => {
    const arg = all[all.length - args.defaults.length + i];
    const binding = arg === undefined ? undefined : frame.scope.bindings.get(arg.arg);
    if (binding === undefined) return;
    const type = one.nodeType === 'Constant' ? cx.quietly(one).type : 'any';
    cx.facts.setType(binding, type);
  });
}

function lambdaBody(cx: Context, node: Expr<'Lambda'>): void {
  const given = cx.expression(node.body);
  cx.facts.setReturn(node, given.type === undefined ? undefined : 'any');
  cx.line(`return ${given.code};`);
}

/** `let` for what is declared at the top. */
function variables(frame: Frame): string[] {
  const names = [...frame.placement.hoisted].map(({ name }) => `${variable(name)}${ANY}`);
  names.push(...frame.temporaries.map((name) => `${name}${ANY}`));
  return names.length === 0 ? [] : [`let ${names.join(', ')};`];
}

function hasReturn(node: { nodeType: string }): boolean {
  if (node.nodeType === 'Return') return (node as Stmt<'Return'>).value !== undefined;
  const { body, orelse, finalbody, handlers, cases } = node as unknown as Record<
    string,
    { nodeType: string }[] | undefined
  >;
  if (node.nodeType === 'FunctionDef' || node.nodeType === 'ClassDef') return false;
  return [body, orelse, finalbody, handlers, cases].some((list) => list?.some(hasReturn) ?? false);
}

/** Some ways out of a function return a value, and its end does not. */
function mixesReturns(node: Stmt<'FunctionDef'>): boolean {
  return node.body.some(hasReturn) && !ends(node.body);
}

/** True if the end of a list of statements is never reached. */
function ends(body: readonly { nodeType: string }[]): boolean {
  const last = body.filter(({ nodeType }) => nodeType !== 'Comment').at(-1) as
    Stmt<'If'> | Stmt<'Return'> | Stmt<'With'> | Stmt<'Try'> | Stmt<'While'> | undefined;
  if (last === undefined) return false;
  switch (last.nodeType) {
    case 'Return':
      return true;
    case 'If':
      return ends(last.body) && last.orelse.length > 0 && ends(last.orelse);
    case 'With':
      return false;
    case 'Try':
      return (
        ends(last.finalbody) ||
        ((last.orelse.length > 0 ? ends(last.orelse) : ends(last.body)) &&
          last.handlers.every((one) => ends(one.body)))
      );
    case 'While':
      return last.test.nodeType === 'Constant' && last.test.value === true && !last.body.some(hasBreak);
    default:
      return (last as { nodeType: string }).nodeType === 'Raise';
  }
}

function hasBreak(node: { nodeType: string }): boolean {
  if (node.nodeType === 'Break') return true;
  if (['For', 'While', 'FunctionDef', 'ClassDef'].includes(node.nodeType)) return false;
  const { body, orelse, finalbody, handlers } = node as unknown as Record<
    string,
    { nodeType: string }[] | undefined
  >;
  return [body, orelse, finalbody, handlers].some((list) => list?.some(hasBreak) ?? false);
}

function isDecorated(node: FunctionNode): boolean {
  return node.nodeType !== 'Lambda' && node.decorator_list.length > 0;
}

/** What follows a function: that it is a generator of Python's, and what its parameters are called. */
export function marks(cx: Context, node: FunctionNode, code: string, made: Emitted): string[] {
  const name = node.nodeType === 'Lambda' ? '' : node.name;
  const lines: string[] = [];
  if (made.yields && !made.parks) lines.push(`${cx.helper('generator')}(${code});`);
  const wanted =
    cx.facts.has(`named:${name}`) ||
    ((cx.facts.has('named values') || cx.facts.has('counts arguments')) &&
      (cx.facts.escaped(node) || isDecorated(node)));
  if (node.nodeType !== 'Lambda' && cx.file.asksForDocs && docstringOf(node.body) !== undefined)
    lines.push(`${cx.helper('documented')}(${code}, ${docOf(node.body)});`);
  if (wanted) lines.push(signature(cx, node, code, cx.scope.isClass && !isStatic(node) ? 1 : 0));
  return lines;
}

function signature(cx: Context, node: FunctionNode, code: string, skip: number): string {
  const { names, rest, named, anyName } = parametersOf(node, skip);
  const all = [...names, ...(rest || named.length > 0 ? ['*'] : []), ...named, ...(anyName ? ['**'] : [])];
  return `${cx.helper('signature')}(${[code, ...all.map(text)].join(', ')});`;
}

function functionDef(cx: Context, node: Stmt<'FunctionDef'>): void {
  const hoisted: string[] = [];
  const made = inside(cx, node, 0, hoisted);
  for (const line of hoisted) cx.line(line);
  for (const line of docComment(node.body)) cx.line(line);
  const name = variable(node.name);
  const isPlain = node.decorator_list.length === 0;
  const declared = declares(cx, [node.name], node);
  const prefix = made.star === 'async' ? 'async function' : `function${made.star}`;
  if (isPlain && declared) {
    cx.line(`${cx.exported()}${prefix} ${name}(${made.parameters})${made.type} {`);
    cx.lines.push(...made.body, '}', ...marks(cx, node, name, made));
    return;
  }
  // One that calls itself means what the decorators made of it, not the function inside.
  const seesItself = cx.scope.bindings.get(node.name)?.captured === true;
  let code = `${prefix} ${seesItself ? '' : name}(${made.parameters})${made.type} {\n${made.body.join('\n')}\n}`;
  if (seesItself) code = `${cx.helper('named')}(${text(node.name)}, ${code})`;
  if (made.yields && !made.parks) code = `${cx.helper('generator')}(${code})`;
  if (
    cx.facts.has(`named:${node.name}`) ||
    cx.facts.has('named values') ||
    (!isPlain && cx.facts.has('counts arguments'))
  )
    code = signature(cx, node, code, 0).slice(0, -1);
  if (cx.file.asksForDocs && docstringOf(node.body) !== undefined)
    code = `${cx.helper('documented')}(${code}, ${docOf(node.body)})`;
  if (!isPlain) {
    cx.facts.setEscaped(node);
    code = decorated(cx, node.decorator_list, code, node);
  }
  const target = declared
    ? `${cx.exported()}${cx.scope.bindings.get(node.name)?.constant === true ? 'const' : 'let'} ${name}${ANY}`
    : bound(cx, node.name, 'any');
  cx.facts.setType(cx.scope.bindings.get(node.name) ?? cx.scope.bindingHere(node.name), 'any');
  cx.line(`${target} = ${code};`);
}

/** Decorators are calls, from the inside out. Any of them may park, and what is decorated is called without being known. */
export function decorated(
  cx: Context,
  decorators: readonly ExprNode[],
  code: string,
  node: FunctionNode,
): string {
  let result = code;
  for (const decorator of [...decorators].reverse()) {
    const given = cx.expression(decorator);
    escapeOf(cx, given);
    if (given.type === 'entry.evergreen.task' || given.type === 'entry.evergreen.tasks.task') {
      cx.facts.setParks(node);
      result = `${given.code}(${result})`;
      continue;
    }
    const f = cx.facts.functionOf(given.type);
    if (f !== undefined) {
      cx.facts.setEscaped(f);
      result = cx.facts.parks(f)
        ? cx.park(decorator, `${given.code}(${result})`).code
        : `${given.code}(${result})`;
    } else if (given.type?.startsWith('entry.') === true) result = `${given.code}(${result})`;
    else result = `${cx.helper('call')}(${given.code}, ${result})`;
  }
  return result;
}

function escapeOf(cx: Context, given: Out): void {
  const f = cx.facts.functionOf(given.type);
  if (f !== undefined) cx.facts.setEscaped(f);
}

function lambda(cx: Context, node: Expr<'Lambda'>): Out {
  const hoisted: string[] = [];
  cx.facts.setEscaped(node);
  const made = inside(cx, node, 0, hoisted);
  const any = made.parameters;
  // Defaults that are no constants are made where the lambda is.
  const wrap = (code: string): string =>
    hoisted.length === 0 ? code : `(() => { ${hoisted.join(' ')} return ${code}; })()`;
  const [only] = made.body;
  let code: string;
  if (made.star === '*' || made.yields) {
    code = `(function* (${any})${made.type} { ${made.body.join('\n')} })`;
    if (made.yields) code = `${cx.helper('generator')}(${code})`;
  } else if (made.body.length === 1 && only?.startsWith('return ') === true) {
    const body = only.slice(7, -1);
    code = `((${any}) => ${body.startsWith('{') ? `(${body})` : body})`;
  } else code = `((${any}) => { ${made.body.join('\n')} })`;
  if (cx.facts.has('named values') && node.args.args.length + node.args.kwonlyargs.length > 0)
    code = signature(cx, node, code, 0).slice(0, -1);
  return out(wrap(code), `func:${String(cx.facts.numberOf(node))}`);
}

function returnStatement(cx: Context, node: Stmt<'Return'>): void {
  const f = cx.functionNode;
  if (f === undefined) throw new Refusal(node, 'return', 'it is outside of a function');
  if (node.value === undefined) {
    if (f.nodeType !== 'Lambda' && mixesReturns(f as Stmt<'FunctionDef'>)) cx.line('return null;');
    else if (f.nodeType !== 'Lambda' && (f as Stmt<'FunctionDef'>).body.some(hasReturn))
      cx.line('return null;');
    else cx.line('return;');
    cx.facts.setReturn(f, 'none');
    return;
  }
  const given = cx.expression(node.value);
  const escaped = /^(?:func|class|builtin|exception|entry|module|file)[.:]/.test(given.type ?? '')
    ? 'any'
    : given.type;
  cx.facts.setReturn(f, escaped);
  cx.line(`return ${value(cx, node.value)};`);
}

function yieldExpression(cx: Context, node: Expr<'Yield'>): Out {
  const code = node.value === undefined ? 'null' : value(cx, node.value);
  const frame = cx.function;
  if (cx.frame.scope.isComprehension) throw new Refusal(node, 'yield', 'it is in a comprehension');
  return out(frame.coGenerator ? `(yield ${cx.helper('item')}(${code}))` : `(yield ${code})`);
}

function yieldFrom(cx: Context, node: Expr<'YieldFrom'>): Out {
  const given = cx.expression(node.value);
  if (cx.function.coGenerator) return out(`(yield* ${cx.helper('delegate')}(${given.code}))`);
  if (given.type === 'coiter') return cx.park(node, `${cx.helper('delegate')}(${given.code})`);
  return out(
    `(yield* ${['list', 'tuple', 'str', 'range', 'iter', 'dict', 'set'].includes(given.type ?? '') ? given.code : `${cx.helper('items')}(${given.code})`})`,
  );
}

export const functions = {
  expressions: { Lambda: lambda, Yield: yieldExpression, YieldFrom: yieldFrom },
  statements: { FunctionDef: functionDef, AsyncFunctionDef: functionDef, Return: returnStatement },
};
