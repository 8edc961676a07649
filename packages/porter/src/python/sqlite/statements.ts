/** What has to be known of the text of a statement: its parameters, whether it changes rows, and what follows it. */

/** Texts, quoted names and comments, which are no parameters. */
const QUOTED = String.raw`'(?:[^']|'')*'|"(?:[^"]|"")*"|\`(?:[^\`]|\`\`)*\`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)`;
const PARAMETER = new RegExp(String.raw`${QUOTED}|(\?\d*|[:@$][A-Za-z_]\w*)`, 'g');

/** The parameters, by their numbers from 0 on: the name of each, or `?`. */
export function parametersOf(sql: string): string[] {
  const names: string[] = [];
  for (const [, name] of sql.matchAll(PARAMETER)) {
    if (name === undefined) continue;
    const number = /^\?\d/.test(name) ? Number(name.slice(1)) - 1 : names.length;
    if (/^[:@$]/.test(name) && names.includes(name)) continue;
    while (names.length <= number) names.push('?');
    if (!name.startsWith('?')) names[number] = name;
  }
  return names;
}

const SPACE = /^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?(?:\*\/|$))*/;

/** Without what says nothing at its beginning. */
export const bare = (sql: string): string => sql.replace(SPACE, '');

/** A transaction begins before it. */
export const changesRows = (sql: string): boolean => /^(?:INSERT|UPDATE|DELETE|REPLACE)\b/i.test(bare(sql));
