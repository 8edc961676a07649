/** `unittest.main()`: Python looks through the module for tests; here it is told their classes. */
import { entryOf } from '../library/index.js';
import { Refusal } from '../program.js';
import type { Expr } from '../syntax.js';
import { exportedType } from './access.js';
import { keywordsOf } from './arguments.js';
import { type Context, type Out, out } from './context.js';
import { libraryBase } from './method-calls.js';
import { variable } from './names.js';

/** Functions of a module that Python's unittest looks for. */
const HOOKS = ['setUpModule', 'tearDownModule', 'load_tests'];

export function unittestMain(cx: Context, node: Expr<'Call'>, code: string): Out {
  const { bindings } = cx.file.root;
  for (const name of HOOKS)
    if (bindings.has(name))
      throw new Refusal(node, `unittest.main() with ${name}()`, 'it is not called here');
  if (node.args.length > 0)
    throw new Refusal(node, 'unittest.main() of another module', 'its tests are not known');
  const cases = entryOf('unittest.TestCase');
  const classes = [...bindings].flatMap(([name, binding]) => {
    const type = exportedType(cx, binding);
    const cls = type?.startsWith('class:') === true ? cx.facts.classOf(type) : undefined;
    return cls !== undefined && libraryBase(cx, cls) === cases ? [variable(name)] : [];
  });
  const list = `[${classes.join(', ')}]${node.keywords.length > 0 ? `, ${keywordsOf(cx, node)}` : ''}`;
  if (!cx.file.usesEvergreen) return cx.park(node, `${code}(${list})`);
  // Its tests run loops: no loop may run around them.
  cx.setAwait(node);
  return out(`(await ${cx.import('mainOutside', 'evergreen-port/python/unittest')}(${list}))`);
}
