import { entries } from './src/library/index.js';
import { BUILTINS, EXCEPTIONS } from './src/library/builtins.js';
const bad: string[] = [];
const cache = new Map<string, unknown>();
for (const [path, e] of entries) {
  if (e.from.startsWith('evergreen-ts')) { 
    const m = e.from === 'evergreen-ts' ? '../../src/index.js' : `../../src/${e.from.slice(13)}/index.js`;
    const mod = await import(m); if (!(e.js.split('.')[0]! in mod)) bad.push(path); continue; }
  const m = e.from === 'evergreen-port/gevent' ? './src/gevent/index.js' : `./src/python/modules/${e.from.slice(22)}.js`;
  if (!cache.has(m)) { try { cache.set(m, await import(m)); } catch (x) { cache.set(m, {}); console.log('no module', m, String((x as Error).message).slice(0, 200)); } }
  let at: any = cache.get(m);
  for (const part of e.js.split('.')) at = at !== undefined && at !== null && part in Object(at) ? at[part] : undefined;
  if (at === undefined) bad.push(path);
  if (e.from==='evergreen-port/gevent' && e.kind === 'class' && at?.prototype) for (const mem of e.members.values()) { try { if (!(mem.js in at.prototype) && mem.returns !== 'attr') bad.push(`${path}::${mem.name}`); } catch {} }
}
console.log(bad.join(' '));
const py = await import('./src/python/index.js') as any;
console.log('builtins', [...BUILTINS.values(), ...EXCEPTIONS].filter((n) => !(n in py)).join(' '));
