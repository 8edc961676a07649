/** The fields of a dataclass. */
import type { ExprNode, Stmt } from '../syntax.js';
import type { Context } from './context.js';
import { value } from './literals.js';
import { text } from './names.js';

export function isDataclass(cx: Context, decorator: ExprNode): boolean {
  const of = decorator.nodeType === 'Call' ? decorator.func : decorator;
  return cx.expression(of).type === 'entry.dataclasses.dataclass';
}

export function isDataclassField(cx: Context, given: ExprNode): boolean {
  return given.nodeType === 'Call' && cx.expression(given.func).type === 'entry.dataclasses.field';
}

/** What an annotation says that is no type: the last name of it, as it may be written as text, too. */
function kindOf(annotation: ExprNode): string | undefined {
  const of = annotation.nodeType === 'Subscript' ? annotation.value : annotation;
  const name =
    of.nodeType === 'Name'
      ? of.id
      : of.nodeType === 'Attribute'
        ? of.attr
        : of.nodeType === 'Constant' && typeof of.value === 'string'
          ? /^(?:\w+\.)*(\w+)/.exec(of.value)?.[1]
          : undefined;
  return name !== undefined && KINDS.has(name) ? name : undefined;
}
const KINDS = new Set(['ClassVar', 'InitVar', 'KW_ONLY']);

/** The fields of a dataclass: names, and defaults as functions. */
export function dataFields(cx: Context, node: Stmt<'ClassDef'>): string {
  let isNamed = false;
  const fields = node.body.flatMap((statement) => {
    if (statement.nodeType !== 'AnnAssign' || statement.target.nodeType !== 'Name') return [];
    const { target, value: given, annotation } = statement;
    const kind = kindOf(annotation);
    if (kind === 'KW_ONLY') isNamed = true;
    if (kind === 'KW_ONLY' || kind === 'ClassVar') return [];
    const parts = [text(target.id)];
    const said = kind === 'InitVar' ? 'init only' : isNamed ? 'by name' : undefined;
    if (given !== undefined) parts.push(`() => ${value(cx, given)}`);
    else if (said !== undefined) parts.push('undefined');
    if (said !== undefined) parts.push(text(said));
    return [`[${parts.join(', ')}]`];
  });
  const decorator = node.decorator_list.find((one_) => isDataclass(cx, one_));
  const options =
    decorator?.nodeType === 'Call'
      ? decorator.keywords.map(({ arg = '', value: given }) => `${arg}: ${cx.code(given)}`)
      : [];
  return `${cx.import('define', 'evergreen-port/python/dataclasses')}(this, [${fields.join(', ')}], { ${options.join(', ')} });`;
}
