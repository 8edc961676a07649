/** Attributes, as they are read. */
import { byName } from '../by-name.js';
import { classNameOf } from './class-names.js';
import { ANY, ANY_LIST, AS_ANY } from './typed.js';
import type { Type } from '../analysis/types.js';
import { ATTRIBUTES, entryOf } from '../library/index.js';
import { Refusal } from '../program.js';
import type { Expr, ExprNode } from '../syntax.js';
import { type Context, type Out, out } from './context.js';
import { member, text } from './names.js';
import { LIKELY_METHODS, RUNTIME_METHODS } from '../library/runtime-methods.js';
import { ALL_METHODS, METHODS_OF, SPECIAL_METHODS, VALUES } from '../library/methods.js';
import { mayBeNative } from './native-names.js';
import { superObject, selfOf } from './self.js';
import { ofModule, ofFile } from './module-members.js';
import { entry } from './entries.js';
import { LOGS } from './places.js';
import { methodOf, isAssigned } from './inheritance.js';
import { isStatic, isClassMethod } from '../method-kinds.js';

/** What Python's own objects are made of. */
const INSIDES = new Set('__globals__ __closure__ __context__'.split(' '));

/** What the runtime is told of functions where a program asks. */
const OF_FUNCTIONS: Readonly<Record<string, string>> = byName({
  __qualname__: 'qualnameOf',
  __defaults__: 'positionalDefaults',
  __kwdefaults__: 'namedDefaults',
});

export function attribute(cx: Context, node: Expr<'Attribute'>): Out {
  if (node.value.nodeType === 'Call' && node.value.func.nodeType === 'Name' && node.value.func.id === 'super')
    return out(`${superObject(cx, node.value)}.${member(node.attr)}`);
  if (node.attr === '__name__') {
    const named = classNameOf(cx, node.value);
    if (named !== undefined) return named;
  }
  const object = cx.expression(node.value);
  const { type } = object;
  if (type.startsWith('module.')) return ofModule(cx, type.slice(7), node);
  if (type.startsWith('file.')) return ofFile(cx, type.slice(5), node);
  if (type.startsWith('entry.')) {
    const nested = entryOf(`${type.slice(6)}.${node.attr}`);
    if (nested !== undefined) return entry(cx, `${type.slice(6)}.${node.attr}`, node);
  }
  if (node.attr === '__name__') return out(`${cx.helper('nameOf')}(${object.code})`, 'str');
  const asked = OF_FUNCTIONS[node.attr];
  if (asked !== undefined) {
    cx.names(node.value);
    return out(`${cx.helper(asked)}(${object.code})`, asked === 'qualnameOf' ? 'str' : 'any');
  }
  if (node.attr === '__class__') return out(`${cx.helper('type')}(${object.code})`, 'any');
  if (node.attr === '__mro__') return out(`${cx.helper('mro')}(${object.code})`, 'tuple');
  if (node.attr === '__module__') return out(`${cx.helper('moduleOf')}(${object.code})`, 'any');
  if (node.attr === '__bases__') return out(`${cx.helper('basesOf')}(${object.code})`, 'tuple');
  if (node.attr === '__base__') return out(`${cx.helper('baseOf')}(${object.code})`, 'any');
  if (node.attr === '__code__') {
    cx.facts.mark('named values');
    cx.check(node, '__code__', 'it knows parameters only, no variables of the function');
    return out(`${cx.helper('codeOf')}(${object.code})`, 'any');
  }
  if (INSIDES.has(node.attr)) throw new Refusal(node, node.attr, 'classes are those of JavaScript here');
  if (node.attr === '__dict__') return out(`${cx.helper('vars')}(${object.code})`, 'dict');
  if (node.attr === '__annotations__') return out(`${cx.helper('annotationsOf')}(${object.code})`, 'dict');
  if (node.attr === '__doc__') return out(`${cx.helper('docOf')}(${object.code})`, 'any');
  if (type.startsWith('lib.')) {
    const of = entryOf(type.slice(4));
    const found = of?.members.get(node.attr);
    if (found !== undefined) {
      if (found.returns === 'attr' || (found.params === undefined && ATTRIBUTE_TYPES.has(found.returns)))
        return out(`${object.code}.${found.js}`, found.returns === 'attr' ? 'any' : found.returns);
      return out(`${cx.helper('attribute')}(${object.code}, ${text(found.js)})`);
    }
    if (of?.kind === 'class' && RUNTIME_METHODS.has(node.attr))
      return out(`${cx.helper('attribute')}(${object.code}, ${text(node.attr)})`);
  }
  return readAttribute(cx, object, node);
}
const ATTRIBUTE_TYPES = new Set(['tuple']);

