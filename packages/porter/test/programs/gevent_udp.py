import gevent
from gevent.server import DatagramServer
from gevent import socket
from gevent.event import AsyncResult
import struct
import binascii
import collections
import contextlib

Packet = collections.namedtuple('Packet', 'seq kind payload')
KINDS = {'PING': 1, 'PONG': 2, 'DATA': 3, 'ACK': 4, 'NAK': 5}
NAMES = dict((v, k) for k, v in KINDS.items())


class BadChecksum(ValueError):
    pass


def encode(packet):
    head = struct.pack('>HBH', packet.seq, KINDS[packet.kind], len(packet.payload))
    crc = binascii.crc32(head + packet.payload) & 0xffffffff
    return head + packet.payload + struct.pack('>I', crc)


def decode(data):
    seq, kind, length = struct.unpack_from('>HBH', data)
    payload = data[5:5 + length]
    (crc,) = struct.unpack('>I', data[-4:])
    if binascii.crc32(data[:-4]) & 0xffffffff != crc:
        raise BadChecksum('crc of %d is %08x' % (seq, crc))
    return Packet(seq, NAMES.get(kind, '?'), payload)


class Receiver(DatagramServer):
    def __init__(self, *args, **kwargs):
        self.drop = set(kwargs.pop('drop', ()))
        DatagramServer.__init__(self, *args, **kwargs)
        self.received = {}
        self.bad = 0

    def handle(self, data, address):
        try:
            p = decode(data)
        except BadChecksum:
            self.bad += 1
            return
        if p.seq in self.drop:
            self.drop.remove(p.seq)
            return
        if p.kind == 'PING':
            self.reply(p, 'PONG', address)
        elif p.kind == 'DATA':
            self.received[p.seq] = p.payload
            self.reply(p, 'ACK', address)
        else:
            self.reply(p, 'NAK', address)

    def reply(self, packet, kind, address):
        self.socket.sendto(encode(packet._replace(kind=kind, payload=b'')), address)


class Sender:
    def __init__(self, address, retries=3, timeout=0.05):
        self.sock = socket.socket(type=socket.SOCK_DGRAM)
        self.sock.connect(address)
        self.retries, self.timeout = retries, timeout
        self.waiting = {}
        self.resent = 0
        self.loop = gevent.spawn(self._recv_loop)

    def _recv_loop(self):
        while True:
            packet = decode(self.sock.recv(2048))
            waiter = self.waiting.pop(packet.seq, None)
            if waiter is not None:
                waiter.set(packet)

    def request(self, packet):
        self.waiting[packet.seq] = result = AsyncResult()
        for attempt in range(1, self.retries + 1):
            self.sock.send(encode(packet))
            try:
                return result.get(timeout=self.timeout).kind, attempt
            except gevent.Timeout:
                self.resent += 1
        raise IOError('gave up on %d' % packet.seq)

    def close(self):
        self.loop.kill()
        self.sock.close()


def main():
    receiver = Receiver('127.0.0.1:0', drop=[2, 4])
    receiver.start()
    with contextlib.closing(Sender(receiver.address)) as sender:
        print(sender.request(Packet(0, 'PING', b'')))
        chunks = [b'alpha', b'beta', b'gamma', b'delta']
        jobs = [gevent.spawn(sender.request, Packet(i, 'DATA', c)) for i, c in enumerate(chunks, 1)]
        gevent.joinall(jobs)
        for job in jobs:
            print(job.value)
        print(sender.request(Packet(9, 'ACK', b'')), sender.resent)
        raw = bytearray(encode(Packet(7, 'DATA', b'zzz')))
        raw[6] ^= 0xff
        sender.sock.send(bytes(raw))
        gevent.sleep(0.01)
        print(receiver.bad, [receiver.received[k] for k in sorted(receiver.received)])
        receiver.drop.update(range(20, 30))
        try:
            receiver.stop()
            sender.retries = 2
            sender.request(Packet(20, 'PING', b''))
        except (IOError, OSError) as exc:
            print('error', exc if exc.errno is None else 'refused')
    print(binascii.hexlify(encode(Packet(1, 'PING', b'\x00\xff'))).decode())
    print(Packet(1, 'PING', b''), Packet._fields, Packet(*'abc')._asdict())


main()
