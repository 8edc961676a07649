/**
 * Who waits for whom, as a graph with places to draw it at, and in words.
 */
import type { TraceState } from 'evergreen-ts/trace';
import type { Labels } from './labels.js';

export interface Node {
  readonly id: number;
  readonly name: string;
  /** From 0 to 1, to the right and down. */
  readonly x: number;
  readonly y: number;
  /** In the cycle. */
  readonly stuck: boolean;
}

export interface Edge {
  readonly from: Node;
  readonly to: Node;
  readonly stuck: boolean;
}

export interface WaitGraph {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  readonly deadlock: boolean;
  /** The same in words. */
  readonly text: string;
  /** Pairs that are not drawn, as there are too many. */
  readonly left: number;
}

/** Most pairs that are drawn. */
const MOST = 24;

export function waitGraph({ waitsFor, cycle = [] }: TraceState, labels: Labels): WaitGraph {
  const inCycle = new Set(cycle);
  // Those of the cycle first: they must not be left out.
  const pairs = [...waitsFor].sort(([a], [b]) => Number(inCycle.has(b)) - Number(inCycle.has(a)));
  const drawn = pairs.slice(0, MOST);
  const ids = [...new Set([...cycle, ...drawn.flat()])];
  const nodes = ids.map((id, i) => ({
    id,
    name: labels.of(id),
    ...place(i, ids.length),
    stuck: inCycle.has(id),
  }));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const edges = drawn.map(([from, to]) => ({
    from: byId.get(from) as Node,
    to: byId.get(to) as Node,
    stuck: inCycle.has(from) && inCycle.has(to),
  }));
  return {
    nodes,
    edges,
    deadlock: cycle.length > 0,
    text: textOf(drawn, cycle, labels),
    left: pairs.length - drawn.length,
  };
}

/** Side by side while there are two; from three on, on a circle that begins at the top. */
function place(i: number, count: number): { x: number; y: number } {
  if (count <= 2) return { x: i, y: 0.5 };
  const angle = (2 * Math.PI * i) / count - Math.PI / 2;
  return { x: 0.5 + Math.cos(angle) / 2, y: 0.5 + Math.sin(angle) / 2 };
}

function textOf(
  pairs: readonly (readonly [number, number])[],
  cycle: readonly number[],
  labels: Labels,
): string {
  if (pairs.length === 0) return 'Nobody waits for another tasklet.';
  const waits = pairs.map(([from, to]) => `${labels.of(from)} waits for ${labels.of(to)}`).join(', ');
  if (cycle.length === 0) return `${waits}.`;
  const around = [...cycle, cycle[0] as number].map((id) => labels.of(id)).join(' → ');
  return `Deadlock: ${around}. ${waits}.`;
}
