/** Python's textwrap. */
import { home } from '../homes.js';
import { bool } from '../iteration.js';
import { Kw, ordered, takeKw } from '../keywords.js';
import { PyObject } from '../object.js';
import { invokePlain, method } from '../plain.js';
import { parsed } from '../signature.js';
import { counting, indexed, underlying } from '../underlying.js';
import type { Value } from '../value.js';
import { chunksOf, wrapped } from '../wrap.js';

const OPTIONS = parsed([
  'TextWrapper.__init__(self)',
  'width=',
  'initial_indent=',
  'subsequent_indent=',
  'expand_tabs=',
  'replace_whitespace=',
  'fix_sentence_endings=',
  'break_long_words=',
  'drop_whitespace=',
  'break_on_hyphens=',
  'tabsize=',
  '*',
  'max_lines=',
  'placeholder=',
]);
const DEFAULTS = [70, '', '', true, true, false, true, true, true, 8, null, ' [...]'];

export class TextWrapper extends PyObject {
  override __init__(...args: Value[]): void {
    const given = ordered(OPTIONS, args);
    OPTIONS.names
      .filter((name) => name !== '*')
      .forEach((name, i) => (this[name] = given[i] === undefined ? DEFAULTS[i] : given[i]));
  }

  wrap(text: Value): string[] {
    return wrapped(underlying(text) as string, Number(indexed(this.width)), {
      first: this.initial_indent as string,
      others: this.subsequent_indent as string,
      expandTabs: bool(this.expand_tabs),
      replaceWhitespace: bool(this.replace_whitespace),
      fixSentenceEndings: bool(this.fix_sentence_endings),
      breakLongWords: bool(this.break_long_words),
      dropWhitespace: bool(this.drop_whitespace),
      breakOnHyphens: bool(this.break_on_hyphens),
      tabsize: Number(this.tabsize),
      maxLines: this.max_lines === null ? undefined : Number(this.max_lines),
      placeholder: this.placeholder as string,
    });
  }

  fill(text: Value): string {
    return this.wrap(text).join('\n');
  }

  _split(text: Value): string[] {
    return chunksOf(text as string, this.break_on_hyphens === true);
  }
}
home('textwrap', TextWrapper);

/** What makes a wrapper of `f(text, width, **options)`, and the text. */
function wrapperOf(name: string, args: Value[], ...widths: string[]): [TextWrapper, Value] {
  const named = takeKw(args);
  const own = new Kw();
  const options = new Kw();
  for (const [key, value] of named.items() as Iterable<[string, Value]>)
    (key === 'text' || key === 'width' ? own : options).set(key, value);
  const [text, width] = ordered(parsed([`${name}()`, 'text', ...widths]), [...args, own]);
  return [new TextWrapper(...(width === undefined ? [] : [width]), options), text];
}

/** `wrap(text, width=70, **options)`. */
export function wrap(...args: Value[]): string[] {
  const [wrapper, text] = wrapperOf('wrap', args, 'width=');
  return wrapper.wrap(text);
}

export function fill(...args: Value[]): string {
  const [wrapper, text] = wrapperOf('fill', args, 'width=');
  return wrapper.fill(text);
}

/** `shorten(text, width, placeholder=' [...]')`. */
export function shorten(...args: Value[]): string {
  const [wrapper, text] = wrapperOf('shorten', args, 'width');
  wrapper.max_lines = 1;
  return wrapper.fill((method(method(text, 'strip'), 'split') as string[]).join(' '));
}

/** The text without what all of its lines begin with. */
export const dedent = counting(function dedent(text: string): string {
  const lines = text.replace(/^[ \t]+$/gm, '').split('\n');
  let margin: string | undefined;
  for (const line of lines.filter((one) => one !== '')) {
    const own = /^[ \t]*/.exec(line)?.[0] ?? '';
    margin ??= own;
    while (!own.startsWith(margin)) margin = margin.slice(0, -1);
  }
  return lines.map((line) => line.slice(line === '' ? 0 : (margin ?? '').length)).join('\n');
});

/** Each line that is not blank with `prefix` before it. */
export const indent = counting(function indent(
  text: string,
  prefix: string,
  predicate: Value = null,
): string {
  const asked: Value = predicate instanceof Kw ? predicate.get('predicate') : predicate;
  return (method(text, 'splitlines', true) as string[])
    .map((line) =>
      (asked === null ? line.trim() !== '' : bool(invokePlain(asked, line))) ? prefix + line : line,
    )
    .join('');
});
