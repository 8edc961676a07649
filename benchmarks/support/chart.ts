/**
 * What a chart shows, as data; how it is drawn is in bars.ts and lines.ts. Bars begin at zero, always. Where
 * figures lie too far apart for that, there are dots on a logarithmic axis, which says so. A line chart has two of those: it is
 * for laws, such as whether a cost grows with the size.
 */
export type Chart = BarChart | LineChart;

interface Titles {
  /** Of the file, without its ending; that of the benchmark if left out. */
  readonly name?: string;
  readonly title: string;
  /** What the numbers are, and which are the better ones. */
  readonly axis: string;
}

export interface BarChart extends Titles {
  readonly kind: 'bars';
  readonly panels: readonly Panel[];
  /** All panels have one scale; otherwise each has its own. */
  readonly oneScale?: boolean;
  /** Dots on a logarithmic axis. */
  readonly logarithmic?: boolean;
  /** Panels side by side: 1 or 2. */
  readonly columns: 1 | 2;
  /** What the goals are, if that does not go without saying. */
  readonly goals?: string;
  /** A line across all bars, and what it stands for. */
  readonly mark?: { readonly at: number; readonly label: string };
}

export interface Panel {
  readonly title?: string;
  readonly bars: readonly Bar[];
}

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** Quartiles. */
  readonly spread?: readonly [number, number];
  /** Is it a figure of this library? Then it is in colour. */
  readonly ours: boolean;
  /** Where it has to come to, or stay below. */
  readonly goal?: number;
  /** Stands beside the bar. */
  readonly text: string;
}

export interface LineChart extends Titles {
  readonly kind: 'lines';
  /** What the horizontal axis is. */
  readonly across: string;
  readonly panels: readonly LinePanel[];
}

export interface LinePanel {
  readonly title: string;
  readonly lines: readonly Line[];
}

export interface Line {
  readonly label: string;
  readonly ours: boolean;
  readonly points: readonly Point[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
  readonly spread?: readonly [number, number];
  /** Of the tick below. */
  readonly tick: string;
}
