# --- argparse: values
import argparse
p = argparse.ArgumentParser(prog='copy')
p.add_argument('source')
p.add_argument('target', nargs='?', default='out')
p.add_argument('-v', '--verbose', action='count', default=0)
p.add_argument('-n', '--dry-run', action='store_true')
p.add_argument('--size', type=int, default=10)
p.add_argument('--ratio', type=float)
p.add_argument('-x', '--exclude', action='append')
p.add_argument('--mode', choices=['fast', 'slow'], default='fast')
p.add_argument('--no-color', dest='color', action='store_false')
p.add_argument('--level', action='store_const', const=3, default=1)
for line in ('a', 'a b -vv --dry-run', '--size 5 a --ratio 2', '-x one -xtwo --exclude=three a', '--mode slow a --no-color --level', '-vnv a', '--size=7 -- -odd', '--verb a', 'a --ratio -1.5'):
    args = p.parse_args(line.split())
    print(args)
print(args.source, args.dry_run, args.ratio, vars(args)['size'], 'mode' in args, args == p.parse_args(['a', '--ratio', '-1.5']))
# --- argparse: nargs
import argparse
p = argparse.ArgumentParser(prog='n')
p.add_argument('--pair', nargs=2, type=int)
p.add_argument('--maybe', nargs='?', const='c', default='d')
p.add_argument('--many', nargs='*')
p.add_argument('--some', nargs='+', default=['z'])
p.add_argument('first')
p.add_argument('rest', nargs='*')
print(p.parse_args('a'.split()))
print(p.parse_args('a --pair 1 2 --maybe'.split()))
print(p.parse_args('a b c --maybe x --many'.split()))
print(p.parse_args('--many 1 2 --some 3 -- a b c'.split()))
q = argparse.ArgumentParser(prog='q')
q.add_argument('names', nargs='+')
q.add_argument('last')
print(q.parse_args('a b c'.split()))
r = argparse.ArgumentParser(prog='r')
r.add_argument('--flag', action='store_true')
r.add_argument('command')
r.add_argument('args', nargs=argparse.REMAINDER)
print(r.parse_args('--flag run -x --y z'.split()))
print(r.parse_known_args('run'.split()))
print(q.parse_known_args('a b --foo --bar=1'.split()))
# --- argparse: what is wrong
import argparse
import contextlib
import io
p = argparse.ArgumentParser(prog='w')
p.add_argument('number', type=int)
p.add_argument('--mode', choices=['fast', 'slow'])
p.add_argument('--two', nargs=2)
p.add_argument('--plus', nargs='+')
p.add_argument('--must', required=True)
p.add_argument('-f', '--flag', action='store_true')
def even(text):
    n = int(text)
    if n % 2:
        raise argparse.ArgumentTypeError('%r is odd' % text)
    return n
p.add_argument('--even', type=even, metavar='N')
for line in ('', '1', 'x --must 1', '1 --must 1 --mode other', '1 --must 1 --two a', '1 --must 1 --plus', '1 --must', '1 --must 1 --flag=yes', '1 --must 1 2', '1 --must 1 --bogus', '1 --must 1 --m slow', '1 --must 1 --even 3', '1 --must 1 --even x', '1 --must 1 -fx', '-3 --must 1', '1 --must 1 --two a b c'):
    out = io.StringIO()
    with contextlib.redirect_stderr(out):
        try:
            print(p.parse_args(line.split()))
        except SystemExit as e:
            print('exit', e.code)
    print(out.getvalue())
# --- argparse: help
import argparse
p = argparse.ArgumentParser(prog='tool', description='A tool that does a number of rather useful things, so that its description needs more than one line.', epilog='See the manual of %(prog)s for more.')
p.add_argument('source', help='what to read')
p.add_argument('target', nargs='?', default='out', help='where to write (default: %(default)s)')
p.add_argument('files', nargs='*', metavar='FILE')
p.add_argument('-v', '--verbose', action='count', help='tell more')
p.add_argument('-s', '--a-size-that-is-long', type=int, metavar='BYTES', help='a text that is so long that it has to be broken into more than one line of the help, as here')
p.add_argument('--mode', choices=['fast', 'slow'], help='how: one of %(choices)s')
p.add_argument('--range', nargs=2, metavar=('FROM', 'TO'), help='100%% of it')
p.add_argument('--hidden', help=argparse.SUPPRESS)
p.add_argument('--must', required=True)
p.add_argument('--version', action='version', version='%(prog)s 1.2')
g = p.add_argument_group('network', 'how to reach others')
g.add_argument('--host', default='localhost', help='their name')
g.add_argument('--port', type=int, help='their %(type)s')
x = p.add_mutually_exclusive_group()
x.add_argument('--yes', action='store_true')
x.add_argument('--no', action='store_true')
print(p.format_help())
print(p.format_usage())
p.print_usage()
try:
    p.parse_args(['--version'])
