// The built core runs where there is nothing of Node: in a bare vm context with ECMAScript's globals and setTimeout,
// clearTimeout, queueMicrotask, MessageChannel and performance.
import { expect } from 'chai';
import { BUILD_TIME, built, plainNode } from './support/built.js';

/** Loads dist/ into a bare context, with `#platform` resolved as outside Node, and runs PROGRAM there. */
const LOADER = `
  import { readFileSync } from 'node:fs';
  import { dirname, resolve } from 'node:path';
  import { pathToFileURL } from 'node:url';
  import vm from 'node:vm';

  const dist = resolve('dist');
  const said = [];
  const context = vm.createContext({
    setTimeout, clearTimeout, queueMicrotask, MessageChannel, performance,
    say: (text) => said.push(text),
    lendBuffer: () => Buffer,
  });
  const modules = new Map();

  function load(path) {
    if (!modules.has(path)) modules.set(path, new vm.SourceTextModule(readFileSync(path, 'utf8'), {
      identifier: path,
      context,
      initializeImportMeta: (meta) => { meta.url = pathToFileURL(path).href; },
    }));
    return modules.get(path);
  }

  function link(specifier, from) {
    if (specifier === '#platform') return load(resolve(dist, 'loop/platform/web.js'));
    if (specifier === '#environment') return load(resolve(dist, 'environment/web.js'));
    if (specifier === 'evergreen-ts/explore') return load(resolve(dist, 'explore/index.js'));
    if (specifier === 'evergreen-ts/trace') return load(resolve(dist, 'trace/index.js'));
    if (specifier === 'evergreen-ts') return load(resolve(dist, 'index.js'));
    if (specifier === 'evergreen-ts/testing') return load(resolve(dist, 'testing/index.js'));
    if (specifier.startsWith('.')) return load(resolve(dirname(from.identifier), specifier));
    throw new Error(from.identifier + ' imports ' + specifier);
  }

  const program = new vm.SourceTextModule(process.env.PROGRAM, { identifier: resolve('program.js'), context });
  await program.link(link);
  await program.evaluate();
  console.log(JSON.stringify(said));
  const loaded = [...modules.keys()].filter((path) => path.endsWith('node.js'));
  if (loaded.length > 0) throw new Error('loaded ' + loaded);
`;

const PROGRAM = `
  import { DeadlockError, EventLoop, Queue, Tasklet, Timeout, all, current, run, sleep, spawn, until } from 'evergreen-ts';
  import { explore } from 'evergreen-ts/explore';
  import { memoryPair, runVirtual, virtualDriver } from 'evergreen-ts/testing';

  say(typeof process + ' ' + typeof setImmediate + ' ' + typeof require);

  // On real time: tasklets, timers, promises, a kill.
  say(await run(function* () {
    const order = [];
    for (const name of ['a', 'b']) spawn(function* () { order.push(name); yield* sleep(0); order.push(name); });
    yield* sleep(0.002);
    const sleeper = spawn(sleep, 1000);
    yield* sleep(0);
    sleeper.kill();
    yield* sleeper.join();
    yield* new Timeout(0.001, false).run(sleep(1000));
    order.push(yield* until(new Promise((resolve) => setTimeout(resolve, 1, 'promise'))));
    current.loop.callLater(0.001, () => order.push('callback'));
    yield* sleep(0.003);
    return order.join(' ');
  }));

  // Two that keep each other ready leave the host its share.
  let timeouts = 0;
  setTimeout(function again() { if (++timeouts < 3) setTimeout(again, 1); }, 1);
  await run(function* () {
    const spin = function* () { while (timeouts < 3) yield* sleep(0); };
    spawn(spin);
    yield* spin();
  });
  say('timeouts ' + timeouts);

  // On simulated time: a day, and a deadlock.
  const driver = virtualDriver();
  const loop = new EventLoop({ driver });
  spawn(sleep, 86400);
  await loop.run();
  loop.destroy();
  say('elapsed ' + driver.elapsed);
  try {
    await runVirtual(function* () {
      yield* all([new Tasklet({ name: 'stuck', target: () => current.loop.switch() }).start().join()]);
    });
  } catch (error) {
    say([error instanceof DeadlockError, error.tasklets.some((t) => t.name === 'stuck' && t.waitingOn === 'EventLoop.switch')].join(' '));
  }

  // Every order.
  try {
    await explore(function* () {
      let first;
      for (const name of ['one', 'two']) spawn(() => { first ??= name; });
      yield* sleep(1);
      if (first === 'two') throw new Error('two was first');
    });
  } catch (error) {
    say(error.schedule + ' ' + error.cause.message);
  }

  // A stream in memory needs the one thing that a page can bring along, and only when it is made.
  say(typeof Buffer);
  globalThis.Buffer = lendBuffer();
  await runVirtual(function* () {
    const [client, server] = memoryPair({ latency: 1, chunk: 2 });
    client.write('hello\\n');
    client.close();
    say((yield* server.lines().toArray()).join());
    server.write('x');
    yield* sleep(3);
    try { server.write('y'); } catch (error) { say(error.code); }
  });

  // What a host like this has not says so.
  const other = new EventLoop();
  try { other.addSignalHandler('SIGTERM', () => {}); } catch (error) { say(error.message); }
  try { other.addReader(0, () => {}); } catch (error) { say(error.message); }
  other.destroy();
`;

describe('The core', function () {
  // The first to ask for the built package waits until it is packed.
  this.timeout(BUILD_TIME);

  it('runs in a context that has nothing of Node', async () => {
    const { installed } = await built();
    process.env['PROGRAM'] = PROGRAM;
    const { code, stdout, stderr } = await plainNode(
      ['--experimental-vm-modules', '--no-warnings', '--input-type=module', '--eval', LOADER],
      installed,
    );
    delete process.env['PROGRAM'];
    expect(stderr).to.equal('');
    expect(code).to.equal(0);
    expect(JSON.parse(stdout)).to.deep.equal([
      'undefined undefined undefined',
      'a b a b promise callback',
      'timeouts 3',
      'elapsed 86400',
      'true true',
      '0r1 two was first',
      'undefined',
      'hello',
      'EPIPE',
      'there are no signals outside Node ("SIGTERM")',
      'there are no descriptors outside Node (0)',
    ]);
  });
});
