/**
 * The leaf behind select(): it begins the leaves of its arms, and each of those wakes it in place of the tasklet, and on its behalf
 * (Wakeable). The first that is woken wins. The others stay where they wait until the tasklet runs: only then are they undone, so
 * that nothing changes under the hands of whoever wakes. What one of them is handed in between goes back by that, as it does when a
 * tasklet is killed.
 *
 * Two things cannot be handed back: the value of a channel that a receiver was woken for, and a place in a barrier that was
 * complete. So channels and barriers leave out arms that are closed, as another one wins. And a send is over only when its value
 * is taken, in the turn of the receiver: until then its arm has a claim. While there is one no other arm wins; if the receiver
 * is killed before its turn, the claim is void, and the others get what they were handed meanwhile.
 *
 * Prior art: Go's select, whose arms leave their queues by a flag that all look at; Concurrent ML, whose events commit in two steps.
 */
import { LEAF_STATE, Leaf, type Wakeable, usedTwice } from './leaf.js';
import type { Op, Park } from './op.js';
import type { GivenUp } from './operation.js';

const { BEGUN, NEW } = LEAF_STATE;

/** An operation with a name. */
export interface Case {
  readonly name: string;
  readonly leaf: Leaf<unknown>;
  readonly givesUp: GivenUp | undefined;
}

class Arm implements Wakeable {
  readonly name: string;
  readonly leaf: Leaf<unknown>;
  readonly givesUp: GivenUp | undefined;
  /** What it was woken with. */
  value: unknown = undefined;
  readonly #select: Select;

  constructor({ name, leaf, givesUp }: Case, select: Select) {
    this.name = name;
    this.leaf = leaf;
    this.givesUp = givesUp;
    this.#select = select;
  }

  get _behalf(): object {
    return this.#select.behalf;
  }

  get _closed(): boolean {
    return this.#select.isClosedTo(this);
  }

  _unpark(value?: unknown): void {
    this.value = value;
    this.#select.woken(this);
  }

  _claim(claimed: boolean): void {
    if (claimed) this.#select.claim(this);
    else this.#select.unclaim();
  }
}

export class Select extends Leaf<readonly [name: string, value: unknown]> {
  readonly #arms: readonly Arm[];
  #looked = false;
  /** So many of them wait, or did. */
  #begun = 0;
  #tasklet: Wakeable | undefined = undefined;
  #winner: Arm | undefined = undefined;
  /** It is about to win. */
  #claimant: Arm | undefined = undefined;
  /** Woken while there is a claim, in that order. */
  readonly #held: Arm[] = [];
  /** _begin() has returned, and the tasklet has not gone on since. */
  #waits = false;
  /** What was given up, and how to have it again. */
  readonly #retakes = new Map<object, Op<unknown>>();

  constructor(cases: readonly Case[]) {
    super();
    this.#arms = cases.map((one) => new Arm(one, this));
  }

  get givesUp(): boolean {
    return this.#arms.some(({ givesUp }) => givesUp !== undefined);
  }

  get behalf(): object {
    return (this.#tasklet as Wakeable)._behalf;
  }

  /** Run it, and have again what was given up before anything else, whatever has happened. */
  *withLocks(): Generator<Park, readonly [string, unknown], unknown> {
    try {
      return yield* this;
    } finally {
      for (const retake of this.#retakes.values()) yield* retake;
    }
  }

  // For its arms.

  isClosedTo(arm: Arm): boolean {
    const first = this.#winner ?? this.#claimant;
    return (first !== undefined && first !== arm) || this.#tasklet?._closed === true;
  }

  woken(arm: Arm): void {
    if (this.#winner !== undefined) return;
    if (this.#claimant !== undefined && this.#claimant !== arm) {
      this.#held.push(arm);
      return;
    }
    this.#winner = arm;
    if (this.#waits) this.#tasklet?._unpark();
  }

  claim(arm: Arm): void {
    this.#claimant = arm;
    this.#tasklet?._claim?.(true);
  }

  unclaim(): void {
    this.#claimant = undefined;
    this.#tasklet?._claim?.(false);
    const [first] = this.#held;
    if (first !== undefined) this.woken(first);
    else this.#offer();
  }

  // As a leaf.

  override get _final(): boolean {
    return this.#winner?.leaf._final === true;
  }

  override get _willBeFinal(): boolean {
    return this.#arms.some(({ leaf }) => leaf._willBeFinal);
  }

  override _tryNow(): boolean {
    // An arm of another select is looked at twice.
    if (!this.#looked) {
      for (const { leaf } of this.#arms) if (leaf._state !== NEW) throw usedTwice(leaf);
      for (const { leaf } of this.#arms) leaf._state = BEGUN;
      this.#looked = true;
    }
    this.#winner = this.#arms.find(({ leaf }) => leaf._tryNow());
    return this.#winner !== undefined;
  }

  _begin(tasklet: Wakeable): boolean {
    this.#tasklet = tasklet;
    if (this._tryNow()) return true;
    try {
      // One that is begun may run code of the user's, which may wake those that were begun before.
      for (const arm of this.#arms) {
        if (this.#winner !== undefined) break;
        const isOver = arm.leaf._begin(arm);
        this.#begun++;
        if (isOver) this.woken(arm);
      }
    } catch (error) {
      this._undo(error);
      throw error;
    }
    this.#waits = this.#winner === undefined;
    return !this.#waits;
  }

  override _parked(): void {
    this.#offer();
  }

  /** There may be something for each, now that it can be woken. */
  #offer(): void {
    for (const { leaf, givesUp } of this.#arms) {
      if (!this.#waits || this.#winner !== undefined || this.#claimant !== undefined) return;
      if (givesUp === undefined) leaf._parked();
      else if (!this.#retakes.has(givesUp.lock)) this.#retakes.set(givesUp.lock, givesUp.giveUp());
    }
  }

  _end(): readonly [string, unknown] {
    const winner = this.#winner as Arm;
    this.#waits = false;
    for (const arm of this.#arms.slice(0, this.#begun)) if (arm !== winner) arm.leaf._undo();
    return [winner.name, winner.leaf._end(winner.value)];
  }

  _undo(error?: unknown): void {
    this.#waits = false;
    for (const { leaf } of this.#arms.slice(0, this.#begun)) leaf._undo(error);
  }

  _describe(): string {
    return `select ${this.#arms.map(({ name, leaf }) => `${name}: ${leaf._describe()}`).join(', ')}`;
  }

  override _handed(): object | undefined {
    return this.#winner?.leaf._handed();
  }
}
