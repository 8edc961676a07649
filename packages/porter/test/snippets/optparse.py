# --- options of older programs
import sys
from optparse import OptionParser, OptionGroup, Option, OptionValueError, make_option, SUPPRESS_HELP, BadOptionError, OptionConflictError, IndentedHelpFormatter, TitledHelpFormatter, OptionError
import io

def attempt(f, *args):
    err, old = io.StringIO(), sys.stderr
    sys.stderr = err
    try:
        r = f(*args)
        print(r)
    except SystemExit as e:
        print('exit', e.code)
    except Exception as e:
        print(type(e).__name__, e)
    finally:
        sys.stderr = old
    if err.getvalue():
        print('stderr:', err.getvalue())

parser = OptionParser(usage='usage: %prog [options] FILE...', version='%prog 1.2', prog='tool', description='A tool that does several things to files, and is described by a text that is longer than one line of the terminal.', epilog='See the manual of %prog.')
parser.add_option('-f', '--file', dest='filename', help='write report to FILE', metavar='FILE')
parser.add_option('-q', '--quiet', action='store_false', dest='verbose', default=True, help="don't print status messages to stdout")
parser.add_option('-n', '--number', type='int', default=5, help='how many [default: %default]')
parser.add_option('-x', type=float, dest='ratio')
parser.add_option('--level', choices=['low', 'high'], default='low', help='the level of things')
parser.add_option('-I', '--include', action='append', default=[], help='a folder that is looked through, too; may be given several times')
parser.add_option('-v', action='count', dest='verbosity', default=0)
parser.add_option('--point', nargs=2, type='int', metavar='X Y')
parser.add_option('--mode-a', action='store_const', const='a', dest='mode')
parser.add_option('--mode-b', action='store_const', const='b', dest='mode')
parser.add_option('--secret', help=SUPPRESS_HELP)
parser.add_option('--a-very-long-option-name', help='its help is on a line of its own', metavar='VALUE')
group = OptionGroup(parser, 'Dangerous Options', 'Caution: use these options at your own risk.')
group.add_option('-g', action='store_true', help='Group option.')
parser.add_option_group(group)
g2 = parser.add_option_group('Other')
g2.add_option('--other', default='x', help='other %default')

print(parser.format_help())
print(parser.get_usage())
print(parser.get_version())
options, args = parser.parse_args(['-f', 'out.txt', 'a', '-q', '-n3', '--number=0x10', '-x', '1.5', '--level', 'high', '-Ione', '--include', 'two', '-vvv', '--point', '1', '2', '--mode-b', '-g', 'b', '--', '-z'])
print(options.filename, options.verbose, options.number, options.ratio, options.level, options.include, options.verbosity, options.point, options.mode, options.g, options.other, options.secret, args)
print(sorted(vars(options).items())[:4])
attempt(lambda: parser.parse_args(['--nope']))
attempt(lambda: parser.parse_args(['-Z']))
attempt(lambda: parser.parse_args(['--mode']))
attempt(lambda: parser.parse_args(['--num', '7'])[0].number)
attempt(lambda: parser.parse_args(['--number', 'x']))
attempt(lambda: parser.parse_args(['-x', 'y']))
attempt(lambda: parser.parse_args(['--level', 'mid']))
attempt(lambda: parser.parse_args(['--file']))
attempt(lambda: parser.parse_args(['--point', '1']))
attempt(lambda: parser.parse_args(['--quiet=1']))
attempt(lambda: parser.parse_args(['--version']))
attempt(lambda: parser.parse_args(['-h']))
attempt(lambda: parser.error('something is wrong'))
attempt(lambda: parser.add_option('-f'))
attempt(lambda: parser.add_option('bad'))
attempt(lambda: parser.add_option('-y', action='nothing'))
attempt(lambda: parser.add_option('-y', typ='int'))
attempt(lambda: parser.add_option('-y', type='choice'))
attempt(lambda: parser.add_option('-y', action='store_true', type='int'))
attempt(lambda: options.nothing)
print(parser.has_option('-f'), parser.has_option('--zzz'), parser.get_option('-n').dest, parser.get_option_group('-g').title)
parser.remove_option('--secret')
print(parser.has_option('--secret'))

def check(option, opt, value, parser, *args, **kwargs):
    if value < 0:
        raise OptionValueError('%s must not be negative' % opt)
    setattr(parser.values, option.dest, (value, args, kwargs, opt))
p2 = OptionParser(prog='p2', add_help_option=False)
p2.add_option('--size', action='callback', callback=check, type='int', dest='size', callback_args=(1,), callback_kwargs={'k': 2})
def flag(option, opt, value, parser):
    parser.values.seen = parser.rargs[:]
p2.add_option('--flag', action='callback', callback=flag)
attempt(lambda: p2.parse_args(['--size', '5'])[0].size)
attempt(lambda: p2.parse_args(['--size=-5']))
attempt(lambda: p2.parse_args(['--flag', 'x', 'y'])[0].seen)
p2.set_defaults(size=9, name='n')
print(p2.parse_args([])[0].size, p2.parse_args([])[0].name, p2.parse_args([])[1])
p2.disable_interspersed_args()
print(p2.parse_args(['a', '--flag'])[1])
p3 = OptionParser(option_list=[make_option('-a', dest='a', default='1', type='int'), make_option('-b', action='store_true')], prog='p3', formatter=TitledHelpFormatter())
print(p3.parse_args(['-b', '-a', '010'])[0].a, p3.parse_args([])[0].a)
print(p3.format_help())
p4 = OptionParser(conflict_handler='resolve', prog='p4', usage='%prog <x>')
p4.add_option('-v', '--verbose', action='store_true', help='old')
p4.add_option('-v', '--version2', action='store_true', help='new')
print(p4.format_help())
class Strict(OptionParser):
    def error(self, msg):
        raise ValueError('strict: ' + msg)
attempt(lambda: Strict().parse_args(['--zz']))
print(str(p4.parse_args(['-v'])[0]), p4.parse_args([])[0] == {'verbose': None, 'version2': None})
print(repr(str(parser.get_option('-f'))))
