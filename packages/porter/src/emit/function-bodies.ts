/** Parameters and bodies of functions, lambdas and methods. */
import { ANY, THIS, GENERATOR, typed } from './typed.js';
import { mixesReturns } from '../analysis/returns.js';
import { Refusal } from '../program.js';
import type { Expr, FunctionNode } from '../syntax.js';
import { blocks } from './blocks.js';
import type { Context } from './context.js';
import type { Frame } from './frame.js';
import { variable } from './names.js';
import { head } from './function-heads.js';

/** Special methods that the runtime calls where nothing can park. */
const CANNOT_PARK = new Set(
  (
    '__str__ __repr__ __len__ __bool__ __eq__ __ne__ __lt__ __le__ __gt__ __ge__ __hash__ __contains__ __format__ __int__ __float__ __index__ ' +
    '__getattr__ __bytes__ __reversed__ __missing__ __round__ __abs__ __neg__ __pos__ __invert__'
  ).split(' '),
);

/** Parameters and body of a function, as lines between `(` and the last `}`. */
export interface Emitted {
  readonly parameters: string;
  readonly body: string[];
  readonly star: string;
  readonly type: string;
  readonly parks: boolean;
  readonly yields: boolean;
}

function isSetter(node: FunctionNode): boolean {
  return (
    node.nodeType !== 'Lambda' &&
    node.decorator_list.some((one) => one.nodeType === 'Attribute' && one.attr === 'setter')
  );
}

/** Emit the inside of a function. */
export function inside(cx: Context, node: FunctionNode, skip: number, hoisted: string[]): Emitted {
  if (node.nodeType === 'AsyncFunctionDef') throw new Refusal(node, 'async def', 'asyncio is not there');
  const method = node.nodeType === 'Lambda' ? '' : node.name;
  const isMethod = cx.scope.isClass;
  const cannot =
    isMethod && CANNOT_PARK.has(method)
      ? `${method} is called where nothing can park`
      : isMethod && isSetter(node)
        ? 'an assignment to a property cannot park'
        : cx.facts.isAsync(node)
          ? 'a function that runs the loop cannot park'
          : undefined;
  return cx.within(node, cannot, (frame) => {
    frame.coGenerator = frame.scope.yields && cx.facts.parks(node);
    const { parameters, prologue } = head(cx, node, skip, hoisted);
    const lines = cx.apart(() => {
      if (node.nodeType === 'Lambda') lambdaBody(cx, node);
      else {
        blocks(cx, node.body, true);
        if (mixesReturns(node)) cx.line('return null;');
      }
    });
    const body = [...prologue, ...variables(cx, frame), ...lines];
    if (frame.needsSelf) body.unshift('const self = this;');
    const parks = cx.facts.parks(node);
    const { yields } = frame.scope;
    if (parks && yields) {
      cx.facts.mark('iterates');
      return { parameters, body: coGenerator(cx, body), star: '', type: '', parks, yields };
    }
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

function lambdaBody(cx: Context, node: Expr<'Lambda'>): void {
  const given = cx.expression(node.body);
  cx.line(`return ${given.code};`);
}

/** `let` for what is declared at the top. */
function variables({ flow }: Context, frame: Frame): string[] {
  const names = [...frame.placement.hoisted]
    .filter((binding) => flow.types.isVariable(binding))
    .map(({ name }) => `${variable(name)}${ANY}`);
  names.push(...frame.temporaries.map((name) => `${name}${ANY}`));
  return names.length === 0 ? [] : [`let ${names.join(', ')};`];
}
