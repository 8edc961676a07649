"""A small application with logging, config, plugins, exception chains and a command loop."""
import logging
import re
import sys
import time
from functools import wraps

logging.basicConfig(stream=sys.stdout, force=True, level=logging.DEBUG, format='%(levelname)-7s %(name)s: %(message)s')
log = logging.getLogger('app')
DEFAULTS = dict(host='localhost', port=8080, debug=False, ratio=0.5, tags=())


class ConfigError(Exception):
    pass


class Config:
    def __init__(self, text='', **overrides):
        self._values = DEFAULTS.copy()
        self.load(text)
        for key, value in overrides.items():
            self[key] = value

    def load(self, text):
        for n, line in enumerate(text.splitlines(), 1):
            line = re.sub(r'#.*$', '', line).strip()
            if not line:
                continue
            try:
                key, value = (part.strip() for part in line.split(':', 1))
                self[key] = value
            except ValueError as e:
                raise ConfigError('line %d: %r' % (n, line)) from e

    def __setitem__(self, key, value):
        if key not in DEFAULTS:
            raise KeyError(key)
        kind = type(DEFAULTS[key])
        if kind is bool and isinstance(value, str):
            value = value.lower() in ('yes', 'true', 'on', '1')
        elif kind is tuple:
            value = tuple(v.strip() for v in value.split(','))
        self._values[key] = kind(value)

    def __getattr__(self, name):
        try:
            return self.__dict__['_values'][name]
        except KeyError as e:
            raise AttributeError(name) from e


class Command:
    registry = {}

    def __init__(self, pattern, help=None):
        self.pattern = re.compile('^%s$' % pattern)
        self.help = help

    def __call__(self, func):
        @wraps(func)
        def wrapper(app, *args):
            log.debug('running %s%r', func.__name__, args)
            try:
                result = func(app, *args)
            except ZeroDivisionError:
                log.error('%s failed', func.__name__)
                raise
            else:
                log.info('%s -> %s', func.__name__, result)
            finally:
                app.calls += 1
            return result
        Command.registry[func.__name__] = self, wrapper
        return wrapper


class App:
    def __init__(self, config):
        self.config = config
        self.calls = 0
        self.vars = {}

    @Command(r'set (\w+) (-?\d+)', help='set a variable')
    def set(self, name, value):
        self.vars[name] = int(value)
        return self.vars[name]

    @Command(r'div (\w+) (\w+)')
    def div(self, a, b):
        return self.vars[a] / self.vars[b]

    @Command(r'quit')
    def quit(self):
        raise SystemExit(3)

    def dispatch(self, line):
        for name, (command, func) in sorted(Command.registry.items()):
            m = command.pattern.match(line)
            if m:
                return func(self, *m.groups())
        raise LookupError('no such command: ' + line)

    def run(self, lines):
        for line in lines:
            try:
                self.dispatch(line)
            except LookupError as e:
                log.warning('%s: %s', type(e).__name__, e)
            except ArithmeticError as e:
                try:
                    raise RuntimeError('arithmetic') from e
                except RuntimeError as r:
                    print(repr(r), '<-', repr(r.__cause__))
        return self.calls


config = Config('port: 99 # comment\n\ntags: a, b\ndebug: Yes', ratio='0.25')
print(config.port + 1, config.tags, config.debug, config.ratio, config.host, hasattr(config, 'nope'))
for bad in ('just text', 'port: x'):
    try:
        Config(bad)
    except ConfigError as e:
        print(e, '|', type(e.__cause__).__name__)
try:
    Config(colour=1)
except KeyError as e:
    print('unknown', e, e.args[0])
app = App(config)
try:
    app.run(['set x 10', 'set y 4', 'div x y', 'div x z', 'set y 0', 'div x y', 'jump', 'quit', 'set never 1'])
except SystemExit as e:
    print('exit', e.code, app.calls, app.vars)
child = logging.getLogger('app.child')
child.setLevel(logging.ERROR)
child.warning('not shown')
child.error('shown %(a)s', {'a': 1})
print([c for c, (cmd, f) in Command.registry.items() if cmd.help], log.isEnabledFor(logging.DEBUG), child.getEffectiveLevel())
