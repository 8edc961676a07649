# --- specifications of format(), and what is wrong with them
def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
for x, s in [(1,'z'),(1,'zd'),('a','z'),('a','+'),('a','#'),('a','=5'),(1,'+c'),(1,'#c'),(-1,'c'),(2**21,'c'),(1,'.3d'),(1,',_'),(1,'_,'),(1,',,'),(1,'__'),(1,',x'),(1,'_x'),('a',','),('a','_s'),(1,'y'),(1.5,'y'),('a','d'),(1,'\x01'),(1.5,'.'),(1,'99999999999999999999d'),(1j,'=5'),(1j,'010'),(1j,'%'),(1j,'.2f'),(True,'d'),(True,''),(True,'5'),('a','05'),('a','0>5'),(1,'05'),(-1,'05'),(1.5,'_.3f'),(12345678.5,'_.3f'),(1500.0,'.3g'),(1500.0,'#.3g'),(-0.0,'z'),(-0.001,'z.2f'),(-0.001,'.2f'),(1e10,'#.0f'),(1e10,'.0f'),(3.0,'.1'),(30.0,'.1'),(123456.0,'.3'),(0.00001,'.3'),(1e16,''),(1e16,'.17'),(float('inf'),'05'),(float('nan'),'#g'),(float('-inf'),'F'),(1.0,'n'),(10**20,'f'),(10**400,'f'),(3,'e'),(3,'%'),(1.5,'c'),(None,'5'),([],'5'),(5,'>>5'),(5,'\u20ac^9'),('x','😀^5'),(1234,'08,'),(1234,'010,'),(-1234,'=010,d'),(255,'#010_x'),(1234.5,'012,.1f'),(1234567,'_d'),(0,'+'),(0,' '),(1.25,'.1f'),(2.675,'.2f'),(1e100,'.3f'),(5e-324,'.3g'),(123.456,'10.4'),(0.0,'g'),(0.0,'.3'),(0.0,'e'),(100.0,'.2'),(1e-7,''),(1e5,'.5'),(99999.5,'.5'),(12,'#b'),(12,'#o'),(-12,'#X'),(12,'#,'),(float('nan'),'%'),(0.5,'.0%'),(0.5,'#.0%')]:
    t(lambda: (x, s, format(x, s)))
t(lambda: (format(5,'<05'), format('a','^05'), format(5.5,'^08')))
# --- fields of %, and what is wrong with them
def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
for s, x in [('%d', 1.9), ('%x', 1.5), ('%c', 'ab'), ('%c', -1), ('%i', '1'), ('%s %s', (1,)), ('%s', (1,2)), ('%', 1), ('%y', 1), ('%(a)s', 1), ('%(a)s', {}), ('%(a', {'a':1}), ('%*d', (5, 3)), ('%-*d|', (5, 3)), ('%.*f', (2, 3.14159)), ('%*d', ('a', 3)), ('%#x %#o %#X', (255, 8, 255)), ('%+d % d', (1, 1)), ('%05d %-5d|', (-3, 3)), ('%.3d', 5), ('%05.1f', -2.5), ('%e %E', (1.5, 1.5)), ('%g %G', (1e-10, 1e20)), ('%#g', 1.5), ('%#.0f', 2.0), ('%r %a', ('é', 'é')), ('%.2s|%5.1s|', ('abc', 'xyz')), ('%%', ()), ('%d%%', 5), ('%u', 3), ('%ld', 3), ('%hs', 'a'), ('a', 1), ('a', (1,)), ('a', {}), ('a', []), ('%s', [1]), ('%s', {1:2}), ('%(x)d %(x)5.1f', {'x': 3}), ('%d', None), ('%d', '3'), ('%f', '3'), ('%f', 10**400), ('%x', -255), ('%#.3x', 10), ('%08.3x|', 10), ('%+.2e', 12345.678), ('%c%c', (65, '€')), ('%d', True), ('%s', True), ('%5s|%-5s|', (True, None)), ('%d', 10**30), ('%.0f %.0f %.0f', (0.5, 1.5, 2.5)), ('%d', float('nan')), ('%d', float('inf')), ('%f %F', (float('inf'), float('nan'))), ('%5%|', ()), ('%(a)%', {'a': 1}), ('%s %(a)s', {'a': 1}), ('%.', 1), ('%5', 1)]:
    t(lambda: (s, s % x))
# --- fields of % in bytes
def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
for s, x in [(b'%d', 5), (b'%s', b'ab'), (b'%s', 'a'), (b'%b', b'x'), (b'%a', 'é'), (b'%r', 'é'), (b'%c', 65), (b'%c', b'z'), (b'%5.2f|', 3.14159), (b'%x', 255), (b'%-5d|', 3), (b'%(a)s', {b'a': b'q'}), (b'%c', 'a'), (b'%c', 300), (b'%y', 1), (b'%s', bytearray(b'q'))]:
    t(lambda: (s, s % x))
