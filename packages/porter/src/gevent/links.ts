/** What a greenlet's end is told to that may park: it runs in a tasklet of its own, at once. */
import { TaskletExit, spawn as begin } from 'evergreen-ts';
import { PyObject } from '../python/object.js';
import { call, op } from '../python/plain.js';
import type { Value } from '../python/value.js';
import { letRun, live, reported } from './hub.js';

export class SpawnedLink extends PyObject {
  declare callback: Value;

  override __init__(callback: Value): void {
    this.callback = callback;
  }

  *__call__(source: Value): Generator<Value> {
    const { callback } = this;
    const tasklet = begin(function* () {
      try {
        yield* op(call(callback, source));
      } catch (error) {
        if (!(error instanceof TaskletExit)) reported(error);
      }
      live.delete(tasklet);
    });
    live.add(tasklet);
    yield* letRun();
    return null;
  }
}

/** Only of a greenlet that has succeeded. */
export class SuccessLink extends SpawnedLink {
  override *__call__(source: Value): Generator<Value> {
    return source.successful() ? yield* super.__call__(source) : null;
  }
}

/** Only of a greenlet that has failed. */
export class FailureLink extends SpawnedLink {
  override *__call__(source: Value): Generator<Value> {
    return source.successful() ? null : yield* super.__call__(source);
  }
}
