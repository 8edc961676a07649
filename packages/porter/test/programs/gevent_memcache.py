"""Tiny memcached text protocol server and client."""
import sys
import argparse
import gevent
from gevent.server import StreamServer
from gevent.socket import create_connection, error as SocketError
from collections import OrderedDict


class LRU(OrderedDict):
    def __init__(self, capacity, *args, **kwds):
        self.capacity = capacity
        self.evicted = 0
        super(LRU, self).__init__(*args, **kwds)

    def __getitem__(self, key):
        value = super(LRU, self).__getitem__(key)
        self.move_to_end(key)
        return value

    def __setitem__(self, key, value):
        super(LRU, self).__setitem__(key, value)
        while len(self) > self.capacity:
            self.popitem(last=False)
            self.evicted += 1


class MemcacheServer(object):
    def __init__(self, capacity):
        self.store = LRU(capacity)
        self.stats = dict.fromkeys(['get_hits', 'get_misses', 'cmd_set'], 0)
        self.server = StreamServer(('127.0.0.1', 0), self)

    def __call__(self, sock, address):
        f = sock.makefile('rwb')
        try:
            while True:
                line = f.readline()
                if not line:
                    return
                parts = line.decode('ascii').split()
                if not parts:
                    continue
                cmd, args = parts[0].lower(), parts[1:]
                method = getattr(self, 'do_%s' % cmd, None)
                if method is None:
                    f.write(b'ERROR\r\n')
                else:
                    for chunk in method(f, *args):
                        f.write(chunk)
                f.flush()
                if cmd == 'quit':
                    return
        except SocketError as e:
            print('socket error', e)
        finally:
            f.close()

    def do_set(self, f, key, flags, exptime, nbytes):
        data = f.read(int(nbytes) + 2)
        if not data.endswith(b'\r\n'):
            yield b'CLIENT_ERROR bad data chunk\r\n'
            return
        self.stats['cmd_set'] += 1
        self.store[key] = (int(flags), data[:-2])
        yield b'STORED\r\n'

    def do_get(self, f, *keys):
        for key in keys:
            try:
                flags, data = self.store[key]
            except KeyError:
                self.stats['get_misses'] += 1
                continue
            self.stats['get_hits'] += 1
            yield 'VALUE {} {} {}\r\n'.format(key, flags, len(data)).encode()
            yield data + b'\r\n'
        yield b'END\r\n'

    def do_incr(self, f, key, by=1):
        try:
            flags, data = self.store[key]
            value = int(data) + int(by)
        except KeyError:
            yield b'NOT_FOUND\r\n'
        except ValueError:
            yield b'CLIENT_ERROR cannot increment\r\n'
        else:
            self.store[key] = flags, str(value).encode()
            yield b'%d\r\n' % value

    def do_stats(self, f):
        for k in sorted(self.stats):
            yield ('STAT %s %d\r\n' % (k, self.stats[k])).encode()
        yield b'END\r\n'

    def do_quit(self, f):
        return iter(())


class Client:
    def __init__(self, port):
        self.sock = create_connection(('127.0.0.1', port))
        self.file = self.sock.makefile('rb')

    def send(self, line, payload=None):
        data = line.encode() + b'\r\n'
        if payload is not None:
            data += payload + b'\r\n'
        self.sock.sendall(data)

    def set(self, key, value, flags=0):
        self.send('set %s %d 0 %d' % (key, flags, len(value)), value)
        return self.file.readline().strip().decode()

    def get_many(self, *keys):
        self.send('get ' + ' '.join(keys))
        found = {}
        while True:
            head = self.file.readline().split()
            if head[0] == b'END':
                return found
            _, key, flags, size = head
            found[key.decode()] = self.file.read(int(size) + 2)[:-2]

    def raw(self, line, until=b'END'):
        self.send(line)
        out = []
        for l in self.file:
            out.append(l.strip().decode())
            if until is None or l.startswith(until):
                break
        return out


if __name__ == '__main__':
    p = argparse.ArgumentParser()
    p.add_argument('--capacity', type=int, default=3)
    opts = p.parse_args([])
    ms = MemcacheServer(opts.capacity)
    ms.server.start()
    c = Client(ms.server.server_port)
    for i, k in enumerate('abcd'):
        print(c.set(k, b'v' * i, flags=i), end=' ')
    print()
    print(c.get_many('a', 'b', 'd'))
    print(c.set('n', b'41'), c.raw('incr n', None), c.raw('incr n 8', None), c.raw('incr b', None), c.raw('incr zz', None))
    print(c.raw('bogus', None), c.raw('stats'))
    print(list(ms.store), ms.store.evicted)
    c.send('quit')
    print(c.file.read())
    ms.server.stop()
