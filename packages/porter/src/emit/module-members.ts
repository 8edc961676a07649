/** Members of modules: those of a library, and those of the other files of the program. */
import { entryOf, moduleOf } from '../library/index.js';
import { Refusal } from '../program.js';
import type { Expr } from '../syntax.js';
import { type Context, type Out, out } from './context.js';
import { moduleItself } from './module-values.js';
import { variable } from './names.js';
import { builtin } from './named.js';
import { sleeps, typeOfEntry } from './entries.js';

/** A member of a module: of a library, or of a file of the program. */
export function ofModule(cx: Context, module: string, node: Expr<'Attribute'>): Out {
  if (module === 'builtins') return builtin(cx, node.attr, node);
  const path = `${module}.${node.attr}`;
  const inner = moduleOf(path, cx.file.patched);
  if (inner !== undefined) return moduleItself(cx, inner, node.attr);
  const found = entryOf(path);
  if (found === undefined) throw new Refusal(node, path, 'it is not there');
  cx.facts.mentions(found);
  if (found.from.startsWith('evergreen-port/python/')) {
    const alias = cx.namespace(module.split('.').at(-1) ?? module, found.from);
    return out(`${alias}.${sleeps(cx, found) ?? found.js}`, typeOfEntry(found.kind, found.returns, path));
  }
  return out(cx.library(found), typeOfEntry(found.kind, found.returns, path));
}

/** A name of another file of the program. */
export function ofFile(cx: Context, module: string, node: Expr<'Attribute'>): Out {
  const file = cx.file.program?.get(module);
  const binding = file?.root.bindings.get(node.attr);
  if (file === undefined || binding === undefined) {
    if (cx.file.program?.has(`${module}.${node.attr}`) === true)
      return out(cx.code(node.value), `file.${module}.${node.attr}`);
    throw new Refusal(node, `${module}.${node.attr}`, 'the module has no such name');
  }
  const alias = cx.code(node.value);
  return out(`${alias}.${variable(node.attr)}`, cx.flow.types.exported(binding));
}