except SystemExit as e:
    print(e.code)
try:
    argparse.ArgumentParser(prog='short').parse_args(['-h'])
except SystemExit as e:
    print(e.code)
# --- argparse: subcommands
import argparse
def add(args):
    return args.x + args.y
def show(args):
    return 'showing %s' % args.what
p = argparse.ArgumentParser(prog='calc')
p.add_argument('--debug', action='store_true', help='tell all')
sub = p.add_subparsers(dest='command', help='what to do')
a = sub.add_parser('add', help='add two numbers', description='Adds.')
a.add_argument('x', type=int)
a.add_argument('y', type=int)
a.set_defaults(func=add)
s = sub.add_parser('show', help='show it', aliases=['s'])
s.add_argument('what', nargs='?', default='all')
s.set_defaults(func=show)
for line in ('add 1 2', '--debug show', 's it'):
    args = p.parse_args(line.split())
    print(args.command, args.debug, args.func(args))
print(p.parse_args([]))
print(p.format_help())
print(a.format_help())
print(sub.choices.keys())
q = argparse.ArgumentParser(prog='q')
q.add_argument('where')
t = q.add_subparsers(title='commands', description='one of these', required=True, metavar='CMD')
t.add_parser('one')
t.add_parser('two', help='the second')
print(q.format_help())
import contextlib, io
for parser, line in ((p, 'mul 1 2'), (p, 'add 1'), (q, 'here'), (p, 'add 1 2 3')):
    out = io.StringIO()
    with contextlib.redirect_stderr(out):
        try:
            parser.parse_args(line.split())
        except SystemExit as e:
            print(e.code)
    print(out.getvalue())
# --- argparse: groups of which one is given
import argparse, contextlib, io
p = argparse.ArgumentParser(prog='g')
x = p.add_mutually_exclusive_group(required=True)
x.add_argument('-a', action='store_true')
x.add_argument('-b', metavar='B')
p.add_argument('--c', action=argparse.BooleanOptionalAction, default=True, help='with c')
print(p.parse_args(['-a']), p.parse_args(['-b', '1', '--no-c']))
print(p.format_help())
for line in ('-a -b 1', ''):
    out = io.StringIO()
    with contextlib.redirect_stderr(out):
        try:
            p.parse_args(line.split())
        except SystemExit as e:
            print(e.code)
    print(out.getvalue())
# --- argparse: formatters
import argparse
def parser(cls):
    p = argparse.ArgumentParser(prog='f', description='One\n  two', formatter_class=cls)
    p.add_argument('--size', type=int, default=3, help='how\n  big')
    p.add_argument('--name', type=str, help='its name')
    p.add_argument('where', type=str, nargs='?', default='.', help='a place')
    return p.format_help()
print(parser(argparse.RawDescriptionHelpFormatter))
print(parser(argparse.RawTextHelpFormatter))
print(parser(argparse.ArgumentDefaultsHelpFormatter))
print(parser(argparse.MetavarTypeHelpFormatter))
print(parser(lambda prog: argparse.HelpFormatter(prog, max_help_position=40, width=60)))
# --- argparse: actions of one's own
import argparse
class Upper(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (values.upper(), option_string))
class Pairs(argparse.Action):
    def __init__(self, option_strings, dest, nargs=None, **kwargs):
        if nargs is not None:
            raise ValueError('nargs not allowed')
        super().__init__(option_strings, dest, **kwargs)
    def __call__(self, parser, namespace, values, option_string=None):
        key, _, value = values.partition('=')
        found = getattr(namespace, self.dest) or {}
        found[key] = value
        setattr(namespace, self.dest, found)
