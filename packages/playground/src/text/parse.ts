/**
 * The parser of programs: acorn, for modules of today's JavaScript.
 */
import { type Program, parse } from 'acorn';
import { BadProgram } from './bad-program.js';

/** BadProgram for what is no JavaScript. */
export function parsed(text: string): Program {
  try {
    return parse(text, { ecmaVersion: 'latest', sourceType: 'module', locations: true });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { loc } = error as SyntaxError & { loc: { line: number; column: number } };
    throw new BadProgram(error.message.replace(/ \(\d+:\d+\)$/, ''), loc.line, loc.column);
  }
}
