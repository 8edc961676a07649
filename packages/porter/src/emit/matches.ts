/** `match`: a chain of conditions that bind as they go. */
import { Refusal } from '../program.js';
import type { ExprNode, Pattern, Stmt } from '../syntax.js';
import { blocks } from './blocks.js';
import type { Context } from './context.js';
import { text } from './names.js';
import { condition } from './conditions.js';
import { bound } from './targets.js';

function matchStatement(cx: Context, node: Stmt<'Match'>): void {
  const subject = cx.temporary();
  cx.line(`${subject} = ${cx.code(node.subject)};`);
  let open = false;
  for (const { pattern, guard, body } of node.cases) {
    const tests = [test(cx, pattern, subject), ...(guard === undefined ? [] : [condition(cx, guard)])].filter(
      (one) => one !== 'true',
    );
    const code = tests.length === 0 ? 'true' : tests.join(' && ');
    cx.line(`${open ? '} else ' : ''}if (${code}) {`);
    open = true;
    blocks(cx, body);
  }
  if (open) cx.line('}');
}

/** A string in a pattern, of which the parser does not say how it is written. */
function quoted(cx: Context, node: ExprNode): ExprNode {
  if (node.nodeType !== 'Constant' || typeof node.value !== 'string') return node;
  const line = cx.file.lines[node.lineno - 1] ?? '';
  const quote = /^[a-zA-Z]*(?:"{3}|'{3}|["'])/.exec(line.slice(node.col_offset))?.[0] ?? '"';
  return { ...node, quote_style: quote };
}

/** Types of which `case str(x)` means the object itself. */
const ITSELF: ReadonlySet<string> = new Set(
  'bool bytearray bytes dict float frozenset int list set str tuple'
    .split(' ')
    .map((name) => `builtin.${name}`),
);

/** A condition that is true if `code` matches; names are bound on the way. */
function test(cx: Context, pattern: Pattern, code: string): string {
  switch (pattern.nodeType) {
    case 'MatchValue':
      return `${cx.helper('eq')}(${code}, ${cx.code(quoted(cx, pattern.value))})`;
    case 'MatchSingleton': {
      const value = pattern.value as boolean | null;
      return value === null ? `${code} == null` : `${code} === ${String(value)}`;
    }
    case 'MatchAs': {
      const inner = pattern.pattern === undefined ? [] : [test(cx, pattern.pattern, code)];
      if (pattern.name !== undefined) inner.push(`((${bound(cx, pattern.name)} = ${code}), true)`);
      return inner.length === 0 ? 'true' : inner.join(' && ');
    }
    case 'MatchOr':
      return `(${pattern.patterns.map((one) => `(${test(cx, one, code)})`).join(' || ')})`;
    case 'MatchSequence': {
      const { patterns } = pattern;
      const star = patterns.findIndex(({ nodeType }) => nodeType === 'MatchStar');
      const length = star < 0 ? patterns.length : patterns.length - 1;
      const kept = cx.temporary();
      const tests = [
        `(${kept} = ${cx.helper('matchSequence')}(${code}, ${String(length)}, ${String(star >= 0)})) !== undefined`,
      ];
      patterns.forEach((one, i) => {
        if (one.nodeType === 'MatchStar') {
          if (one.name !== undefined)
            tests.push(
              `((${bound(cx, one.name)} = ${kept}.slice(${String(i)}, ${kept}.length - ${String(patterns.length - i - 1)})), true)`,
            );
        } else
          tests.push(
            test(
              cx,
              one,
              star >= 0 && i > star
                ? `${kept}[${kept}.length - ${String(patterns.length - i)}]`
                : `${kept}[${String(i)}]`,
            ),
          );
      });
      return tests.filter((one) => one !== 'true').join(' && ');
    }
    case 'MatchMapping': {
      const tests = [`${cx.helper('isinstance')}(${code}, ${cx.helper('dict')})`];
      const keys = pattern.keys.map((key) => cx.code(key));
      keys.forEach((key, i) => {
        const inner = pattern.patterns[i];
        tests.push(`${code}.has(${key})`);
        if (inner !== undefined) tests.push(test(cx, inner, `${code}.at(${key})`));
      });
      if (pattern.rest !== undefined)
        tests.push(
          `((${bound(cx, pattern.rest)} = ${cx.helper('without')}(${[code, ...keys].join(', ')})), true)`,
        );
      return tests.filter((one) => one !== 'true').join(' && ');
    }
    case 'MatchClass': {
      const cls = cx.expression(pattern.cls);
      const tests = [`${cx.helper('isinstance')}(${code}, ${cls.code})`];
      const [first, more] = pattern.patterns;
      if (first !== undefined && more === undefined && ITSELF.has(cls.type))
        tests.push(test(cx, first, code));
      else if (first !== undefined) {
        const found = cx.temporary();
        const args = [code, cls.code, String(pattern.patterns.length), ...pattern.kwd_attrs.map(text)];
        tests.push(`(${found} = ${cx.helper('matchArguments')}(${args.join(', ')})) !== undefined`);
        pattern.patterns.forEach((one, i) => tests.push(test(cx, one, `${found}[${String(i)}]`)));
      }
      pattern.kwd_attrs.forEach((name, i) => {
        const inner = pattern.kwd_patterns[i];
        tests.push(`${cx.helper('hasattr')}(${code}, ${text(name)})`);
        const found = name.startsWith('__')
          ? `${cx.helper('getattr')}(${code}, ${text(name)})`
          : `${code}.${name}`;
        if (inner !== undefined) tests.push(test(cx, inner, found));
      });
      return tests.filter((one) => one !== 'true').join(' && ');
    }
    default:
      throw new Refusal(pattern, pattern.nodeType, 'not in this place');
  }
}

export const matches = { Match: matchStatement };
