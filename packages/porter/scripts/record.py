"""Records what CPython prints for the snippets and programs of the tests: `python3 scripts/record.py`, in this package.

A snippet begins with a line `# --- title`. Its output, what it prints and the exception that ends it, is kept as JSON beside it.
"""
import contextlib
import io
import json
import pathlib
import re
import subprocess
import sys
import types

HERE = pathlib.Path(__file__).resolve().parent.parent / 'test'


def snippets(text):
    parts = re.split(r'^# --- (.*)\n', text, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2]))


def output_of(code):
    out = io.StringIO()
    own = sys.modules['__main__']
    module = sys.modules['__main__'] = types.ModuleType('__main__')
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(code, 'snippet.py', 'exec'), module.__dict__)
        except BaseException as error:
            out.write('%s: %s\n' % (type(error).__name__, error))
        finally:
            sys.modules['__main__'] = own
    return out.getvalue()


def main():
    for path in sorted((HERE / 'snippets').glob('*.py')):
        if path.stem in ('gevent', 'evergreen'):
            continue  # These libraries run on no Python of today: what is beside these files was checked by hand.
        recorded = {title: output_of(code) for title, code in snippets(path.read_text()).items()}
        path.with_suffix('.json').write_text(json.dumps(recorded, indent=2) + '\n')
    for path in sorted((HERE / 'programs').glob('*.py')):
        if path.stem.startswith(('gevent_', 'evergreen_')):
            continue
        done = subprocess.run([sys.executable, path.name], cwd=path.parent, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        path.with_suffix('.txt').write_bytes(done.stdout)


main()