function readAttribute(cx: Context, object: Out, node: Expr<'Attribute'>): Out {
  const builtin = object.type.startsWith('builtin.') ? object.type.slice(8) : '';
  if (METHODS_OF[builtin]?.[node.attr] !== undefined)
    return out(`((x${ANY}, ...args${ANY_LIST}) => ${cx.helper('method')}(x, ${text(node.attr)}, ...args))`);
  const { attr } = node;
  if (builtin !== '' || VALUES.has(object.type))
    return out(`${cx.helper('attribute')}(${object.code}, ${text(attr)})`);
  const cls = cx.facts.classOf(object.type);
  const found = cls === undefined ? undefined : methodOf(cx.facts, cls, attr);
  const getters = cx.facts.properties.get(attr);
  if (getters?.some((one) => cx.facts.parks(one)) === true) {
    const colour = cx.flow.colours.ofRead(node.value, attr) ?? 'unknown';
    if (colour !== false) return cx.coloured(node, colour, `${object.code}.${member(attr)}`);
  }
  const isAsked = object.type === 'any' && cx.facts.tried.has(node);
  const native = mayBeNative(cx, object, node);
  if (
    getters !== undefined &&
    cx.facts.methods.get(attr) === undefined &&
    !isAsked &&
    (!native || found !== undefined || cls !== undefined)
  )
    return out(`${object.code}.${member(attr)}`);
  const isField = cls !== undefined && isAssigned(cx, cls, attr);
  const isMethod = found !== undefined || (cx.facts.methods.has(attr) && !isField);
  const isOfRuntime =
    (cx.facts.libraryMembers.has(attr) && !ATTRIBUTES.has(attr)) ||
    (cls === undefined && (ALL_METHODS.has(attr) || isLikely(cx, attr) || (cx.file.logs && LOGS.has(attr))));
  if (isMethod || isAsked || SPECIAL_METHODS.test(attr) || (isOfRuntime && !isField)) {
    for (const one of cx.facts.methods.get(attr) ?? []) cx.facts.setEscaped(one);
    if (LOGS.has(attr) && cx.file.program?.asksForPlaces === true)
      cx.check(
        node,
        `${attr}() as a value`,
        'where a library that calls it is, is not known to what it logs',
      );
    if (
      object.type.startsWith('class:') &&
      found !== undefined &&
      !isStatic(found) &&
      !isClassMethod(found)
    ) {
      const call = `${object.code}.prototype.${member(attr)}`;
      return out(`${cx.helper('unbound')}(${call})`);
    }
    return out(`${cx.helper('attribute')}(${object.code}, ${text(attr)})`);
  }
  if (native) return out(`${cx.helper('attribute')}(${object.code}, ${text(attr)})`);
  const isKnownStatic = object.type.startsWith('class:') && hasTypeOfItsOwn(cx, node.value);
  return out(
    `${isKnownStatic ? `(${object.code}${AS_ANY})` : object.code}.${member(attr)}`,
    object.type === 'any' ? attributeByName(cx, attr) : 'any',
  );
}

/** TypeScript knows it for a class or a function, which has no attributes but those that are declared: it is no variable. */
export function hasTypeOfItsOwn(cx: Context, node: ExprNode): boolean {
  const binding = node.nodeType === 'Name' ? cx.scope.lookup(node.id) : undefined;
  if (binding === undefined) return false;
  return (
    selfOf(binding) !== undefined || /^(?:ClassDef|FunctionDef|Import)/.test(binding.maker?.nodeType ?? '')
  );
}

/** Of what is not known, it is a method of the runtime's classes rather than an attribute of the program's. */
const isLikely = ({ facts }: Context, name: string): boolean =>
  LIKELY_METHODS.has(name) && !facts.assigned.has(name);

/** The type of an attribute of what is not known, if all who have it agree on one, and nothing else has a member of its name. */
function attributeByName({ facts, flow }: Context, name: string): Type {
  const isElse = [facts.libraryMembers, facts.methods, facts.properties, facts.words].some((names) =>
    names.has(name),
  );
  return isElse || flow.reflects || facts.methods.has('__getattr__')
    ? 'any'
    : flow.types.ofAttributeNamed(name);
}
