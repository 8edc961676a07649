/** RESULTS.md: what has been measured, of each benchmark the last time, as text. */
import type { Machine } from './machine.js';
import type { Goal, Table, Told } from './report.js';

/** What is kept of a benchmark: results/NAME.json. */
export interface Saved extends Told {
  /** The day, as 2026-01-31. */
  readonly date: string;
  readonly machine: Machine;
}

const HEAD = `# Results

Written by \`npm run bench\`; \`npm run bench -- echo\` measures one benchmark anew, \`npm run bench -- --help\` lists the options.
The two sides of a ratio were measured in turns, within the same minute: times differ from machine to machine, and on one from
minute to minute, ratios much less. A ratio is the median of the rounds' ratios, so it need not be the quotient of the times
beside it, which are medians too. The quartiles tell how far to trust it.
`;

/** `remarks`: what people have found out about a benchmark's figures, by its name. */
export function resultsText(
  all: readonly Saved[],
  remarks: Readonly<Record<string, string | undefined>> = {},
): string {
  const sections = all.map((saved) => sectionOf(saved, remarks[saved.benchmark]));
  return [HEAD, ...(all.length > 0 ? [summaryOf(all)] : []), ...sections].join('\n');
}

function summaryOf(all: readonly Saved[]): string {
  const rows = all
    .filter(({ goals }) => goals.length > 0)
    .map(({ benchmark, goals }) => {
      const missed = goals.filter(({ met }) => !met);
      const met = `${goals.length - missed.length} of ${goals.length}`;
      return [`[${benchmark}](#${benchmark})`, met, missed.map(shortfall).join('<br>')];
    });
  return `## Goals\n\n${markdown({ rows: [['', 'met', 'not met'], ...rows], words: 2 })}`;
}

function shortfall({ name, goal, reached }: Goal): string {
  return `${name}: ${reached} (${goal})`;
}

function sectionOf(saved: Saved, remark: string | undefined): string {
  const { benchmark, title, charts, tables, notes } = saved;
  const images = charts.map(({ name = benchmark, title: alt }) => `![${alt}](charts/${name}.svg)\n`);
  const parts = tables.map(
    (table) => `${table.caption === undefined ? '' : `${table.caption}\n\n`}${markdown(table)}`,
  );
  return [
    `## ${benchmark}\n`,
    `${title}. ${circumstances(saved)}\n`,
    ...images,
    ...parts,
    ...notes.map((note) => `${note}\n`),
    ...(remark === undefined ? [] : [`${remark.trim()}\n`]),
  ].join('\n');
}

/** When, where, and with what. */
function circumstances({ date, node, machine, peers, benchmark }: Saved): string {
  const { processor, cores, memory, system } = machine;
  const others = Object.entries(peers).map(([name, version]) => `${name} ${version}`);
  return `[${benchmark}.ts](${benchmark}.ts), ${date}: Node ${node}${others.map((one) => `, ${one}`).join('')}; ${processor}, ${cores} cores, ${memory} GiB; ${system}.`;
}

function markdown({ rows, words }: Pick<Table, 'rows' | 'words'>): string {
  const [head = [], ...body] = rows;
  const rule = head.map((_, column) => (column === 0 || column >= head.length - words ? '---' : '--:'));
  return [head, rule, ...body].map((row) => `| ${row.map(cell).join(' | ')} |\n`).join('');
}

function cell(text: string): string {
  return text === 'NOT MET' ? '**NOT MET**' : text.replaceAll('|', '\\|');
}
