/** What only TypeScript has, marked in the text as it is emitted, so that JavaScript is the same without it. */
const OPEN = '\ue000';
const CLOSE = '\ue001';

/** Text that is left out of JavaScript. */
export function typed(text: string): string {
  return OPEN + text + CLOSE;
}

/** The text for one of the languages. */
export function inLanguage(text: string, language: 'ts' | 'js'): string {
  return language === 'ts'
    ? text.replace(/[\ue000\ue001]/g, '')
    : text.replace(/\ue000[^\ue001]*\ue001/g, '');
}

export const ANY = typed(': any');
export const ANY_LIST = typed(': any[]');
export const OPTIONAL = typed('?: any');
export const GENERATOR = typed(': Generator<any, any, any>');
export const AS_ANY = typed(' as any');
/** The first parameter of a function that has a `this`, with its comma. */
export const THIS = typed('this: any, ');
