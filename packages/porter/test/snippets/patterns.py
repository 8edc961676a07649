# --- groups of patterns that repeat, or may find nothing
import re
print(re.match('(a*)*', 'aa').groups(), re.match('(?:(a)|b)*', 'ab').groups(), re.match('(?:(a)|(b))+', 'ab').groups())
print(re.match(r'(a)?b\1', 'b'), re.match(r'(a)?(?(1)b|c)$', 'ab').span(), re.match(r'(a)?(?(1)b|c)$', 'c').span())
m = re.match('((a)(b)?)+', 'aba')
print(m.groups(), m.lastindex, m.lastgroup, m.regs)
print(re.match('(?>a+)a', 'aaa'), re.match('a++a', 'aaa'), re.match('a*+b', 'aab').group())
# --- empty matches
import re
print(re.findall(r'|a', 'aa'), re.findall(r'\b|\w+', 'ab cd'), re.sub('x*', '-', 'abxd'), re.split(r'\b', 'a b'))
print([m.span() for m in re.finditer(r'a*?', 'aa')], re.subn(r'(?=b)|b', '<>', 'abb'))
# --- flags in a part of a pattern
import re
print(re.findall('(?i:s)t', 'St ST st'), re.findall('(?-i:s)t', 'St ST st', re.I), re.search('(?s:.)b.', '\nbc').span())
print(re.findall('(?a:\\w+)', 'é a_1 ñ'), re.match('(?x) a b # c\n c', 'abc'), re.findall('[à-é]+', 'ÀÉ éà', re.I))
print(re.compile('a', re.I | re.M), re.compile(b'x').flags, re.compile('(?im)x').flags)
# --- sets and places of patterns
import re
print(re.findall(r'[^\W\d]+', 'ab1_é2'), re.findall(r'[\]\-a]+', 'a]-b'), re.findall('[[a]+', '[a]'), re.findall(r'[\d\D]', 'a1'))
print(re.findall(r'\s', 'a\x1cb\x85c\ufeffd'), re.findall(r'^.$', 'a\nb\n', re.M), re.findall(r'a$', 'a\na\n'), re.search(r'\Aa\Z', 'a\n'))
print(re.search('😀(.)', 'x😀y').span(1), re.search('.$', '😀😀').start(), re.compile('y').search('😀y', 1).span())
print(re.search(r'\B', ''), re.findall(r'(?<=a)b|(?<!a)c', 'ab ac c'), re.findall(r'\101\x42\u0043', 'ABC'))
# --- between two places
import re
p = re.compile('^b|c$')
print(p.search('abc', 1), p.search('abc', 0, 3).span(), p.match('abc', pos=2).span(), p.fullmatch('xbc', 1, 2), re.compile('b').findall('abab', 2, 3))
m = re.compile('b').search('abc', 1, 2)
print(m.pos, m.endpos, m.string, m)
# --- errors of patterns
import re
for p in ['(', ')', '[a', '*', 'a**', 'a{2,1}', '[b-a]', '\\', r'\q', '(?P<a>x)(?P<a>y)', '(?P=b)', r'\1', '(?<=a+)b', 'a(?i)b', '(?z)', '(?P<1a>x)', 'x\n(', r'\x1', '(?']:
    try:
        print(p, re.compile(p))
    except re.error as e:
        print(repr(p), '|', e, '|', e.msg, e.pos, e.lineno, e.colno)
