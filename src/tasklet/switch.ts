/**
 * EventLoop.switch(): park until a loop callback says how to go on. The barest leaf there is: it registers nowhere, the
 * tasklet itself is what the waker holds. So one object serves all.
 */
import { isInstance } from '../check.js';
import { LEAF_STATE, Leaf } from '../park/leaf.js';

const { BEGUN } = LEAF_STATE;

/** What Tasklet.throw() unparks with. */
class Thrown {
  readonly error: unknown;

  constructor(error: unknown) {
    this.error = error;
  }
}

export class SwitchLeaf<T> extends Leaf<T> {
  static readonly Thrown = Thrown;

  constructor() {
    super();
    // It is never new, nor used up.
    this._state = BEGUN;
  }

  override get _final(): boolean {
    return true;
  }

  override get _willBeFinal(): boolean {
    return true;
  }

  /** Only a tasklet can be switched to. */
  override _asArm(): undefined {
    return undefined;
  }

  override _start(): boolean {
    return false;
  }

  _begin(): boolean {
    return false;
  }

  _end(value: unknown): T {
    if (isInstance(value, Thrown)) throw value.error;
    return value as T;
  }

  _undo(): void {
    // There is nothing to leave.
  }

  _describe(): string {
    return 'EventLoop.switch';
  }
}
