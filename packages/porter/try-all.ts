import { readFileSync, readdirSync } from 'node:fs';
import { outputOf, ported, snippetsOf } from './test/support.js';
const only = process.argv[2] ?? '';
let ok = 0, bad = 0;
for (const f of readdirSync('packages/porter/test/snippets').filter((x) => x.endsWith('.py') && x.includes(only.split(':')[0] ?? ''))) {
  const base = `packages/porter/test/snippets/${f}`;
  const rec = JSON.parse(readFileSync(base.replace('.py', '.json'), 'utf8')) as Record<string, string>;
  for (const [title, code] of snippetsOf(readFileSync(base, 'utf8'))) {
    if (only.includes(':') && !title.includes(only.split(':')[1] ?? '')) continue;
    let got = '', text = '';
    try { const p = await ported(code); text = p.files[0]?.text ?? ''; const r = p.report.files[0]; got = await outputOf(text); if (r && r.refused.length) got += 'REFUSED ' + JSON.stringify(r.refused); } catch (e) { got = 'PORTER ' + (e as Error).stack; }
    if (got === rec[title]) ok++; else { bad++; console.log(`=== ${f}: ${title}\n--- expected\n${rec[title]}--- got\n${got.slice(0, 900)}`); if (only.includes(':')) console.log(text); }
  }
}
console.log(ok, 'ok', bad, 'bad'); process.exit(0);
