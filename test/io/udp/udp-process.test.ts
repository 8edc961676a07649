// UDP tests that need a process of their own: when an endpoint keeps it alive, sending that never completes at once, running
// out of descriptors, and a network of its own with an interface that can do more than loopback.
import { expect } from 'chai';
import { type Ended, command, evaluating, program } from '../../support/child.js';
import { suiteNeeds } from '../../support/peers.js';
import { plainJs } from '../../support/plain-js.js';

const IMPORTS = `
  import { EventLoop, Event, current, run, spawn } from 'evergreen-ts';
  import { UDPEndpoint, UDPError } from 'evergreen-ts/io';
  function* code(op) {
    try {
      return yield* op;
    } catch (error) {
      return [error.code, error.syscall, error.address].filter(Boolean).join(' ');
    }
  }
  function bound(options, host = '127.0.0.1') {
    const endpoint = new UDPEndpoint(options);
    endpoint.bind([host, 0]);
    return endpoint;
  }
`;

/** The lines that the program prints; it must exit with 0. */
async function printed(running: Promise<Ended>): Promise<string[]> {
  const { code, signal, stdout, stderr } = await running;
  expect({ code, signal, stderr }).to.deep.equal({ code: 0, signal: null, stderr: '' });
  return stdout.trimEnd().split('\n');
}

describe('A process with a UDP endpoint', function () {
  this.timeout(60_000);

  it('ends though it was left open, if no tasklet waits for it', async () => {
    const lines = await printed(
      program(`${IMPORTS}
        await run(function* () { bound(); });
        const loop = new EventLoop();
        spawn(function* () {
          const endpoint = bound();
          endpoint.send('x', endpoint.sockname);
          yield* endpoint.receive();
          endpoint.send('kept', endpoint.sockname);
        });
        await loop.run();
        console.log('over');
      `),
    );
    expect(lines).to.deep.equal(['over']);
  });

  it('lives as long as a tasklet waits for a datagram, and then ends', async () => {
    const receiver = program(`${IMPORTS}
      import { spawn as start } from 'node:child_process';
      await run(function* () {
        const endpoint = bound();
        const sender = \`require('dgram').createSocket('udp4').on('listening', function () {
          setTimeout(() => this.send('late', \${endpoint.sockname[1]}, '127.0.0.1', () => this.close()), 200);
        }).bind(0, '127.0.0.1')\`;
        start(process.execPath, ['-e', sender], { stdio: 'ignore', detached: true }).unref();
        console.log(String((yield* endpoint.receive())[0]));
      });
    `);
    expect(await printed(receiver)).to.deep.equal(['late']);
  });

  it('reports a deadlock of all other tasklets', async () => {
    const { code, stderr } = await program(`${IMPORTS}
      await run(function* () {
        bound();
        yield* new Event().wait();
      });
    `);
    expect(code).to.equal(1);
    expect(stderr)
      .to.match(/DeadlockError/)
      .and.match(/waits on Event/);
  });

  it('that has no descriptors left gets a UDPError, and can bind when it has some again', async () => {
    const source = `${IMPORTS}
      import { closeSync, openSync } from 'node:fs';
      import { handles } from './dist/handles/index.js';
      await run(function* () {
        // Where they need koffi, that could not be loaded later.
        handles();
        const endpoint = new UDPEndpoint();
        const attempt = () => code((function* () { endpoint.send('x', ['127.0.0.1', 9]); })());
        const held = [];
        try {
          for (;;) held.push(openSync('/dev/null'));
        } catch {}
        const refused = [yield* attempt(), yield* attempt()];
        for (const fd of held) closeSync(fd);
        console.log([...refused, yield* attempt()].join());
      });
    `;
    const lines = await printed(program(source, { descriptors: 256 }));
    expect(lines).to.deep.equal(['EMFILE bind 0.0.0.0:0,EMFILE bind 0.0.0.0:0,']);
  });

  // A flag of Node's own tests: each datagram waits for the next visit to the poll phase.
  it('in which nothing is sent at once flushes, bounds and drops the datagrams under way', async () => {
    const source = `${IMPORTS}
      await run(function* () {
        const a = bound({ maxWriteBuffer: 1000 });
        const b = bound();
        const to = b.sockname;
        for (const data of ['1', '', '3']) a.send(data, to);
        const stop = current.loop.instrument({ parked: (_, on) => console.log('parked on', on) });
        yield* a.flush();
        stop();
        for (let i = 0; i < 3; i++) process.stdout.write(JSON.stringify(String((yield* b.receive())[0])));
        console.log();

        a.send(Buffer.alloc(65508), to);
        console.log('too much', yield* code((function* () { a.send('x', to); })()));
        console.log('too long', yield* code(a.flush()), yield* code(a.flush()));
        console.log('nowhere', yield* code((function* () {
          a.send('x', ['255.255.255.255', 9]);
          yield* a.flush();
        })()));

        const data = Buffer.alloc(600);
        a.send(data, to);
        console.log('full', yield* code((function* () { a.send(data, to); })()));
        a.close();
        console.log('closed', yield* code(a.flush()));
        b.close();
      });
    `;
    const lines = await printed(program(source, { flags: ['--test-udp-no-try-send'] }));
    expect(lines.map((line) => line.replace(/127.0.0.1:\d+/, 'there'))).to.deep.equal([
      'parked on UDPEndpoint.flush',
      '"1""""3"',
      'too much ENOBUFS',
      'too long EMSGSIZE send there undefined',
      'nowhere EACCES send 255.255.255.255:9',
      'full ENOBUFS',
      'closed ECLOSED',
    ]);
  });
});

