# --- pickle: a round trip of values, instances and files
import io
import os
import pickle
import tempfile
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction

Point = namedtuple('Point', 'x y')


class Color(Enum):
    RED = 1
    BLUE = 'b'


class Animal:
    def __init__(self, name, sound=None):
        self.name = name
        self.sound = sound
        self.friends = []

    def __eq__(self, other):
        return self.name == other.name

    def __repr__(self):
        return f'Animal({self.name!r}, {len(self.friends)} friends)'


@dataclass
class Score:
    player: str
    points: int = 0


class Counted:
    def __init__(self):
        self.cache = {'big': 1}
        self.n = 3

    def __getstate__(self):
        state = self.__dict__.copy()
        del state['cache']
        return state

    def __setstate__(self, state):
        self.__dict__.update(state)
        self.cache = {}


class MyError(Exception):
    def __init__(self, code, text):
        super().__init__(code, text)
        self.code = code


data = {'name': 'Ann', 'age': 42, 'scores': [1, 2.5, -3, 2 ** 40, -2 ** 70, 255, 256, 70000], 'ok': True, 'none': None,
        'nested': {'a': (1, 2, 3, 4), 'b': {1, 2}, 'c': frozenset([3]), 'd': b'\x00\xff', 'e': ()}, 'text': 'é' * 300}
blob = pickle.dumps(data)
print(type(blob), pickle.loads(blob) == data, len(blob))
rex = Animal('Rex', 'woof')
tom = Animal('Tom')
rex.friends.append(tom)
tom.friends.append(rex)
copy = pickle.loads(pickle.dumps(rex))
print(copy, copy == rex, copy is rex, copy.friends[0].friends[0] is copy, copy.sound)
for value in [Point(1, 2), Color.RED, Color.BLUE, Score('Bob', 7), Decimal('1.50'), Fraction(3, 4), date(2024, 2, 29),
              datetime(2024, 1, 2, 3, 4, 5, 678), timedelta(days=1, seconds=2), OrderedDict(a=1), Counter('abca'),
              deque([1, 2], maxlen=3), range(5), 3 + 4j, 'x', 0, -1, 1.0, bytearray(b'ab'), [], {}, set()]:
    again = pickle.loads(pickle.dumps(value))
    print(repr(again), again == value, type(again).__name__)
d = defaultdict(list)
d['x'].append(1)
print(pickle.loads(pickle.dumps(d)))
c = pickle.loads(pickle.dumps(Counted()))
print(c.n, c.cache)
e = pickle.loads(pickle.dumps(MyError(5, 'bad')))
print(type(e).__name__, e.args, e.code)
same = [1]
a, b = pickle.loads(pickle.dumps((same, same)))
print(a is b, pickle.loads(pickle.dumps(Animal)) is Animal, pickle.loads(pickle.dumps(len)) is len)
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, 'data.pkl')
    with open(path, 'wb') as f:
        pickle.dump(data, f)
        pickle.dump([Score('A'), Score('B', 2)], f, protocol=pickle.HIGHEST_PROTOCOL)
    with open(path, 'rb') as f:
        print(pickle.load(f)['age'], pickle.load(f))
        try:
            pickle.load(f)
        except EOFError as err:
            print('EOF', err)
buffer = io.BytesIO()
pickle.Pickler(buffer).dump({'k': [1, 2]})
buffer.seek(0)
print(pickle.Unpickler(buffer).load())
square = lambda x: x * x
for bad in (lambda: pickle.dumps(square), lambda: pickle.loads(b'hello'), lambda: pickle.loads(b''), lambda: pickle.dumps((x for x in [1]))):
    try:
        bad()
    except Exception as err:
        print(type(err).__name__, str(err).split(' at 0x')[0])
print(pickle.loads(b'\x80\x03]q\x00(K\x01X\x03\x00\x00\x00twoq\x01G@\x08\x00\x00\x00\x00\x00\x00e.'))
print(len(pickle.dumps([1, 2, 3])), len(pickle.dumps({'a': 'a'})), pickle.dumps(('x', 1)))

# --- html.parser
from html.parser import HTMLParser
from html import escape, unescape


class LinkParser(HTMLParser):
    def __init__(self):
        super().__init__()
        self.links = []
        self.text = []
        self.depth = 0
        self.skip = False

    def handle_starttag(self, tag, attrs):
        self.depth += 1
        attrs = dict(attrs)
        if tag == 'a' and 'href' in attrs:
            self.links.append(attrs['href'])
        if tag in ('script', 'style'):
            self.skip = True

    def handle_endtag(self, tag):
        self.depth -= 1
        if tag in ('script', 'style'):
            self.skip = False

    def handle_data(self, data):
        if not self.skip and data.strip():
            self.text.append(data.strip())


class Tracer(HTMLParser):
    def handle_starttag(self, tag, attrs):
        print('Start:', tag, attrs, self.getpos())

    def handle_endtag(self, tag):
        print('End  :', tag)

    def handle_startendtag(self, tag, attrs):
        print('Empty:', tag, attrs, repr(self.get_starttag_text()))

    def handle_data(self, data):
        print('Data :', repr(data))

    def handle_comment(self, data):
        print('Comment:', data)

    def handle_decl(self, data):
        print('Decl :', data)

    def handle_pi(self, data):
        print('PI   :', data)


