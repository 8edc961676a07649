/**
 * A small writer of SVG, and what all charts have in common. An image cannot know whether the page around it is light or
 * dark: so the ground is transparent, and each colour stands out from both white and GitHub's black.
 */

export const COLOURS = {
  text: '#737c88',
  ours: '#2f9a58',
  peer: '#8b95a3',
  goal: '#c2703a',
} as const;

/** Of all charts, in pixels at their natural size: what a README has room for. */
export const WIDTH = 840;
export const MARGIN = 12;

const FONT = "-apple-system, BlinkMacSystemFont, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif";
/** Of a letter, on an average, as a part of the font's size. It is not known which font will be there. */
const LETTER = 0.55;

type Attributes = Readonly<Record<string, string | number>>;

export function element(name: string, attributes: Attributes, content = ''): string {
  const list = Object.entries(attributes).map(([key, value]) => {
    return ` ${key}="${typeof value === 'number' ? Number(value.toFixed(1)) : escaped(value)}"`;
  });
  return content === '' ? `<${name}${list.join('')}/>` : `<${name}${list.join('')}>${content}</${name}>`;
}

/** Text whose base line begins, or ends, at x and y. */
export function text(
  x: number,
  y: number,
  content: string,
  { size = 12, anchor = 'start', bold = false, colour = COLOURS.text } = {},
): string {
  return element(
    'text',
    {
      x,
      y,
      'font-size': size,
      fill: colour,
      ...(anchor !== 'start' && { 'text-anchor': anchor }),
      ...(bold && { 'font-weight': 600 }),
    },
    escaped(content),
  );
}

/** How wide a text will be, about. */
export function widthOf(content: string, size = 12): number {
  return content.length * size * LETTER;
}

export function line(x1: number, y1: number, x2: number, y2: number, attributes: Attributes = {}): string {
  return element('line', { x1, y1, x2, y2, stroke: COLOURS.text, ...attributes });
}

/** The file. `title` is also what is read out to those who cannot see it. */
export function svg(title: string, axis: string, height: number, parts: readonly string[]): string {
  const [w, h] = [WIDTH, Math.ceil(height)];
  const content = [
    element('title', {}, escaped(title)),
    text(MARGIN, 24, title, { size: 16, bold: true }),
    text(MARGIN, 44, axis),
    ...parts,
  ];
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    width: w,
    height: h,
    viewBox: `0 0 ${w} ${h}`,
    role: 'img',
    'font-family': FONT,
  };
  return `${element('svg', attributes, `\n${content.join('\n')}\n`)}\n`;
}

function escaped(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