/** Run a command in a network of its own, where it can harm nobody, with a link that never leaves the machine. */
function withLink(args: readonly string[]): Promise<Ended> {
  const setUp = [
    'ip link set lo up',
    'ip link add link0 type veth peer name link1',
    'ip addr add fe80::1/64 dev link0 nodad',
    'ip link set link0 up',
    'ip link set link1 up',
    `cd ${plainJs()}`,
    'exec "$0" "$@"',
  ];
  return command('unshare', ['--net', '--map-root-user', 'sh', '-c', setUp.join(' && '), ...args]);
}

describe('A UDP endpoint on a link', function () {
  this.timeout(60_000);

  before(async function () {
    suiteNeeds(this, 'unshare', 'ip', 'socat');
    const { code, stderr } = await withLink(['true']);
    if (code === 0) return;
    console.warn(
      `SKIPPED: no network of its own can be made here, so scopes and groups of IPv6 were not tested: ${stderr}`,
    );
    this.skip();
  });

  it('reaches addresses with a scope, joins groups of IPv6 by name, address or scope, and hears from port 0', async () => {
    const source = `${IMPORTS}
      import { spawn as start } from 'node:child_process';
      /** Nobody's socket is bound to port 0, but a datagram can say that it came from there. */
      function* fromPortZero() {
        const endpoint = bound();
        const [, port] = endpoint.sockname;
        const socat = start('socat', ['-u', '-', 'IP4-SENDTO:127.0.0.1:17'], { stdio: ['pipe', 'ignore', 'inherit'] });
        socat.stdin.end(Buffer.from([0, 0, port >> 8, port & 255, 0, 9, 0, 0, 120]));
        const [data, source] = yield* endpoint.receive();
        console.log(String(data), source.join(':'));
        endpoint.close();
      }
      function* scopes() {
        const endpoint = bound({}, 'fe80::1%link0');
        const client = new UDPEndpoint();
        client.send('question', endpoint.sockname);
        const [question, source] = yield* endpoint.receive();
        endpoint.send('answer to ' + question, source);
        console.log(String((yield* client.receive())[0]), source[0], endpoint.sockname[0]);
      }
      function* group(group, iface) {
        const first = bound({ reuseAddress: true }, '::');
        const second = new UDPEndpoint({ reuseAddress: true });
        second.bind(first.sockname);
        for (const member of [first, second]) member.addMembership(group, iface);
        const sender = new UDPEndpoint();
        const to = ['ff02::1704%link0', first.sockname[1]];
        sender.send(iface ?? 'scope', to);
        for (const member of [first, second]) console.log(String((yield* member.receive())[0]));
        for (const member of [first, second]) member.dropMembership(group, iface);
        sender.send('to nobody', to);
        sender.send('to the last', ['::1', first.sockname[1]]);
        console.log(String((yield* second.receive())[0]));
        for (const endpoint of [first, second, sender]) endpoint.close();
      }
      await run(function* () {
        yield* fromPortZero();
        yield* scopes();
        for (const iface of ['link0', 'fe80::1', '::%link0']) yield* group('ff02::1704', iface);
        yield* group('ff02::1704%link0');
      });
    `;
    const args = [process.execPath, ...evaluating(source)];
    expect(await printed(withLink(args))).to.deep.equal([
      'x 127.0.0.1:0',
      'answer to question fe80::1%link0 fe80::1%link0',
      ...['link0', 'fe80::1', '::%link0', 'scope'].flatMap((iface) => [iface, iface, 'to the last']),
    ]);
  });
});
