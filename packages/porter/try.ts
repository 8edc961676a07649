import { readFileSync, writeFileSync } from 'node:fs';
import { port } from './src/index.js';
const [, , file = '', out] = process.argv;
const { files, report } = await port([{ path: file.split('/').at(-1) ?? '', text: readFileSync(file, 'utf8') }]);
for (const { text } of files) if (out) writeFileSync(out, text); else process.stdout.write(text);
for (const f of report.files) for (const k of ['refused', 'check'] as const) for (const r of f[k]) process.stderr.write(`${k} ${r.line}:${r.column} ${r.what}: ${r.why}\n`);
