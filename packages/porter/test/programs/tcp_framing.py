"""Length-prefixed messages: struct, bytes, a buffer and an incremental decoder."""
import base64
import hashlib
import io
import json
import struct

HEADER = struct.Struct('!BHI')
MAGIC = 0x7E


class ProtocolError(Exception):
    code = 1


class ChecksumError(ProtocolError):
    code = 2

    def __init__(self, want, got):
        super().__init__('checksum %04x != %04x' % (want, got))
        self.want = want


def checksum(data):
    total = 0
    for i, byte in enumerate(data):
        total = (total + byte * (i + 1)) & 0xFFFF
    return total


def encode(obj):
    body = json.dumps(obj, separators=(',', ':')).encode('utf-8')
    return HEADER.pack(MAGIC, checksum(body), len(body)) + body


class Decoder:
    def __init__(self):
        self._buffer = b''
        self.errors = 0

    def feed(self, data):
        self._buffer += data
        while len(self._buffer) >= HEADER.size:
            magic, check, length = HEADER.unpack(bytes(self._buffer[:HEADER.size]))
            if magic != MAGIC:
                self._buffer = self._buffer[1:]
                self.errors += 1
                continue
            end = HEADER.size + length
            if len(self._buffer) < end:
                return
            body = bytes(self._buffer[HEADER.size:end])
            self._buffer = self._buffer[end:]
            if checksum(body) != check:
                raise ChecksumError(check, checksum(body))
            yield json.loads(body.decode('utf-8'))


messages = [{'op': 'hello', 'args': [1, 2.5, None]}, 'ünï', [True, {'a': {}}], 2 ** 40]
stream = b'junk' + b''.join(encode(m) for m in messages)
decoder = Decoder()
received = []
for i in range(0, len(stream), 7):
    for message in decoder.feed(stream[i:i + 7]):
        received.append(message)
print(received == messages, decoder.errors, len(stream), received)
bad = bytearray(encode('x'))
bad[-2] ^= 0xFF
try:
    list(Decoder().feed(bytes(bad)))
except ProtocolError as e:
    print(type(e).__name__, e.code, e, hex(e.want))
print(struct.pack('<hhl', 1, -2, 3), struct.unpack('>I', b'\x00\x00\x01\x00'), struct.calcsize('!BHI'))
print(base64.b64encode(b'hello'), hashlib.md5(b'hello').hexdigest()[:8], hashlib.sha256('é'.encode()).hexdigest()[:8])
print(b'abc'[0], b'abc'[1:], b'a,b'.split(b','), b'abc'.upper(), list(b'\x01\x02'), bytes(3), bytes([65, 66]), b'x' * 3, b'%d-%s' % (1, b'z'))
print(b'caf\xc3\xa9'.decode(), 'é'.encode('latin-1'), b'\xff'.decode('utf-8', 'replace') == '\ufffd', b'ab' in b'cabd', b'\r\n'.join([b'a', b'b']))
try:
    b'\xff'.decode('ascii')
except UnicodeDecodeError as e:
    print('cannot decode', e.__class__.__name__)
print(int.from_bytes(b'\x01\x00', 'big'), (258).to_bytes(2, 'little'), bytes.fromhex('0aff'), b'\x0a\xff'.hex(), ord(b'a'), repr(bytearray(b'x')))
out = io.BytesIO()
for chunk in (b'one\n', b'two\n', b'three'):
    out.write(chunk)
out.seek(0)
print(out.readline(), out.read(2), out.tell(), [line for line in out], out.getvalue()[-5:])
