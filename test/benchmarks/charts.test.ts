// The charts that `npm run bench` draws tell the truth: lengths and places are those of the figures, and colours can be seen
// on a light page and on a dark one.
import { expect } from 'chai';
import { drawBars } from '../../benchmarks/support/bars.js';
import type { Bar, BarChart, Point } from '../../benchmarks/support/chart.js';
import { drawLines } from '../../benchmarks/support/lines.js';
import { linear, logarithmic } from '../../benchmarks/support/scales.js';
import { COLOURS } from '../../benchmarks/support/svg.js';

function bar(label: string, value: number, more: Partial<Bar> = {}): Bar {
  return { label, value, ours: false, text: `${value} ns`, ...more };
}

function chart(bars: readonly Bar[], more: Partial<BarChart> = {}): BarChart {
  return { kind: 'bars', title: 'Speed', axis: 'more is better', panels: [{ bars }], columns: 1, ...more };
}

/** The attributes of all elements of that name, and what they enclose. */
function elements(svg: string, name: string): Record<string, string>[] {
  const found = svg.matchAll(new RegExp(`<${name}((?: [\\w-]+="[^"]*")*)(?:/>|>([^<]*))`, 'g'));
  return [...found].map(([, attributes = '', content = '']) => {
    const all: Record<string, string> = { content };
    for (const [, key = '', value = ''] of attributes.matchAll(/ ([\w-]+)="([^"]*)"/g)) all[key] = value;
    return all;
  });
}

function numbers(svg: string, name: string, attribute: string): number[] {
  return elements(svg, name).map((one) => Number(one[attribute]));
}

/** Where on the axis a text stands that is the number of a tick. */
function tickAt(svg: string, tick: string): number {
  const found = elements(svg, 'text').find((one) => one.content === tick && one['text-anchor'] === 'middle');
  return Number(found?.x);
}

describe('Charts of benchmarks', () => {
  it('have bars from zero, as long as their figures are large', () => {
    const svg = drawBars(chart([bar('a', 100), bar('b', 50), bar('c', 0)]));
    const [a = NaN, b, c] = numbers(svg, 'rect', 'width');
    expect(b).to.be.closeTo(a / 2, 0.1);
    expect(c).to.equal(0);
    expect(new Set(numbers(svg, 'rect', 'x'))).to.deep.equal(new Set([tickAt(svg, '0')]));
    expect(tickAt(svg, '0') + a).to.be.closeTo(tickAt(svg, '100'), 0.1);
  });

  it('have room for quartiles, goals and marks beyond the longest bar', () => {
    const svg = drawBars(
      chart([bar('a', 10, { spread: [8, 35], goal: 60 })], { mark: { at: 90, label: 'the peer' } }),
    );
    const [start, end] = [tickAt(svg, '0'), tickAt(svg, '100')];
    const at = (value: number): number => start + ((end - start) * value) / 100;
    expect(svg)
      .to.include(`M${at(8).toFixed(1)} `)
      .and.to.include(`H${at(35).toFixed(1)}`);
    const goal = elements(svg, 'line').find(({ stroke }) => stroke === COLOURS.goal);
    expect(Number(goal?.x1)).to.be.closeTo(at(60), 0.1);
    const mark = elements(svg, 'line').find((one) => one['stroke-dasharray'] !== undefined);
    expect(Number(mark?.x1)).to.be.closeTo(at(90), 0.1);
    for (const entry of ['from quartile to quartile', 'goal', 'the peer'])
      expect(svg).to.include(`>${entry}<`);
  });

  it('explain only the signs that are there', () => {
    const svg = drawBars(chart([bar('a', 10)]));
    expect(svg).not.to.include('quartile').and.not.to.include('goal');
  });

  it('give each panel a scale of its own, or all panels one', () => {
    const panels = [{ bars: [bar('a', 10)] }, { bars: [bar('b', 100)] }];
    const widths = (oneScale: boolean): number[] => {
      return numbers(drawBars({ ...chart([]), panels, oneScale }), 'rect', 'width');
    };
    const [own = NaN, ownToo] = widths(false);
    expect(own).to.equal(ownToo);
    const [small = NaN, large = NaN] = widths(true);
    expect(small).to.be.closeTo(large / 10, 0.1);
  });

  it('have dots on a logarithmic axis, and say so', () => {
    const svg = drawBars(chart([bar('a', 1), bar('b', 10), bar('c', 100)], { logarithmic: true }));
    const [a = NaN, b = NaN, c = NaN] = numbers(svg, 'circle', 'cx');
    expect(b - a).to.be.closeTo(c - b, 0.1);
    expect(numbers(svg, 'rect', 'width')).to.deep.equal([]);
    expect(svg).to.include('the axis is logarithmic');
  });

  it('have lines whose slope is the power of the growth, level where there is none', () => {
    const point = (x: number, y: number): Point => ({ x, y, tick: `${x} MB` });
    const svg = drawLines({
      kind: 'lines',
      title: 'Cost',
      axis: 'ns',
      across: 'length',
      panels: [
        {
          title: 'Lines',
          lines: [
            { label: 'level', ours: true, points: [1, 10, 100].map((x) => point(x, 5)) },
            { label: 'linear', ours: false, points: [1, 10, 100].map((x) => point(x, x)) },
          ],
        },
      ],
    });
    const ys = numbers(svg, 'circle', 'cy');
    expect(new Set(ys.slice(0, 3)).size).to.equal(1);
    expect((ys[3] as number) - (ys[4] as number)).to.be.closeTo((ys[4] as number) - (ys[5] as number), 0.1);
    expect(svg).to.include('both axes are logarithmic');
  });

  it('are files that a reader of XML takes, whatever stands in them', () => {
    const svg = drawBars(chart([bar('a < b & "c"', 1)], { title: 'R&D <1>' }));
    expect(svg).to.include('R&amp;D &lt;1>').and.to.include('a &lt; b &amp; &quot;c&quot;');
    const open: string[] = [];
    for (const [, close, name = '', empty] of svg.matchAll(/<(\/?)(\w+)[^>]*?(\/?)>/g)) {
      if (close === '/') expect(open.pop()).to.equal(name);
      else if (empty !== '/') open.push(name);
    }
    expect(open).to.deep.equal([]);
  });

  it('can be read on a white page and on a dark one', () => {
    for (const ground of ['#ffffff', '#0d1117']) {
      for (const [name, colour] of Object.entries(COLOURS)) {
        expect(contrast(colour, ground), `${name} on ${ground}`).to.be.above(name === 'text' ? 4 : 2.9);
      }
    }
  });

  it('have round numbers on their axes', () => {
    expect(linear(0.93, 8).ticks).to.deep.equal([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(linear(1037, 6).ticks).to.deep.equal([0, 200, 400, 600, 800, 1000, 1200]);
    expect(linear(100, 4).ticks).to.deep.equal([0, 25, 50, 75, 100]);
    expect(logarithmic(0.17, 108, [1, 2, 5]).ticks).to.deep.equal([
      0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200,
    ]);
    expect(logarithmic(100, 1000, [1]).ticks).to.deep.equal([100, 1000]);
  });
});

/** As WCAG 2 has it: from 1 for the same colour to 21 for black on white. */
function contrast(one: string, other: string): number {
  const [darker = NaN, lighter = NaN] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = NaN, green = NaN, blue = NaN] = [1, 3, 5].map((start) => {
    const part = parseInt(colour.slice(start, start + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
