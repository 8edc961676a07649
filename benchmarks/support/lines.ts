/**
 * Line charts on two logarithmic axes: there a cost that grows with the size is a straight slope, and one that does not is
 * level. Lines carry their name at their end.
 */
import type { Line, LineChart, LinePanel, Point } from './chart.js';
import { between, logarithmic } from './scales.js';
import { COLOURS, MARGIN, WIDTH, element, line, svg, text, widthOf } from './svg.js';

const HEAD = 60;
const PANEL_TITLE = 26;
const PLOT = 200;
const AXIS = 44;
const GAP = 36;
/** Of the numbers at the left. */
const LEFT = 52;

/** From a value to pixels. */
type Place = (value: number) => number;

export function drawLines({ title, axis, across, panels }: LineChart): string {
  const width = (WIDTH - 2 * MARGIN - (panels.length - 1) * GAP) / panels.length;
  const parts = panels.flatMap((panel, i) => drawPanel(panel, MARGIN + i * (width + GAP), width, across));
  return svg(title, `${axis}; both axes are logarithmic`, HEAD + PANEL_TITLE + PLOT + AXIS, parts);
}

function drawPanel({ title, lines }: LinePanel, x: number, width: number, across: string): string[] {
  const points = lines.flatMap((one) => one.points);
  const right = Math.max(...lines.map(({ label }) => widthOf(label))) + 14;
  const bottom = HEAD + PANEL_TITLE + PLOT;
  const [first, last] = [x + LEFT, x + width - right];
  const xs = points.map((one) => one.x);
  const partX = between(Math.min(...xs), Math.max(...xs));
  const placeX: Place = (value) => first + 8 + partX(value) * (last - first - 8);
  const ys = points.flatMap(({ y, spread }) => [y, ...(spread ?? [])]);
  const scaleY = logarithmic(Math.min(...ys), Math.max(...ys), [1]);
  const placeY: Place = (value) => bottom - scaleY.at(value) * PLOT;

  const parts = [text(x, HEAD + 12, title, { size: 13, bold: true })];
  for (const [i, value] of scaleY.ticks.entries()) {
    const y = placeY(value);
    parts.push(line(first, y, last, y, { 'stroke-opacity': i === 0 ? 1 : 0.25 }));
    parts.push(text(first - 6, y + 4, value.toLocaleString('en'), { size: 11, anchor: 'end' }));
  }
  for (const [at, tick] of new Map(points.map((one) => [one.x, one.tick]))) {
    parts.push(line(placeX(at), bottom, placeX(at), bottom + 4));
    parts.push(text(placeX(at), bottom + 17, tick, { size: 11, anchor: 'middle' }));
  }
  parts.push(text((first + last) / 2, bottom + 34, across, { size: 11, anchor: 'middle' }));
  return [...parts, ...lines.flatMap((one) => drawLine(one, placeX, placeY))];
}

function drawLine({ label, ours, points }: Line, placeX: Place, placeY: Place): string[] {
  const colour = ours ? COLOURS.ours : COLOURS.peer;
  const path = points.map(({ x, y }) => `${placeX(x).toFixed(1)},${placeY(y).toFixed(1)}`).join(' ');
  const end = points.at(-1) as Point;
  return [
    element('polyline', { points: path, fill: 'none', stroke: colour, 'stroke-width': 2 }),
    ...points.flatMap(({ x, y, spread }) => [
      ...(spread === undefined
        ? []
        : [line(placeX(x), placeY(spread[0]), placeX(x), placeY(spread[1]), { 'stroke-width': 1.2 })]),
      element('circle', { cx: placeX(x), cy: placeY(y), r: 3.5, fill: colour }),
    ]),
    text(placeX(end.x) + 9, placeY(end.y) - 4, label, { bold: ours }),
  ];
}
