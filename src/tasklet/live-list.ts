/**
 * The live tasklets of a scope: every one that was started and has not ended, in the order they were started. A list through the
 * tasklets themselves, so that a tasklet costs two fields to be in it and nothing to leave it.
 */

/** What is in such a list. The links are the list's alone. */
export interface Member<M> {
  _prev: M | undefined;
  _next: M | undefined;
  /** A daemon does not keep run() going. */
  readonly _cold: { readonly daemon: boolean } | undefined;
}

export class LiveList<M extends Member<M>> implements Iterable<M> {
  #first: M | undefined;
  #last: M | undefined;
  #size = 0;
  /** Those that are no daemons: they keep run() going. */
  #busy = 0;

  get size(): number {
    return this.#size;
  }

  get busy(): number {
    return this.#busy;
  }

  add(member: M): void {
    const last = this.#last;
    member._prev = last;
    if (last === undefined) this.#first = member;
    else last._next = member;
    this.#last = member;
    this.#size++;
    if (member._cold?.daemon !== true) this.#busy++;
  }

  remove(member: M): void {
    const { _prev: prev, _next: next } = member;
    if (prev === undefined) this.#first = next;
    else prev._next = next;
    if (next === undefined) this.#last = prev;
    else next._prev = prev;
    member._prev = member._next = undefined;
    this.#size--;
    if (member._cold?.daemon !== true) this.#busy--;
  }

  *[Symbol.iterator](): Generator<M, void> {
    for (let member = this.#first; member !== undefined; member = member._next) yield member;
  }
}
