/** Python's graphlib. */
import { Dict } from '../dict.js';
import { ValueError } from '../exceptions.js';
import { home } from '../homes.js';
import { items } from '../iteration.js';
import { PyObject, hidden } from '../object.js';
import { repr } from '../text.js';
import { tuple_ } from '../tuple.js';
import type { Tuple } from '../tuple.js';
import type { Value } from '../value.js';

export class CycleError extends ValueError {}

interface Node {
  readonly value: Value;
  /** How many of those before it are not done; -1 when it was handed out, -2 when it is done. */
  left: number;
  readonly after: Node[];
}
const OUT = -1;
const DONE = -2;

function nodeOf(nodes: Dict, value: Value): Node {
  if (!nodes.has(value)) nodes.set(value, { value, left: 0, after: [] });
  return nodes.at(value) as Node;
}

function checkPrepared(sorter: TopologicalSorter): void {
  if (sorter._$ready === undefined) throw new ValueError('prepare() must be called first');
}

function cycleIn(nodes: readonly Node[]): Value[] | undefined {
  const seen = new Set<Node>();
  const path: Node[] = [];
  const visit = (node: Node): Value[] | undefined => {
    const at = path.indexOf(node);
    if (at >= 0) return [...path.slice(at), node].map(({ value }) => value as Value);
    if (seen.has(node)) return undefined;
    seen.add(node);
    path.push(node);
    for (const next of node.after) {
      const found = visit(next);
      if (found !== undefined) return found;
    }
    path.pop();
    return undefined;
  };
  for (const node of nodes) {
    const found = visit(node);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Nodes in an order in which each comes after those that it depends on. */
export class TopologicalSorter extends PyObject {
  override __init__(graph: Value = null): void {
    hidden(this, '_$nodes', '_$ready', '_$out', '_$done');
    this._$nodes = new Dict();
    if (graph !== null)
      for (const [node, before] of (graph as Dict).items()) this.add(node, ...items(before));
  }

  add(value: Value, ...before: Value[]): void {
    if (this._$ready !== undefined) throw new ValueError('Nodes cannot be added after a call to prepare()');
    const node = nodeOf(this._$nodes as Dict, value);
    for (const one of before) {
      const other = nodeOf(this._$nodes as Dict, one);
      node.left++;
      other.after.push(node);
    }
  }

  prepare(): void {
    if (this._$ready !== undefined) throw new ValueError('cannot prepare() more than once');
    const nodes = [...(this._$nodes as Dict).values()] as Node[];
    this._$ready = nodes.filter(({ left }) => left === 0);
    this._$out = this._$done = 0;
    const cycle = cycleIn(nodes);
    if (cycle !== undefined) throw new CycleError('nodes are in a cycle', cycle);
  }

  get_ready(): Tuple {
    checkPrepared(this);
    const ready = this._$ready as Node[];
    this._$ready = [];
    for (const node of ready) node.left = OUT;
    this._$out += ready.length;
    return tuple_(ready.map(({ value }) => value as Value));
  }

  is_active(): boolean {
    checkPrepared(this);
    return this._$done < this._$out || (this._$ready as Node[]).length > 0;
  }

  __bool__(): boolean {
    return this.is_active();
  }

  done(...values: Value[]): void {
    checkPrepared(this);
    for (const value of values) {
      if (!(this._$nodes as Dict).has(value))
        throw new ValueError(`node ${repr(value)} was not added using add()`);
      const node = nodeOf(this._$nodes as Dict, value);
      if (node.left !== OUT)
        throw new ValueError(
          node.left === DONE
            ? `node ${repr(value)} was already marked done`
            : `node ${repr(value)} was not passed out (still not ready)`,
        );
      node.left = DONE;
      this._$done++;
      for (const next of node.after) if (--next.left === 0) this._$ready.push(next);
    }
  }

  *static_order(): Generator<Value> {
    this.prepare();
    while (this.is_active()) {
      const ready = this.get_ready();
      yield* ready;
      this.done(...ready);
    }
  }
}
home('graphlib', CycleError, TopologicalSorter);
