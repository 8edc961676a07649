"""Bit manipulation tricks and number bases."""
import struct
import sys
from functools import reduce


def popcount(n):
    count = 0
    while n:
        n &= n - 1
        count += 1
    return count


def is_power_of_two(n):
    return n > 0 and n & (n - 1) == 0


def reverse_bits(n, width=8):
    result = 0
    for _ in range(width):
        result = (result << 1) | (n & 1)
        n >>= 1
    return result


def gray(n):
    return n ^ (n >> 1)


def to_base(n, base):
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    if n == 0:
        return "0"
    sign = "-" if n < 0 else ""
    n = abs(n)
    out = []
    while n:
        n, r = divmod(n, base)
        out.append(digits[r])
    return sign + "".join(reversed(out))


class BitSet:
    def __init__(self, bits=0):
        self.bits = bits

    def add(self, i):
        self.bits |= 1 << i

    def discard(self, i):
        self.bits &= ~(1 << i)

    def toggle(self, i):
        self.bits ^= 1 << i

    def __contains__(self, i):
        return self.bits >> i & 1 == 1

    def __iter__(self):
        i, bits = 0, self.bits
        while bits:
            if bits & 1:
                yield i
            bits >>= 1
            i += 1

    def __len__(self):
        return bin(self.bits).count("1")

    def __or__(self, other):
        return BitSet(self.bits | other.bits)

    def __repr__(self):
        return f"BitSet({self.bits:#b})"


def xor_cipher(data: bytes, key: bytes) -> bytes:
    return bytes(b ^ key[i % len(key)] for i, b in enumerate(data))


def crc8(data):
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc << 1 ^ 0x07) & 0xFF if crc & 0x80 else crc << 1 & 0xFF
    return crc


def fnv1a(text):
    h = 0x811C9DC5
    for b in text.encode():
        h = (h ^ b) * 0x01000193 & 0xFFFFFFFF
    return h


print([popcount(n) for n in range(9)], popcount(2 ** 100 - 1), (255).bit_length())
print([n for n in range(-2, 70) if is_power_of_two(n)])
print(f"{reverse_bits(0b00010110):08b}", [f"{gray(i):03b}" for i in range(8)])
print(to_base(255, 16), to_base(-10, 2), to_base(10 ** 20, 36), int("ZZ", 36), int("0b101", 0))
s = BitSet()
for i in (1, 5, 70):
    s.add(i)
s.toggle(5); s.toggle(2)
print(s, list(s), len(s), 70 in s, 5 in s, s | BitSet(1))
secret = xor_cipher(b"attack at dawn", b"key")
print(secret.hex(), xor_cipher(secret, b"key"))
print(hex(crc8(b"123456789")), hex(fnv1a("hello")), reduce(lambda a, b: a ^ b, [4, 1, 2, 1, 2]))
packed = struct.pack(">IhB", 0xDEADBEEF, -2, 7)
print(packed, struct.unpack(">IhB", packed), struct.calcsize("<QH"), struct.pack("<f", 1.5).hex())
print((-1) >> 3, -7 // 2, -7 % 3, ~5, 1 << 40, (1 << 40) - 1 & 0xFFFF, 5 & -5)
print((1000).to_bytes(2, "big"), int.from_bytes(b"\x03\xe8", "big"), (-5).to_bytes(2, "little", signed=True))
print(f"{1234:b} {1234:o} {1234:x} {1234:X} {1234:#x} {0b1111_0000} {0xff:>6}|{-42:+d}|{42:08b}")
a, b = 3, 9
a ^= b; b ^= a; a ^= b
print(a, b, oct(64), bin(-10), sys.byteorder in ("little", "big"))
mask = 0
for flag in ("read", "write", "exec"):
    mask |= {"read": 4, "write": 2, "exec": 1}[flag]
print(mask, "".join(c if mask >> 2 - i & 1 else "-" for i, c in enumerate("rwx")))
print(round(0.1 + 0.2, 10), 0.1 + 0.2 == 0.3)
