import contextlib
import io
import os
import sys
import tempfile
import time
from contextlib import contextmanager, ExitStack


class Timer:
    def __enter__(self):
        self.start = time.monotonic()
        return self

    def __exit__(self, exc_type, exc_value, tb):
        self.elapsed = time.monotonic() - self.start
        if exc_type is not None:
            print(f"failed with {exc_type.__name__}: {exc_value}")
        return exc_type is KeyError


@contextmanager
def working_directory(path):
    before = os.getcwd()
    os.chdir(path)
    try:
        yield path
    finally:
        os.chdir(before)


@contextmanager
def tag(name, **attrs):
    text = "".join(f' {k}="{v}"' for k, v in attrs.items())
    print(f"<{name}{text}>")
    yield
    print(f"</{name}>")


class Transaction:
    def __init__(self, data):
        self.data = data

    def __enter__(self):
        self.backup = dict(self.data)
        return self.data

    def __exit__(self, exc_type, exc, tb):
        if exc_type:
            self.data.clear()
            self.data.update(self.backup)
            print("rolled back because of", repr(exc))
        return True


class Indenter:
    def __init__(self):
        self.level = -1

    def __enter__(self):
        self.level += 1
        return self

    def __exit__(self, *args):
        self.level -= 1

    def print(self, text):
        print("    " * self.level + text)


@contextmanager
def resource(name, log):
    log.append(f"open {name}")
    try:
        yield name.upper()
    except ValueError as e:
        log.append(f"error {e} in {name}")
        raise
    finally:
        log.append(f"close {name}")


with Timer() as t:
    {}["missing"]
print(t.elapsed < 5)
try:
    with Timer():
        1 / 0
except ZeroDivisionError:
    print("passed on")

with tempfile.TemporaryDirectory() as folder:
    with working_directory(folder):
        with open("a.txt", "w") as f, open("b.txt", "w") as g:
            f.write("first\nsecond\n")
            print("third", "fourth", sep="\n", file=g)
        print(sorted(os.listdir(".")))
        with open("a.txt") as f, open("b.txt") as g:
            for left, right in zip(f, g):
                print(left.strip(), right.strip())
        print(f.closed)
    print(os.path.exists(os.path.join(folder, "a.txt")))
print(os.path.exists(folder))

with tag("html"):
    with tag("body", id="main", lang="en"):
        print("content")

accounts = {"a": 100, "b": 50}
with Transaction(accounts) as data:
    data["a"] -= 30
    data["b"] += 30
with Transaction(accounts) as data:
    data["a"] -= 500
    if data["a"] < 0:
        raise RuntimeError("overdrawn")
print(accounts)

with Indenter() as indent:
    indent.print("hi!")
    with indent:
        indent.print("hello")
        with indent:
            indent.print("bonjour")
    indent.print("hey")

log = []
try:
    with ExitStack() as stack:
        names = [stack.enter_context(resource(n, log)) for n in ("db", "cache")]
        stack.callback(log.append, "callback")
        print(names)
        raise ValueError("boom")
except ValueError:
    print(log)

buffer = io.StringIO()
with contextlib.redirect_stdout(buffer):
    print("captured")
print("got", repr(buffer.getvalue()))
with contextlib.suppress(FileNotFoundError, ZeroDivisionError):
    os.remove("/nonexistent/file")
    print("never")
sys.stdout.write("end\n")
