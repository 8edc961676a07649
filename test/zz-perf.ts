import { sleep, type Op, spawn } from 'evergreen-ts';
import { explore } from 'evergreen-ts/explore';
function* big(n: number): Op<void> {
  const w = function* (): Op<void> { for (let i = 0; i < n; i++) yield* sleep(0); };
  const ts = [spawn(w), spawn(w), spawn(w)];
  for (const t of ts) yield* t.join();
}
for (let round = 0; round < 2; round++)
for (const n of [6, 20]) for (const strategy of ['exhaustive', 'random', 'pct'] as const) { const t = performance.now(); const r = await explore(() => big(n), { schedules: 20000, strategy }); console.log(n, strategy, ((performance.now() - t) / r.schedules * 1000).toFixed(1), 'µs'); }
