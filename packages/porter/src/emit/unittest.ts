/** `unittest.main()`: Python looks through the module for tests; here it is told their classes. */
import { entryOf } from '../library/index.js';
import { Refusal } from '../program.js';
import type { Expr } from '../syntax.js';
import { keywordsOf } from './arguments.js';
import { type Context, type Out, out } from './context.js';
import { libraryBase } from './super-calls.js';
import { text, variable } from './names.js';

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
    const type = cx.flow.types.exported(binding);
    const cls = type.startsWith('class:') ? cx.facts.classOf(type) : undefined;
    return cls !== undefined && libraryBase(cx, cls) === cases ? [variable(name)] : [];
  });
  const list = `[${classes.join(', ')}]${node.keywords.length > 0 ? `, ${keywordsOf(cx, node)}` : ''}`;
  if (!cx.file.usesEvergreen) return cx.park(node, `${code}(${list})`);
  // Its tests run loops: no loop may run around them.
  cx.setAwait();
  return out(`(await ${cx.import('mainOutside', 'evergreen-port/python/unittest')}(${list}))`);
}

/** `patch('__main__.Client.get')`: an attribute of a class can be replaced, the names of a module cannot. */
export function patchOfName(cx: Context, node: Expr<'Call'>, code: string): Out {
  const [target, ...rest] = node.args;
  const said =
    target?.nodeType === 'Constant'
      ? String(target.value)
      : target?.nodeType === 'JoinedStr'
        ? target.values
            .map((part) => (part.nodeType === 'Constant' ? String(part.value) : '__main__'))
            .join('')
        : '';
  const place = replaceable(cx, said);
  if (place === undefined)
    throw new Refusal(
      node,
      `patch(${text(said)})`,
      'of names of modules only input, print and open, and sys.stdout and sys.stderr can be replaced: patch.object() of a class or an object can',
    );
  const given = [
    ...rest.map((arg) => cx.code(arg)),
    ...(node.keywords.length > 0 ? [keywordsOf(cx, node)] : []),
  ];
  return out(`${code}.object(${[...place, ...given].join(', ')})`);
}

/** The object and the attribute that a name stands for, as code: of a class of the program, or what the runtime lets replace. */
function replaceable(cx: Context, said: string): string[] | undefined {
  const mock = 'evergreen-port/python/unittest-mock';
  const [, module = '', name = ''] = /^(builtins|__builtin__|__main__|sys)\.(\w+)$/.exec(said) ?? [];
  const isOwn = module === '__main__' && cx.file.root.bindings.has(name);
  if (module === 'sys' && (name === 'stdout' || name === 'stderr'))
    return [cx.import('streams', mock), text(name)];
  if (module !== 'sys' && !isOwn && BUILTINS.has(name)) return [cx.import('builtins', mock), text(name)];
  const [, cls = '', attribute = ''] = /^__main__\.(\w+)\.(\w+)$/.exec(said) ?? [];
  const isClass = cx.file.root.bindings.get(cls)?.maker?.nodeType === 'ClassDef';
  return isClass ? [variable(cls), text(attribute)] : undefined;
}
const BUILTINS = new Set(['input', 'print', 'open']);
