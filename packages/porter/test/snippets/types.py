# --- what bytes and the other types have of their own: tables, translate(), letters of ASCII alone
t = bytes.maketrans(b'abc', b'xyz')
print(b'aabbcd'.translate(t), len(t), t[:3])
print(b'a-b-c'.translate(None, b'-'), b'abc'.translate(bytes(range(256))), b'abc'.translate(t, delete=b'b'))
print(bytearray(b'abc').translate(bytes.maketrans(b'a', b'z')), bytearray.maketrans(b'a', b'b')[97], type(bytearray(b'x').translate(None, b'')))
print('abc'.translate(str.maketrans('ab', 'xy')), 'abc'.translate(str.maketrans({'a': '1', 'b': None})), str.maketrans('a', 'b', 'c'))
def f(c, t):
    return c.translate(t)
print(f(b'aabbcd', t), f('abc', {97: 'q'}))
for bad in (lambda: bytes.maketrans(b'a', b'xy'), lambda: b'a'.translate(b'abc'), lambda: b'a'.translate('x'), lambda: bytes.maketrans('a', 'b')):
    try:
        print(bad())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(b'abc'.isascii(), b'\xe9'.isascii(), b'Hello World'.istitle(), b'hello'.istitle(), bytearray(b'Ab').istitle())
print(b'\xe9a'.upper(), b'\xc9A'.lower(), b'\xe9x'.title(), b'\xe9'.isalpha(), b'\xdf'.upper(), b'\xa0a\xa0'.strip(), b'\x1ca \x85'.split(), b'a\x0bb\x0cc\nd\re\x1cf'.splitlines(), b'\x1c'.isspace(), b' \x0b\t'.isspace())
print(b'\xe9\xea'.replace(b'\xea', b'\x1c'), b'\xe9-\xea'.split(b'-'), b'\x85'.find(b'\x85'), b'\xff\xfe'.center(6, b'\xfd'), b'a\xe9b'.partition(b'\xe9'), b'\xb2'.isdigit(), b'\xe9'.islower(), b'\xe9a'.islower(), b'\xe9a'.swapcase(), b'\xe9a'.capitalize())
print(list(map(bytes.fromhex, ['00ff', '41'])), list(map(str.maketrans, 'a', 'b')), getattr(bytes, 'fromhex')('41'), bytearray.fromhex('4142'))
print(getattr(int, 'from_bytes')(b'\x01\x00', 'big'), float.fromhex('0x1p3'))
print(getattr(dict, 'get')({1: 2}, 1), list(map(dict.copy, [{1: 2}])), set.union({1}, {2}), set.intersection(*[{1, 2}, {2}]), getattr(set, 'union')({1}, {3}), frozenset.union(frozenset([1]), [2]))
import functools
print(functools.reduce(set.union, [{1}, {2}, {3}]), list(map(dict.keys, [{1: 2}])), sorted(['b', 'A'], key=str.lower), list(map(list.copy, [[1]])), list(map(bytes.decode, [b'x'])))
for name in ('nope', 'maketrans', 'fromhex'):
    for kind in (bytes, bytearray, str, list, dict, set, tuple, int, float, frozenset):
        print(kind.__name__, name, hasattr(kind, name), end='; ')
    print()
for bad in (lambda: bytes.nope(b'a'), lambda: str.nope, lambda: list.nope([]), lambda: (3).nope(), lambda: [].nope(), lambda: b''.nope(), lambda: int.nope(3), lambda: set.nope(set()), lambda: (1,).nope, lambda: float.nope(2.0)):
    try:
        print(bad())
    except AttributeError as e:
        print(e)
