/** `...` and NotImplemented: objects of which there is one each, that are nothing else. */
import { home } from './homes.js';
import { PyObject } from './object.js';
import type { Value } from './value.js';

abstract class Singleton extends PyObject {
  abstract __repr__(): string;

  override __init__(): void {
    Object.freeze(this);
  }

  __copy__(): this {
    return this;
  }

  __deepcopy__(): this {
    return this;
  }

  __reduce__(): string {
    return this.__repr__();
  }
}

export class EllipsisType extends Singleton {
  override __repr__(): string {
    return 'Ellipsis';
  }

  static override __new__(): Value {
    return Ellipsis;
  }
}
Object.defineProperty(EllipsisType, 'name', { value: 'ellipsis' });
export const Ellipsis = new EllipsisType();

export class NotImplementedType extends Singleton {
  override __repr__(): string {
    return 'NotImplemented';
  }

  static override __new__(): Value {
    return NotImplemented;
  }
}

/** What a special method returns that does not know the other operand. */
export const NotImplemented: Value = new NotImplementedType();

home('builtins', EllipsisType, NotImplementedType);
