/**
 * A web server on every core: one class of servers in several processes, which share one address.
 *
 *   npm run ts examples/http-farm.ts                                  port 8080, a process for each core
 *   npm run ts examples/http-farm.ts -- 7000 --processes 4
 *   npm run ts examples/http-farm.ts -- --balance reusePort          the kernel spreads connections; Node 24
 *
 * Try `curl http://127.0.0.1:8080/` several times. `kill -HUP` replaces the processes one after the other, and no request is refused
 * meanwhile: that is how new code comes into service. A process that dies is replaced. SIGINT or SIGTERM ends all, once the requests
 * under way are answered.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { type Op, current, run, spawn } from 'evergreen-ts';
import { ServerFarm, remote } from 'evergreen-ts/executors';

const { makeServer } = remote<typeof import('./support/hello-server.js')>(
  new URL('./support/hello-server.js', import.meta.url),
);

const { values, positionals } = parseArgs({
  options: {
    processes: { type: 'string', default: String(availableParallelism()) },
    balance: { type: 'string', default: 'share' },
  },
  allowPositionals: true,
});

await run(function* (): Op<void> {
  const farm = new ServerFarm(makeServer, ['127.0.0.1', Number(positionals[0] ?? 8080)], {
    processes: Number(values.processes),
    balance: values.balance as 'share' | 'reusePort',
  });
  yield* farm.listen();
  console.log(`listening on ${farm.sockname.join(':')}, process ${process.pid}`);
  const { loop } = current;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    loop.addSignalHandler(signal, () => spawn(() => farm.stop(10)));
  loop.addSignalHandler('SIGHUP', () => {
    spawn(function* (): Op<void> {
      yield* farm.reload();
      console.log('all processes are new');
    });
  });
  yield* farm.serve();
});
