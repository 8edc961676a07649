/** Attributes that each tasklet has for itself: those of threading.local() and gevent.local.local(). */
import { Tasklet, local as storage } from 'evergreen-ts';
import { AttributeError } from './exceptions.js';
import { extension } from './homes.js';
import { PyObject, UNBORN, isBare } from './object.js';
import type { Value } from './value.js';

/** What the program's main tasklet is called by, where there is none. */
const MAIN = {};

export class local extends PyObject {
  constructor(...args: Value[]) {
    super(UNBORN);
    const values: Value = storage();
    const begun = new WeakSet<object>();
    const isOwn = (target: object, name: string | symbol): boolean =>
      typeof name === 'symbol' || (/^__\w+__$/.test(name) && Reflect.has(target, name));
    // An `__init__` runs once in each tasklet, with what the constructor was given.
    const begin = (): void => {
      const tasklet = Tasklet.current() ?? MAIN;
      if (begun.has(tasklet) || isBare(args)) return;
      begun.add(tasklet);
      made.__init__(...args);
    };
    const made: Value = new Proxy(this, {
      get(target, name, receiver) {
        if (name === '__init__' || name === 'constructor' || typeof name === 'symbol')
          return Reflect.get(target, name) as Value;
        begin();
        if (isOwn(target, name)) return Reflect.get(target, name, receiver) as Value;
        if (Object.hasOwn(values as object, name)) return values[name];
        // What the class has, or its `__getattr__`; special methods that are not there, the runtime looks for.
        return Reflect.get(target, name, receiver) as Value;
      },
      set(_target, name, value) {
        begin();
        values[name] = value;
        return true;
      },
      has(target, name) {
        begin();
        return Object.hasOwn(values as object, name) || Reflect.has(target, name);
      },
      deleteProperty(_target, name) {
        if (!Object.hasOwn(values as object, name)) throw new AttributeError(String(name));
        return Reflect.deleteProperty(values as object, name);
      },
      getOwnPropertyDescriptor: (_target, name) =>
        Object.hasOwn(values as object, name)
          ? { value: values[name], writable: true, enumerable: true, configurable: true }
          : undefined,
      ownKeys: () => Reflect.ownKeys(values as object),
    });
    begin();
    return made;
  }
}
Object.defineProperty(local, 'name', { value: '_local' });
extension('_thread', local);
