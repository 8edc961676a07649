// Addresses: which are refused before they can reach the system, and what becomes of those that are taken.
import { expect } from 'chai';
import { checkedAddress, checkedNumericAddress, resolve } from '../../src/io/address.js';
import { textOf } from '../../src/io/address-text.js';
import { TCPClient, TCPServer } from 'evergreen-ts/io';
import { fakeLookup } from '../support/dns.js';

const NOT_ADDRESSES: unknown[] = [
  undefined,
  null,
  0,
  80,
  '127.0.0.1:80',
  Symbol('address'),
  {},
  { 0: '127.0.0.1', 1: 80, length: 2 },
  { host: '127.0.0.1', port: 80 },
  [],
  ['127.0.0.1'],
  ['127.0.0.1', 80, 80],
  new Uint8Array(2),
  new Set(['127.0.0.1', 80]),
  [80, '127.0.0.1'],
  [undefined, 80],
  [null, 80],
  [{}, 80],
  [Object('127.0.0.1'), 80],
  ['', 80],
  ['127.0.0.1\0', 80],
  ['\0', 80],
  ['127.0.0.1', '80'],
  ['127.0.0.1', undefined],
  ['127.0.0.1', null],
  ['127.0.0.1', 80n],
  ['127.0.0.1', Symbol('port')],
  ['127.0.0.1', { valueOf: () => 80 }],
  ['127.0.0.1', Object(80)],
];

const NOT_PORTS = [-1, 65_536, 0.5, NaN, Infinity, -Infinity, 2 ** 32 + 80, 1e100, Number.MIN_VALUE];

const NOT_NUMERIC = [
  'localhost',
  '1.2.3',
  '1.2.3.4.5',
  '256.1.1.1',
  '[::1]',
  '::1::',
  '127.0.0.1 ',
  '0x7f.1',
  '*',
];

class Server extends TCPServer {
  override handleConnection(): void {
    // Nobody comes.
  }
}

describe('an address', () => {
  /** Every way in: each must refuse what is no address. */
  const ways: Record<string, (address: never) => unknown> = {
    checkedAddress,
    checkedNumericAddress,
    'connect()': (address) => new TCPClient().connect(address),
    'connect() from it': (address) => new TCPClient().connect(['127.0.0.1', 80], address),
    'bind()': (address) => new Server().bind(address),
  };

  it('has a port that handles take: Node’s end the process at -0', () => {
    expect(Object.is(checkedAddress(['127.0.0.1', -0])[1], 0)).to.equal(true);
  });

  for (const [name, way] of Object.entries(ways)) {
    it(`is refused by ${name} unless it is [host, port]`, () => {
      for (const [i, address] of NOT_ADDRESSES.entries()) {
        // Left out, the source address is the system's business.
        if (name === 'connect() from it' && address === undefined) continue;
        expect(() => way(address as never), `number ${i}`).to.throw(TypeError);
      }
    });

    it(`is refused by ${name} when its port is none`, () => {
      for (const port of NOT_PORTS) {
        expect(() => way(['127.0.0.1', port] as never)).to.throw(RangeError, String(port));
      }
    });
  }

  for (const name of ['checkedNumericAddress', 'connect() from it', 'bind()']) {
    it(`must be numeric in ${name}`, () => {
      for (const host of NOT_NUMERIC) {
        expect(() => ways[name]?.([host, 80] as never), host).to.throw(TypeError, 'numeric');
      }
    });
  }

  it('is taken, names and numbers, ports from 0 to 65535', () => {
    for (const address of [
      ['127.0.0.1', 0],
      ['::1', 65_535],
      ['fe80::1%eth0', 80],
      ['localhost', 1],
    ]) {
      expect(checkedAddress(address)).to.deep.equal(address);
    }
    expect(checkedNumericAddress(['::ffff:1.2.3.4', 1])).to.deep.equal(['::ffff:1.2.3.4', 1]);
  });

  it('is a copy: what is done to the array that was given does not show', () => {
    const given: [string, number] = ['127.0.0.1', 80];
    const checked = checkedAddress(given);
    given[1] = NaN;
    expect(checked).to.deep.equal(['127.0.0.1', 80]);
  });

  it('is looked at once: what answers differently the second time has no second time', () => {
    let asked = 0;
    const shifty = new Proxy(['127.0.0.1', 80], {
      get: (target, key, receiver): unknown =>
        key === '1' && asked++ > 0 ? NaN : Reflect.get(target, key, receiver),
    });
    expect(checkedAddress(shifty)).to.deep.equal(['127.0.0.1', 80]);
  });

  it('is written host:port, with brackets round an IPv6 host', () => {
    expect(textOf(['127.0.0.1', 80])).to.equal('127.0.0.1:80');
    expect(textOf(['::1', 80])).to.equal('[::1]:80');
  });
});

describe('resolve', () => {
  const outcome = (host: string): Promise<unknown> => new Promise((done) => resolve(host, done));

  it('gives the addresses in the order of the system', async () => {
    using _ = fakeLookup(() => ['::1', '127.0.0.1', '::2']);
    expect(await outcome('three.test')).to.deep.equal(['::1', '127.0.0.1', '::2']);
  });

  it('gives what an error is to say: which name, and the cause', async () => {
    const cause = Object.assign(new Error('getaddrinfo EAI_AGAIN x.test'), {
      code: 'EAI_AGAIN',
      syscall: 'getaddrinfo',
    });
    using _ = fakeLookup(() => {
      throw cause;
    });
    expect(await outcome('x.test')).to.include({
      code: 'EAI_AGAIN',
      syscall: 'getaddrinfo',
      address: 'x.test',
      message: 'getaddrinfo EAI_AGAIN x.test',
      cause,
    });
  });

  it('gives a code and a call even if the system says little', async () => {
    using _ = fakeLookup(() => {
      throw new Error('so what');
    });
    expect(await outcome('x.test')).to.include({
      code: 'ENOTFOUND',
      syscall: 'getaddrinfo',
      message: 'so what',
    });
  });
});