# --- formats of struct, and what is wrong with them
import struct
def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
for f, v in [('?', [[]]), ('?', [[1]]), ('?', ['']), ('<i', ['a']), ('<i', [1.5]), ('c', ['a']), ('c', [b'ab']), ('3s', ['abc']), ('s', [b'xyz']), ('5s', [b'ab']), ('0s', [b'ab']), ('3p', [b'abcdef']), ('5p', [b'ab']), ('p', [b'ab']), ('f', ['a']), ('f', [1e40]), ('e', [1.5]), ('<e', [65504.0]), ('e', [70000.0]), ('e', [1e-8]), ('x', []), ('2x', []), ('b', [200]), ('B', [-1]), ('h', [40000]), ('H', [70000]), ('i', [2**31]), ('I', [2**32]), ('q', [2**63]), ('Q', [-1]), ('l', [2**63]), ('n', [5]), ('<n', [5]), ('P', [5]), ('z', [1]), ('i', []), ('i', [1, 2]), ('3', []), ('i3', [1]), (' i i ', [1, 2]), ('bi', [1, 2]), ('ib0i', [1, 2]), ('b0q', [1]), ('@bh', [1, 2]), ('=bh', [1, 2]), ('!I', [1]), ('3h', [1, 2, 3]), ('d', [True]), ('i', [True]), ('bxxb', [1, 2]), ('i', [None]), ('i', [2**70]), ('d', [2**2000]), ('s', [bytearray(b'q')])]:
    t(lambda: (f, struct.pack(f, *v)))
for f, d in [('?', b'\x02'), ('3p', b'\x02ab'), ('<e', b'\x00\x3e'), ('<2H', b'\x01\x00\x02'), ('i', b''), ('2s', b'ab'), ('bxh', b'\x01\x00\x02\x00'), ('c', b'a'), ('', b''), ('<e', b'\x00\x7c'), ('<e', b'\x01\x00'), ('P', b'\x01' + bytes(7))]:
    t(lambda: (f, struct.unpack(f, d)))
for f in ['i', 'bi', 'ib', 'qb0q', '10s', '<bi', '2i3s', 'P', 'n', 'N', '<P', 'b' * 3, '1000000000000000000000b', '']:
    t(lambda: (f, struct.calcsize(f)))
b = bytearray(8)
t(lambda: struct.pack_into('<H', b, 2, 513))
print(b)
t(lambda: struct.pack_into('<H', b, -2, 1))
print(b)
t(lambda: struct.pack_into('<Q', b, 1, 1))
t(lambda: struct.pack_into('<H', b, -9, 1))
t(lambda: struct.unpack_from('<H', b, 2))
t(lambda: struct.unpack_from('<H', buffer=b, offset=2))
t(lambda: struct.unpack_from('<H', b, -2))
t(lambda: struct.unpack_from('<H', b, 7))
t(lambda: struct.unpack_from('<H', b, -9))
t(lambda: list(struct.iter_unpack('<H', b)))
t(lambda: list(struct.iter_unpack('<3H', b)))
s = struct.Struct('<Hb')
print(s.format, s.size, s.pack(1, 2), list(s.iter_unpack(s.pack(1, 2) * 2)), s.unpack_from(b, offset=1))
t(lambda: s.pack_into(b, 0, 5, 6))
print(b)
t(lambda: struct.Struct('z'))
t(lambda: struct.unpack('<2d', struct.pack('<2d', 1, -0.0)))
t(lambda: struct.unpack('>f', struct.pack('>f', 0.1)))
for f, v in [('<q', [2**63]), ('<Q', [-1]), ('<Q', [2**64]), ('<i', [2**31]), ('<I', [-1]), ('<b', [128]), ('<B', [256]), ('<h', [2**15]), ('<H', [-1]), ('<f', [1e40]), ('>f', [float('nan')]), ('l', [2**63]), ('L', [-1]), ('<l', [2**31]), ('<L', [2**32]), ('<i', [2**70]), ('i', [2**31]), ('h', [2**70]), ('<?', ['a']), ('<c', [1])]:
    t(lambda: (f, struct.pack(f, *v)))
class X:
    def __index__(self): return 7
    def __float__(self): return 2.5
