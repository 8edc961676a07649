/** `pickle.loads(data)`: Python looks for classes in the modules that a pickle names; here the call is told those of the program. */
import { type Context, type Out, out } from './context.js';
import { variable } from './names.js';

const READERS = new Set(['pickle.loads', 'pickle.load', 'pickle.Unpickler']);

export function readsPickles(python: string): boolean {
  return READERS.has(python);
}

/** The call, with the classes of the module after what it is given. */
export function withClasses(cx: Context, call: string, args: string): Out {
  const classes = [...cx.file.root.bindings].flatMap(([name, binding]) => {
    const type = cx.flow.types.exported(binding);
    const isClass = binding.maker?.nodeType === 'ClassDef' || type === 'namedtuple';
    return isClass ? [variable(name)] : [];
  });
  const given = [...(args === '' ? [] : [args]), ...(classes.length > 0 ? [`[${classes.join(', ')}]`] : [])];
  return out(`${call}(${given.join(', ')})`, 'any');
}