for f in [lambda: re.sub('a', r'\2', 'a'), lambda: re.sub('a', r'\q', 'a'), lambda: re.sub('(a)', r'\g<x>', 'a'), lambda: re.match('a', b'a'), lambda: re.match(b'a', 'a'), lambda: re.match('a', 5), lambda: re.match('(a)', 'a').group(2), lambda: re.match('a', 'a')['x'], lambda: re.sub('a', b'b', 'a'), lambda: re.compile(5)]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
# --- replacements of patterns
import re
print(re.sub(r'(?P<x>\d+)', r'<\g<x>|\g<1>|\1|\0\n|\t>', 'a1b22'), re.sub('(a)|b', r'[\1]', 'ab'), re.sub('a', '\\\\', 'a'))
print(re.sub(pattern='a', repl='b', string='aaa', count=2), re.split('(,)', 'a,b', maxsplit=1), re.match('(a)(?P<n>b)?', 'a').expand(r'\1-\2-\g<n>'))
print(re.escape('a.b-c d_é—\n'), re.escape(b'a.b'), re.sub(b'a', b'b', b'aa'))
# --- fields of str.format(), and what is wrong with them
for f in [lambda: '{!x}'.format(1), lambda: '{0!rs}'.format(1), lambda: '{0[}'.format([1]), lambda: '{0[]}'.format([1]), lambda: '{0[0]x}'.format([1]), lambda: '{} {0}'.format(1, 2), lambda: '{0} {}'.format(1, 2), lambda: '{'.format(1), lambda: '{0'.format(1), lambda: '{0!r'.format(1), lambda: '{0:{1:{2:{3}}}}'.format(1, 2, 3, 4), lambda: '{-1}'.format(1), lambda: '{}}'.format(1), lambda: '{a{b}}'.format(1), lambda: '{[a]} {.real} {:{}}'.format({'a': 3}, 3, 1, 5), lambda: '{}'.format_map({}), lambda: '{0.a}'.format(1)]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
# --- string.Formatter, in parts
import string
f = string.Formatter()
print(list(f.parse('a{{b}}c{x.y[0]!r:>{w}}d{}')), f.get_field('a.real', (), {'a': 1}))
print(f.vformat('{0} {x:>{w}}', (1,), {'x': 2, 'w': 4}))
class Upper(string.Formatter):
    def get_value(self, key, args, kwargs):
        return kwargs.get(key, '?') if isinstance(key, str) else args[key]
    def convert_field(self, value, conversion):
        return value.upper() if conversion == 'u' else super().convert_field(value, conversion)
    def check_unused_args(self, used, args, kwargs):
        print('used', sorted(used, key=str))
print(Upper().format('{} {a!u} {b} {!r:>5}', 'x', 'y', a='q'))
show = f.format
print(show('{}-{}', 1, 2))
# --- string.Template with patterns of its own
import string
t = string.Template('$who likes ${what} $$ $1')
print(t.is_valid(), t.get_identifiers(), t.safe_substitute(who='tim'), t.safe_substitute({'who': 'tim'}, what='ham'))
try:
    t.substitute(who='a', what='b')
except ValueError as e:
    print(e)
class Percent(string.Template):
    delimiter = '%'
    idpattern = r'[a-z]+_[a-z]+'
    braceidpattern = r'[a-z]+'
print(Percent('%a_b %{x} %ab').safe_substitute(a_b=1, x=2), string.Template('$É ${é}').safe_substitute(É=1))
substitute = string.Template('$a').substitute
print(substitute(a=5), string.capwords('  hello wORLD-x  '), string.capwords('a-b', '-'))
# --- a TextWrapper and what it takes
import textwrap
w = textwrap.TextWrapper(width=20, initial_indent='* ', subsequent_indent='  ', max_lines=2, placeholder='...')
print(w.wrap('The quick brown fox jumps over the lazy dog'), w.width)
w.max_lines = None
print(w.fill('The quick brown fox jumps over the lazy dog'))
print(textwrap.wrap('a\tb. C\nd  e', 6, fix_sentence_endings=True, tabsize=4), textwrap.wrap('  a  b  ', 3, drop_whitespace=False))
print(textwrap.wrap('x\xa0y well-known—word', width=8), textwrap.wrap(text='ab cd', width=2), textwrap.shorten('Hello  world!', width=11))
print(repr('a\tb\r\tc'.expandtabs(4)), 'a\tb'.expandtabs(0), 'ab\tc'.expandtabs(tabsize=3))
for f in [lambda: textwrap.wrap('a', 0), lambda: textwrap.wrap('a', widht=3), lambda: textwrap.shorten('abc def', 2)]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
