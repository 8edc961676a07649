/** What is around a place: the function that is being emitted, or the module, or a comprehension in one of them. */
import type { Placement } from '../analysis/placement.js';
import type { Binding, Scope } from '../analysis/scopes.js';
import type { ExceptHandler } from '../syntax.js';

export class Frame {
  readonly scope: Scope;
  readonly outer: Frame | undefined;
  /** Where its variables are declared. */
  readonly placement: Placement;
  readonly declared = new Set<Binding>();
  /** Variables for values in between. */
  readonly temporaries: string[] = [];
  /** Why nothing can park here; undefined if it can. */
  readonly cannotPark: string | undefined;
  /** Set when something in it parks. */
  parked = false;
  /** Loops around the statement, with the label that `break` needs. */
  readonly loops: { label: string | undefined }[] = [];
  /** Names of the caught errors around the statement. */
  readonly caught: string[];
  /** The clauses that caught them, with a name. */
  readonly handlers: ExceptHandler[];
  /** It mentions `self` of a method around it, and has no `this` of its own. */
  needsSelf = false;
  /** It is a generator that parks: it hands its values out by item(). */
  coGenerator = false;
  /** How many `with` are around the statement. */
  withDepth = 0;

  constructor(scope: Scope, outer: Frame | undefined, placement: Placement, cannotPark?: string) {
    this.scope = scope;
    this.outer = outer;
    this.placement = placement;
    this.cannotPark = cannotPark;
    this.handlers = scope.isComprehension ? [...(outer?.handlers ?? [])] : [];
    this.caught = scope.isComprehension ? [...(outer?.caught ?? [])] : [];
  }

  /** That of the function or module around a comprehension. */
  get function(): Frame {
    return this.scope.isComprehension && this.outer !== undefined ? this.outer.function : this;
  }
}
