/**
 * Bar charts: one bar a row, from zero, or a dot on a logarithmic axis; whiskers from quartile to quartile; a mark where the
 * goal is; the figure beside it.
 */
import type { Bar, BarChart, Panel } from './chart.js';
import { type Scale, linear, logarithmic } from './scales.js';
import { COLOURS, MARGIN, WIDTH, element, line, svg, text, widthOf } from './svg.js';

const HEAD = 60;
const ROW = 24;
const BAR = 11;
/** From the middle of a row: below the bar, as no colour stands out from the bar and from both grounds. */
const WHISKER = 8;
const PANEL_TITLE = 24;
/** Below the rows: the numbers of the axis. */
const AXIS = 34;
const GAP = 28;

/** Where a panel lies, and its parts. */
interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Of the labels at the left, and of the texts at the right. */
  readonly left: number;
  readonly right: number;
  readonly scale: Scale;
  /** Where a value lies, in pixels. */
  readonly at: (value: number) => number;
  readonly dots: boolean;
  /** Ours is told from others by bold letters, too. */
  readonly bold: boolean;
}

export function drawBars(chart: BarChart): string {
  const { title, panels, columns, mark } = chart;
  const dots = chart.logarithmic === true;
  const all = panels.flatMap(({ bars }) => bars);
  const bold = all.some(({ ours }) => ours) && !all.every(({ ours }) => ours);
  const left = Math.max(...all.map(({ label }) => widthOf(label))) + 10;
  const right = Math.max(...all.map((bar) => widthOf(bar.text))) + 10;
  const width = (WIDTH - 2 * MARGIN - (columns - 1) * GAP) / columns;
  const parts: string[] = [];
  let y = HEAD;
  for (let row = 0; row < panels.length; row += columns) {
    const together = panels.slice(row, row + columns);
    together.forEach((panel, column) => {
      const scale = scaleOf(chart, chart.oneScale === true ? all : panel.bars);
      const x = MARGIN + column * (width + GAP);
      const at = (value: number): number => x + left + scale.at(value) * (width - left - right);
      parts.push(...drawPanel(panel, { x, y, width, left, right, scale, at, dots, bold }, mark));
    });
    y += Math.max(...together.map(heightOf));
  }
  const axis = dots ? `${chart.axis}; the axis is logarithmic` : chart.axis;
  return svg(title, axis, y + 24, [...parts, ...legend(y + 8, all, chart)]);
}

function scaleOf({ logarithmic: dots, columns, mark }: BarChart, bars: readonly Bar[]): Scale {
  const values = bars.flatMap(({ value, spread = [], goal = value }) => [value, ...spread, goal]);
  if (mark !== undefined) values.push(mark.at);
  const most = Math.max(...values);
  return dots === true
    ? logarithmic(Math.min(...values), most, [1, 2, 5])
    : linear(most, columns === 1 ? 8 : 4);
}

function heightOf({ title, bars }: Panel): number {
  return (title === undefined ? 0 : PANEL_TITLE) + bars.length * ROW + AXIS;
}

function drawPanel({ title, bars }: Panel, frame: Frame, mark: BarChart['mark']): string[] {
  const { x, scale } = frame;
  const top = frame.y + (title === undefined ? 0 : PANEL_TITLE);
  const bottom = top + bars.length * ROW;
  const parts = title === undefined ? [] : [text(x, frame.y + 14, title, { size: 13, bold: true })];
  for (const [i, tick] of scale.ticks.entries()) {
    const at = frame.at(tick);
    parts.push(line(at, top, at, bottom, { 'stroke-opacity': i === 0 ? 1 : 0.25 }));
    parts.push(text(at, bottom + 16, tick.toLocaleString('en'), { size: 11, anchor: 'middle' }));
  }
  bars.forEach((bar, i) => parts.push(...drawBar(bar, frame, top + i * ROW)));
  if (mark !== undefined) {
    const at = frame.at(mark.at);
    parts.push(line(at, top - 2, at, bottom, { 'stroke-width': 1.5, 'stroke-dasharray': '4 3' }));
  }
  return parts;
}

function drawBar(bar: Bar, { x, width, left, right, at, dots, ...frame }: Frame, top: number): string[] {
  const bold = frame.bold && bar.ours;
  const fill = bar.ours ? COLOURS.ours : COLOURS.peer;
  const [start, middle] = [x + left, top + ROW / 2];
  const parts = [
    text(start - 8, middle + 4, bar.label, { anchor: 'end', bold }),
    dots
      ? element('circle', { cx: at(bar.value), cy: middle, r: BAR / 2, fill })
      : element('rect', { x: start, y: middle - BAR / 2, width: at(bar.value) - start, height: BAR, fill }),
    text(x + width - right + 10, middle + 4, bar.text, { bold }),
  ];
  if (bar.spread !== undefined) {
    const [low, high] = bar.spread;
    parts.push(whisker(at(low), at(high), middle + WHISKER));
  }
  if (bar.goal !== undefined) parts.push(goalMark(at(bar.goal), middle));
  return parts;
}

function whisker(low: number, high: number, y: number): string {
  const d = `M${low.toFixed(1)} ${y - 2.5}v5m0 -2.5H${high.toFixed(1)}m0 -2.5v5`;
  return element('path', { d, stroke: COLOURS.text, 'stroke-width': 1.2, fill: 'none' });
}

function goalMark(x: number, y: number): string {
  return line(x, y - BAR / 2 - 3, x, y + BAR / 2 + 3, { stroke: COLOURS.goal, 'stroke-width': 3 });
}

/** What the signs mean: only those that are there. */
function legend(y: number, bars: readonly Bar[], { mark, goals = 'goal' }: BarChart): string[] {
  const entries: [sign: (x: number) => string, label: string][] = [];
  if (bars.some(({ spread }) => spread !== undefined)) {
    entries.push([(x) => whisker(x, x + 16, y), 'from quartile to quartile']);
  }
  if (bars.some(({ goal }) => goal !== undefined)) entries.push([(x) => goalMark(x + 8, y), goals]);
  if (mark !== undefined) {
    entries.push([
      (x) => line(x + 8, y - 8, x + 8, y + 8, { 'stroke-width': 1.5, 'stroke-dasharray': '4 3' }),
      mark.label,
    ]);
  }
  let x = MARGIN;
  return entries.flatMap(([sign, label]) => {
    const parts = [sign(x), text(x + 22, y + 4, label, { size: 11 })];
    x += 22 + widthOf(label, 11) + 24;
    return parts;
  });
}