p = argparse.ArgumentParser(prog='o')
p.add_argument('--name', '-N', action=Upper)
p.add_argument('-D', action=Pairs, metavar='KEY=VALUE', help='define')
print(p.parse_args('-N ann -D a=1 -Db=2'.split()))
print(p.format_help())
try:
    p.add_argument('--bad', action=Pairs, nargs=2)
except ValueError as e:
    print(e)
class Parser(argparse.ArgumentParser):
    def error(self, message):
        raise RuntimeError(message)
try:
    Parser(prog='mine').parse_args(['x'])
except RuntimeError as e:
    print(e)
# --- argparse: what a program gets wrong
import argparse
p = argparse.ArgumentParser(prog='e', argument_default=argparse.SUPPRESS)
p.add_argument('-a')
print(p.parse_args([]), p.get_default('a'))
def attempt(*names, **options):
    try:
        p.add_argument(*names, **options)
    except Exception as e:
        print(type(e).__name__, e)
attempt('-a')
attempt('--x', action='nope')
attempt('--x', type='int')
attempt('x', required=True)
attempt('--x', nargs=0)
attempt('--x', action='store_true', const=1)
attempt('x', '--y')
attempt('--x', const=3)
p.set_defaults(b=2)
print(p.parse_args(['-a', '1']), argparse.Namespace(x=1, y='z'))
base = argparse.ArgumentParser(add_help=False)
base.add_argument('--shared', default='s', help='of all')
child = argparse.ArgumentParser(prog='c', parents=[base])
child.add_argument('--own')
print(child.parse_args(['--shared', 't']))
print(child.format_help())
e = argparse.ArgumentParser(prog='e', exit_on_error=False)
e.add_argument('-n', type=int)
try:
    e.parse_args(['-n', 'x'])
except argparse.ArgumentError as error:
    print(error)
# --- textwrap
import textwrap
text = 'The quick brown fox, a well-known jumper, leaps over the lazy dog -- or so it is said by those-who-know; extraordinarily.'
for width in (10, 20, 40, 200):
    print(textwrap.wrap(text, width))
print(textwrap.fill(text, 30, initial_indent='* ', subsequent_indent='  '))
print(textwrap.wrap(text, width=8, break_long_words=False))
print(textwrap.wrap('', 10), textwrap.wrap('a' * 25, 10), textwrap.wrap('a-b' * 8, 10))
print(textwrap.shorten('Hello  world!', width=12), textwrap.shorten('Hello  world!', width=11), textwrap.shorten('Hello world', width=10, placeholder='...'))
print(repr(textwrap.dedent('''
    one
      two

    three
''')))
print(repr(textwrap.indent('a\n\nb\n', '> ')), repr(textwrap.indent('a\n\nb', '> ', lambda line: True)))
# --- files of arguments
import argparse, os, sys, tempfile
with tempfile.TemporaryDirectory() as d:
    path = os.path.join(d, 'in.txt')
    with open(path, 'w') as f:
        f.write('one\ntwo\n')
    p = argparse.ArgumentParser(prog='p')
    p.add_argument('file', type=argparse.FileType('r'))
    p.add_argument('-o', '--out', type=argparse.FileType('w', encoding='utf-8'), default='-')
    p.add_argument('-b', type=argparse.FileType('rb'))
    a = p.parse_args([path])
    print(a.file.read(), a.out is sys.stdout, a.file.mode)
    a.file.close()
    out = os.path.join(d, 'out.txt')
    a = p.parse_args([path, '-o', out, '-b', path])
    for line in a.file:
        a.out.write(line.upper())
    a.out.close()
    print(open(out).read(), a.b.read())
    try:
        p.parse_args([os.path.join(d, 'none')])
    except SystemExit as e:
        print('exit', e.code)
    try:
        argparse.FileType()(os.path.join('/none', 'x'))
    except argparse.ArgumentTypeError as e:
        print(e)
print(argparse.FileType(), argparse.FileType('w', 1), argparse.FileType('r', encoding='utf-8', errors='strict'), argparse.FileType('r')('-') is sys.stdin)
