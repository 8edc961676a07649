// The command around the porter: options, exit codes, what goes where.
import { strict as assert } from 'node:assert';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../src/command/run.js';
import type { Report } from '../src/index.js';

const folder = mkdtempSync(join(tmpdir(), 'evergreen-port-command-'));

function file(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
}

async function command(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const code = await run(args, {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    interactive: false,
  });
  return { code, out, err };
}

const hello = file('hello.py', 'print("hello")\n');
const refused = file('refused.py', 'exec("x")\n');

describe('The command', () => {
  it('writes one file to standard output, and the report to standard error', async () => {
    const { code, out, err } = await command(hello);
    assert.equal(code, 0);
    assert.equal(out, "import { print } from 'evergreen-port/python';\n\nprint('hello');\n");
    assert.equal(
      err,
      '1 file, 1 line: 0 refused, 0 to check; 0 places with yield*, 0 of them decided at run time\n',
    );
  });

  it('ends with 1 if something was refused, and says where', async () => {
    const { code, err } = await command(refused, '--check');
    assert.equal(code, 1);
    assert.match(err, /^refused\.py:1:1: refused: exec: Python text cannot be run\n/);
  });

  it('lets the program go on after a file that another one imports, and that parks', async () => {
    file('parts/helper.py', 'import gevent\ngevent.sleep(0)\nVALUE = 3\n');
    file('parts/main.py', 'import gevent\nimport helper\ngevent.sleep(0)\nprint(helper.VALUE)\n');
    const target = join(folder, 'parts-out');
    const { err } = await command(join(folder, 'parts'), '-o', target);
    assert.match(err, /helper\.py:2:1: check: a file that another one imports, and that parks: /);
    assert.match(readFileSync(join(target, 'helper.ts'), 'utf8'), /^await imported\(function\*/m);
    assert.match(readFileSync(join(target, 'main.ts'), 'utf8'), /^await main\(function\*/m);
  });

  it('ends with 2 if a file is no Python, with a caret at the place', async () => {
    const { code, out, err } = await command(file('bad.py', 'x = 1\nif x\n    pass\n'));
    assert.equal(code, 2);
    assert.equal(out, '');
    assert.equal(err, "bad.py:2:5: Expected ':' after if condition\nif x\n    ^\n");
  });

  it('writes a folder, which is one program', async () => {
    file('app/util.py', 'LIMIT = 3\n\n\ndef double(x):\n    return x * 2\n');
    file('app/main.py', 'import util\nfrom util import double\n\nprint(double(util.LIMIT))\n');
    const target = join(folder, 'out');
    const { code } = await command(join(folder, 'app'), '-o', target);
    assert.equal(code, 0);
    assert.match(
      readFileSync(join(target, 'main.ts'), 'utf8'),
      /import \* as util from '\.\/util\.js';\nimport \{ double \} from '\.\/util\.js';/,
    );
    assert.match(
      readFileSync(join(target, 'util.ts'), 'utf8'),
      /export const LIMIT = 3;\n\nexport function double\(x\)/,
    );
  });

  it('gives what is of the runtime other names than what comes from another file', async () => {
    file('own/util.py', 'def enter(x):\n    return x\n\n\ndef rest():\n    return 1\n');
    file(
      'own/main.py',
      'from util import enter, rest\n\n\ndef f(*, k=1):\n    with open(enter("x")):\n        return rest(), k\n',
    );
    const target = join(folder, 'own-out');
    assert.equal((await command(join(folder, 'own'), '-o', target)).code, 0);
    const text = readFileSync(join(target, 'main.ts'), 'utf8');
    assert.match(text, /enter as enter_/);
    assert.match(text, /function f\(\.\.\.rest\$: any\[\]\)/);
  });

  it('takes of a star what the file mentions, of the program and of libraries; others stay refused', async () => {
    file('stars/deep.py', "__all__ = ['deep']\n\ndef deep():\n    return 1\n\ndef hidden():\n    return 2\n");
    file('stars/helpers.py', 'from deep import *\n\nLIMIT: int = 3\n\ndef greet():\n    return deep()\n');
    file(
      'stars/main.py',
      'from helpers import *\nfrom math import *\n\nprint(greet(), LIMIT, sqrt(4), hidden)\n',
    );
    file('stars/other.py', 'from nowhere import *\n');
    const target = join(folder, 'stars-out');
    const { code, err } = await command(join(folder, 'stars'), '-o', target);
    assert.equal(code, 1);
    assert.match(
      err,
      /^main\.py:4:32: check: the name hidden: nothing defines it.*\nother\.py:1:1: refused: from nowhere import \*/m,
    );
    assert.match(
      readFileSync(join(target, 'main.ts'), 'utf8'),
      /import \{ sqrt \} from 'evergreen-port\/python\/math';\nimport \{ LIMIT, greet \} from '\.\/helpers\.js';/,
    );
    assert.match(readFileSync(join(target, 'helpers.ts'), 'utf8'), /import \{ deep \} from '\.\/deep\.js';/);
  });

  it('writes nothing with --check, and JavaScript with --emit js', async () => {
    const target = join(folder, 'nothing');
    assert.equal((await command(hello, '--check', '-o', target)).code, 0);
    assert.equal(existsSync(target), false);
    const { out } = await command(
      file('typed.py', 'def f(a, b=1):\n    x = None\n    x = a\n    return [y for y in x]\n'),
      '--emit',
      'js',
    );
    assert.doesNotMatch(out, /: any/);
  });

  it('reports as JSON', async () => {
    const { out } = await command(refused, '--check', '--report', 'json');
    const report = JSON.parse(out) as Report;
    assert.deepEqual(Object.keys(report), ['files', 'refused', 'check', 'lines', 'parks', 'dynamic']);
    assert.deepEqual(Object.keys(report.files[0] ?? {}), [
      'input',
      'output',
      'lines',
      'refused',
      'check',
      'parks',
      'dynamic',
    ]);
    assert.equal(report.refused, 1);
  });

  it('takes what may differ for refused with --strict', async () => {
    const path = file('check.py', 'try:\n    import surely_not_there\nexcept ImportError:\n    pass\n');
    assert.equal((await command(path, '--check')).code, 0);
    assert.equal((await command(path, '--check', '--strict')).code, 1);
  });

  it('reads Python 2 by its signs, or when it is told', async () => {
    assert.match((await command(file('old.py', 'print "x", 3 / 2\n'))).out, /print\('x', oldDiv\(3, 2\)\)/);
    assert.match((await command(file('div.py', 'print(3 / 2)\n'), '--python', '2')).out, /oldDiv/);
    assert.match((await command(file('div.py', 'print(3 / 2)\n'))).out, /print\(div\(3, 2\)\)/);
  });

  it('explains itself, and says what it cannot understand', async () => {
    assert.match((await command('--help')).out, /^Usage: evergreen-port/);
    const { code, err } = await command(hello, '--emit', 'py');
    assert.equal(code, 2);
    assert.match(err, /--emit is one of ts, js, not py/);
    assert.equal((await command()).code, 2);
    assert.equal((await command(join(folder, 'nowhere.py'))).code, 2);
  });
});