PAGE = """<!DOCTYPE html>
<html><head><title>Test &amp; more</title><style>p > a { color: red }</style></head>
<body class="main" id=top>
<!-- a comment -->
<p>Hello <b>World</b>&nbsp;&copy; <a href="/x?a=1&amp;b=2">link</a> <A HREF='y'>other</A></p>
<img src="a.png" alt="" hidden/><br>
<script>if (a < b && c > d) { alert("<p>") }</script>
<p>unclosed 1 < 2 & 3
</body></html>
"""
p = LinkParser()
p.feed(PAGE)
p.close()
print(p.links, p.text, p.depth)
t = Tracer()
t.feed(PAGE)
t.close()
t.feed('<p>split te')
t.feed('xt &am')
t.feed('p; done</p><inp')
t.feed('ut disabled value="x y">tail')
t.close()
print(escape('<a href="x">'), unescape('&lt;&#65;&#x42;&eacute;'))
raw = Tracer(convert_charrefs=False)
raw.handle_entityref = lambda name: print('Entity', name)
raw.handle_charref = lambda name: print('Char', name)
raw.feed('a &lt; b &#62; c &unknown d & e')
raw.close()

# --- configparser: defaults, interpolation, errors, and writing
import configparser
import io
import sys

parser = configparser.ConfigParser()
parser['DEFAULT'] = {'Interval': '45', 'Compression': 'yes'}
parser['forge'] = {}
parser['forge']['User'] = 'hg'
parser['topsecret'] = {'Port': '50022', 'ForwardX11': 'no'}
parser['topsecret']['home'] = '/home/%(user)s'
parser.set('topsecret', 'user', 'ann')
out = io.StringIO()
parser.write(out)
print(out.getvalue())
again = configparser.ConfigParser()
again.read_string(out.getvalue())
print(again.sections(), 'forge' in again, 'nothing' in again, again.defaults())
print(again['forge']['user'], again['forge'].getboolean('compression'), again.getint('topsecret', 'port'), again.getfloat('topsecret', 'interval'))
print(again['topsecret']['home'], again.get('topsecret', 'home', raw=True), list(again['forge']), again.items('forge'))
print(again['forge'].get('missing'), again['forge'].get('missing', 'x'), again.get('forge', 'no', fallback=3), again.getint('no', 'no', fallback=4))
print({section: dict(again[section]) for section in ('forge', 'topsecret')}, again['forge'], len(again))
again.remove_option('topsecret', 'port')
again.add_section('new')
print(again.options('topsecret'), again.has_section('new'), again.remove_section('new'), again.sections())
multi = configparser.ConfigParser(allow_no_value=True, inline_comment_prefixes=('#',))
multi.read_string("""
# a comment
[list]
values =
    one
    two   # inline

    three
flag
url: http://x:80/y
empty =
""")
print(repr(multi['list']['values']), multi['list']['flag'], multi['list']['url'], repr(multi['list']['empty']))
print(configparser.ConfigParser().read('/nonexistent.ini'))
for text in ('key = 1', '[a]\nx = 1\nx = 2', '[a]\n[a]', '[a]\nnonsense', '[a]\nx = %(y)s', '[a]\nx = 5%', '[a]\nx = maybe'):
    p = configparser.ConfigParser()
    try:
        p.read_string(text)
        print(p.getboolean('a', 'x'))
    except (configparser.Error, ValueError) as e:
        print(type(e).__name__, '|', e)
for bad in (lambda: again.get('forge', 'nope'), lambda: again.get('nope', 'x'), lambda: again['nope'], lambda: again['forge']['zip'], lambda: again.add_section('forge')):
    try:
        bad()
    except (configparser.Error, KeyError) as e:
        print(type(e).__name__, e)
raw = configparser.RawConfigParser()
raw.optionxform = str
raw.read_string('[S]\nCamelCase = %(x)s')
print(raw.items('S'))

# --- __code__, builtins, vars() of a class, and __format__ in an f-string
import builtins
import sched
import time


class Money:
    currency = 'EUR'

    def __init__(self, amount):
        self.amount = amount

    @property
    def double(self):
        return self.amount * 2

    def __format__(self, spec):
        return f'<{self.amount:{spec or ".2f"}}>'


def typed(a, b=2, *args, key=None):
    return a


print(typed.__code__.co_varnames[:typed.__code__.co_argcount], typed.__code__.co_argcount, typed.__code__.co_name)
print(builtins.len('abc'), builtins.max(1, 2), isinstance(3, builtins.int), type(len), len, type(typed))
print(f'{Money(3)} {Money(3):.0f}', '{}'.format(Money(1)), [name for name in vars(Money) if not name.startswith('__')])
print([name for name, value in vars(Money).items() if isinstance(value, property)], [n for n, v in Money.__dict__.items() if callable(v)])
clock = [0]
s = sched.scheduler(lambda: clock[0], lambda seconds: clock.append(clock.pop() + seconds))
s.enter(2, 1, print, argument=('second',))
s.enter(1, 1, print, kwargs={'sep': '-'}, argument=('first', 'event'))
s.run()
print(s.empty(), s.queue)
wait = time.sleep
wait(0.001)
try:
    Money(1) * 'x'
except TypeError as e:
    print(e)
