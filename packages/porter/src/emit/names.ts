/** Names in the output: the program's own, but for words that JavaScript needs. */
export const RESERVED: ReadonlySet<string> = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if ' +
    'implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof ' +
    'undefined var void while with yield Array Buffer Error Infinity Map Math NaN Number Object Set String Symbol globalThis process console self module require exports'
  ).split(' '),
);

/** Words that no name of Python's can be: `class_` stands for itself. */
const PYTHON: ReadonlySet<string> = new Set(
  'await break class continue else finally for if import in return try while with yield'.split(' '),
);

/** A variable of the program: `new` is `new_`, so `new_` is `new__`. */
export function variable(name: string): string {
  const word = name.replace(/_+$/, '');
  return RESERVED.has(word) && !(word !== name && PYTHON.has(word)) ? `${name}_` : name;
}

/** What variables are called that emission makes. */
export type Local =
  | 'args_'
  | 'context'
  | 'each'
  | 'error'
  | 'genexpr'
  | 'given'
  | 'held'
  | 'it'
  | 'item'
  | 'limit'
  | 'loop'
  | 'rest'
  | 'result'
  | 'source';

const LOCAL =
  /^(?:(?:args_|each|error|genexpr|given|held|limit|loop|rest|result|source)\d*|(?:context|it|item|t)\d+|context\d+Error|it\d+Item|\w*Default\d*)$/;

/** It may be a variable that emission makes: nothing that is imported is called so. */
export function isLocal(name: string): boolean {
  return LOCAL.test(name);
}

/** A member: JavaScript takes any word there, but has its own meaning for some. */
export { memberName as member } from '../python/natives.js';

/** A string of JavaScript. */
export function text(value: string): string {
  const escaped = JSON.stringify(value).replace(
    /[\u2028\u2029\x7f\ue000\ue001]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return escaped;
}

/** Text in a template string. */
export function inTemplate(value: string): string {
  return value
    .replace(/[\\`]|\$\{/g, '\\$&')
    .replace(/\r/g, '\\r')
    .replace(/\n/g, '\\n')
    .replace(/\t/g, '\\t')
    .replace(
      /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ue000\ue001]/g,
      (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}
