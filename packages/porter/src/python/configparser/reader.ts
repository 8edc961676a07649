/** Lines of a file of options: sections, options, comments, and values over several lines. */
import type { Dict } from '../dict.js';
import { items } from '../iteration.js';
import type { Value } from '../value.js';
import { DuplicateOptionError, MissingSectionHeaderError, ParsingError } from './errors.js';

interface Target {
  /** The options of a section; `isKnown` if it was in this source before. */
  readonly section: (name: string, isKnown: boolean, line: number) => Dict;
  readonly option: (name: string) => string;
}

const listOf = (options: Dict, name: string, otherwise: readonly string[]): readonly string[] => {
  const given: Value = options.get(name);
  return given === null ? otherwise : ([...items(given)] as string[]);
};

const escaped = (x: string): string => x.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

export function readLines(source: string, name: string, options: Dict, target: Target): void {
  const comments = listOf(options, 'comment_prefixes', ['#', ';']);
  const inline = listOf(options, 'inline_comment_prefixes', []);
  const delimiters = listOf(options, 'delimiters', ['=', ':']).map(escaped).join('|');
  const pattern = new RegExp(`^(.*?)\\s*(?:(${delimiters})\\s*(.*))?$`, 's');
  const allowsNone = options.get('allow_no_value') === true;
  const isStrict = options.get('strict') !== false;
  const seen = new Set<string>();
  const given = new Set<string>();
  const errors: [number, string][] = [];
  let section: Dict | undefined;
  let sectionName = '';
  let key: string | undefined;
  let indent = 0;
  let lines: string[] = [];
  const finish = (): void => {
    if (section === undefined || key === undefined || lines.length === 0) return;
    while (lines.at(-1) === '') lines.pop();
    section.set(key, lines.join('\n'));
  };
  source.split('\n').forEach((whole, at, all) => {
    if (at === all.length - 1 && whole === '') return;
    const written = at === all.length - 1 ? whole : `${whole}\n`;
    let line = comments.some((prefix) => whole.trim().startsWith(prefix)) ? '' : whole;
    const isComment = line === '' && whole.trim() !== '';
    for (const prefix of inline) {
      const found = new RegExp(`(?:^|\\s)${escaped(prefix)}`).exec(line);
      if (found !== null) line = line.slice(0, found.index);
    }
    const value = line.trim();
    if (value === '') {
      if (!isComment && key !== undefined && lines.length > 0) lines.push('');
      return;
    }
    const depth = line.search(/\S/);
    if (key !== undefined && section !== undefined && depth > indent) {
      lines.push(value);
      return;
    }
    indent = depth;
    const header = /^\[(.+)\]/.exec(value);
    if (header !== null) {
      finish();
      [, sectionName = ''] = header;
      section = target.section(sectionName, isStrict && seen.has(sectionName), at + 1);
      seen.add(sectionName);
      key = undefined;
      lines = [];
      return;
    }
    if (section === undefined) throw new MissingSectionHeaderError(name, at + 1, written);
    const [, option = '', delimiter, rest = ''] = pattern.exec(value) ?? [];
    if (option === '' || (delimiter === undefined && !allowsNone)) {
      errors.push([at + 1, written]);
      return;
    }
    finish();
    key = target.option(option);
    if (isStrict && given.has(`${sectionName}\0${key}`))
      throw new DuplicateOptionError(sectionName, key, name, at + 1);
    given.add(`${sectionName}\0${key}`);
    lines = [rest];
    if (delimiter === undefined) {
      section.set(key, null);
      key = undefined;
    } else if (rest === '') section.set(key, '');
  });
  finish();
  if (errors.length > 0) throw new ParsingError(name, errors);
}