print(struct.pack('<if', X(), X()))
# --- statistics with weights, in groups, through the origin
import statistics as st
from collections import Counter
def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
t(lambda: (st.harmonic_mean([40, 60], weights=[5, 30]), st.harmonic_mean([2.5]), st.harmonic_mean([1, 0]), st.fmean([1, 2], [3, 1])))
t(lambda: st.linear_regression([1, 2, 3], [3, 5, 7.5], proportional=True))
t(lambda: st.linear_regression([1, 2, 3], [3, 5, 7.5]))
t(lambda: (st.mode(Counter('aab')), st.multimode({'x': 1, 'y': 5}), st.median_grouped([1, 2, 2, 3, 4, 4, 4], interval=2), st.median_grouped([52, 52, 53, 54])))
t(lambda: (st.mean([1, float('inf')]), st.quantiles([1, 2, 3, 4], n=4, method='inclusive')))
for f in [lambda: st.harmonic_mean([1], [1, 2]), lambda: st.harmonic_mean([-1, 2]), lambda: st.quantiles([1, 2], method='x'), lambda: st.fmean([1], [0]), lambda: st.median_grouped([]), lambda: st.mode([])]:
    t(f)
# --- base64 and binascii, and what is wrong with data
import base64, binascii
def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
t(lambda: (base64.b64encode(b'\xfb\xff\xfe', b'-_'), base64.b64encode(b'\xfb\xff', altchars=b'*$'), base64.urlsafe_b64encode(b'\xfb\xff')))
t(lambda: (base64.b64decode('-_8=', '-_'), base64.b64decode(b'YW Jj\n'), base64.urlsafe_b64decode('-_8='), base64.standard_b64decode('YQ==')))
for bad in ['YW', 'YWJjZ', 'YWJ=j', '=YQ=', 'YQ==YQ', 'Y!W', 'é']:
    t(lambda: (bad, base64.b64decode(bad)))
    t(lambda: (bad, base64.b64decode(bad, validate=True)))
t(lambda: base64.b64encode('abc'))
t(lambda: base64.b64decode(5))
for n in range(7):
    d = bytes(range(200, 200 + n))
    t(lambda: (base64.b32encode(d), base64.b32decode(base64.b32encode(d)) == d, base64.b16encode(d), base64.encodebytes(d)))
t(lambda: (base64.b32decode('me======', casefold=True), base64.b16decode('ab', True), base64.decodebytes(b'YQ==\n')))
t(lambda: base64.b32decode('me======'))
t(lambda: base64.b32decode('ME====='))
t(lambda: base64.b16decode('ab'))
t(lambda: base64.b16decode('ABC'))
t(lambda: (binascii.hexlify(b'\x01\xab\xff'), binascii.hexlify(b'\x01\xab\xff', '-'), binascii.hexlify(b'\x01\xab\xff', sep=':', bytes_per_sep=2), binascii.b2a_hex(b'a')))
t(lambda: (binascii.unhexlify('0aFF'), binascii.a2b_hex(b'00'), binascii.b2a_base64(b'ab'), binascii.b2a_base64(b'ab', newline=False), binascii.a2b_base64('YQ=='), binascii.crc32(b'abc')))
t(lambda: binascii.unhexlify('abc'))
t(lambda: binascii.unhexlify('zz'))
t(lambda: binascii.hexlify('a'))
try:
    base64.b64decode('abc')
except binascii.Error as e:
    print('caught', e, isinstance(e, ValueError))
print(len(base64.encodebytes(bytes(100)).splitlines()[0]))
# --- references of HTML
import html
for s in ['&#65 &#x41;&#128;&#0;&#xD800;&#11;&#xffff;|', '&copy &copyx &notit; &amp &ampamp; &rarr; &alpha;&Alpha; &bogus; &;&# &#x; &AMP;&LT &apos; &apos &euro;&euro', '&eacute;t&eacute &hellip;&mdash;&hearts;&nbsp;|', 'a & b &&lt;&lt', '&unknownlong1234567890123456789012345;', html.escape('<a href="x">\'&</a>'), html.escape('"\'', quote=False)]:
    print(ascii(html.unescape(s)))
# --- fractions and floats, exactly
from fractions import Fraction as F
print(F(1, 10) == 0.1, F(1, 3) == 1 / 3, F(1, 4) == 0.25, 0.25 == F(1, 4), 0.1 == F(1, 10), F(1, 10) != 0.1)
print(F(1, 10) < 0.1, F(1, 10) <= 0.1, F(1, 3) > 1 / 3, 0.1 > F(1, 10), F(10**23) == float(10**23), 1e23 < F(int(1e23) + 1))
nan, inf = float('nan'), float('inf')
print(F(1) < inf, F(1) > inf, F(1) > -inf, F(1) == inf, F(1) < nan, F(1) >= nan, F(1) == nan, inf > F(1))
print(F(1, 2) in [0.5], sorted([F(1, 3), 0.3, 1]), F(1, 2) < 1, F(3) == 3, {F(1, 2): 1}[0.5], hash(F(1, 2)) == hash(0.5))
try:
    print(F(1) < 'a')
except TypeError as e:
    print(e)
