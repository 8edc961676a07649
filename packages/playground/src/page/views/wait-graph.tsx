/**
 * The graph of who waits for whom; a cycle is red, and the word says so as well.
 */
import type { JSX } from 'preact';
import { type Edge, type Node, waitGraph } from '../../model/wait-graph.js';
import type { Shown } from '../shown.js';
import { Panel } from './panel.js';

const WIDTH = 340;
const HEIGHT = 210;
const BOX = { width: 92, height: 30 };
/** A name that fits in a box. */
const FITS = 12;

export function WaitGraph({ shown }: { shown: Shown | undefined }): JSX.Element {
  const graph = shown === undefined ? undefined : waitGraph(shown.moment.state, shown.film.labels);
  const {
    nodes = [],
    edges = [],
    deadlock = false,
    left = 0,
    text = 'Nobody waits for another tasklet.',
  } = graph ?? {};
  const height = nodes.length === 0 ? 0 : nodes.length <= 2 ? 80 : HEIGHT;
  const at = ({ x, y }: Node): { x: number; y: number } => ({
    x: BOX.width / 2 + 4 + x * (WIDTH - BOX.width - 8),
    y: BOX.height / 2 + 4 + y * (height - BOX.height - 8),
  });
  return (
    <Panel title="Who waits for whom" class={deadlock ? 'deadlock' : ''}>
      <svg
        role="img"
        aria-label="Who waits for whom"
        aria-describedby="who-waits"
        class="graph"
        viewBox={`0 0 ${WIDTH} ${Math.max(height, 1)}`}
      >
        <defs>
          {['arrow', 'arrow-stuck'].map((id) => (
            <marker
              key={id}
              id={id}
              class={id}
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="8"
              markerHeight="8"
              orient="auto"
            >
              <path d="M0 0 8 4 0 8z" />
            </marker>
          ))}
        </defs>
        {edges.map((edge) => (
          <Arrow key={`${edge.from.id}-${edge.to.id}`} edge={edge} at={at} />
        ))}
        {nodes.map((node) => {
          const { x, y } = at(node);
          return (
            <g key={node.id} class={node.stuck ? 'node stuck' : 'node'} transform={`translate(${x} ${y})`}>
              <rect x={-BOX.width / 2} y={-BOX.height / 2} width={BOX.width} height={BOX.height} rx="7" />
              <text>{node.name.length > FITS ? `${node.name.slice(0, FITS - 1)}…` : node.name}</text>
            </g>
          );
        })}
      </svg>
      <p id="who-waits" class={nodes.length === 0 ? 'none' : ''}>
        {text}
        {left > 0 && ` ${left} more are not drawn.`}
      </p>
    </Panel>
  );
}

/** From the edge of one box to the edge of the other, bent a little, so that two that wait for each other are two arrows. */
function Arrow({ edge, at }: { edge: Edge; at: (node: Node) => { x: number; y: number } }): JSX.Element {
  const [from, to] = [at(edge.from), at(edge.to)];
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  const bend = { x: (from.x + to.x) / 2 - (dy / length) * 18, y: (from.y + to.y) / 2 + (dx / length) * 18 };
  const start = border(from, bend);
  const end = border(to, bend);
  const path = `M${start.x} ${start.y} Q${bend.x} ${bend.y} ${end.x} ${end.y}`;
  return (
    <path
      class={edge.stuck ? 'edge stuck' : 'edge'}
      d={path}
      marker-end={`url(#${edge.stuck ? 'arrow-stuck' : 'arrow'})`}
    />
  );
}

/** Where the line from the middle of a box towards a point leaves the box. */
function border(box: { x: number; y: number }, towards: { x: number; y: number }): { x: number; y: number } {
  const [dx, dy] = [towards.x - box.x, towards.y - box.y];
  const scale = Math.min(
    dx === 0 ? Infinity : (BOX.width / 2 + 2) / Math.abs(dx),
    dy === 0 ? Infinity : (BOX.height / 2 + 2) / Math.abs(dy),
  );
  return Number.isFinite(scale) ? { x: box.x + dx * scale, y: box.y + dy * scale } : box;
}
