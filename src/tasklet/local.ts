/**
 * local(): storage whose attributes are separate for each tasklet, and for the code outside any. It goes with its tasklet.
 */
import { runningTasklet } from '../park/leaf.js';

/**
 * An object whose properties each tasklet sees for itself; what is not set reads undefined. Code outside any tasklet has a
 * store of its own.
 *
 * Source: evergreen.local.local.
 *
 * @example
 * const request = local<{ id: number }>();
 * function* handle(id: number): Op<void> {
 *   request.id = id;
 *   yield* sleep(1); // others set theirs meanwhile
 *   console.log(request.id === id);
 * }
 */
export function local<T extends object>(): Partial<T> {
  const outside = {};
  const stores = new WeakMap<object, object>();
  const store = (): object => {
    const tasklet = runningTasklet();
    if (tasklet === undefined) return outside;
    let own = stores.get(tasklet);
    if (own === undefined) stores.set(tasklet, (own = {}));
    return own;
  };
  return new Proxy<Partial<T>>(
    {},
    {
      get: (_, key) => Reflect.get(store(), key) as unknown,
      set: (_, key, value) => Reflect.set(store(), key, value),
      has: (_, key) => Reflect.has(store(), key),
      deleteProperty: (_, key) => Reflect.deleteProperty(store(), key),
      ownKeys: () => Reflect.ownKeys(store()),
      getOwnPropertyDescriptor: (_, key) => Reflect.getOwnPropertyDescriptor(store(), key),
      defineProperty: (_, key, descriptor) => Reflect.defineProperty(store(), key, descriptor),
    },
  );
}
