# --- names of the runtime, and names that the emission makes
import functools

def named(x):
    return 'mine', x

def trace(fn=None, *, p='>'):
    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return p, wrapper.calls, fn(*args, **kwargs)
    wrapper.calls = 0
    return wrapper

print(trace(max, p='-')(1, 2), named(1))

def ident(f):
    return f

def deco(*, given=1):
    @ident
    def w(x):
        return w if x else given
    return w
print(deco(given=2)(0))

def rest(*, error, result=2):
    item = [i * j for i in (1, 2) if i for j in (result, 3)]
    try:
        raise ValueError(error)
    except (ValueError, KeyError):
        try:
            raise KeyError(error)
        except KeyError:
            return item, error, result
print(rest(error=4))
loop = 0
for each in [(1, 2)]:
    for loop, it in [each]:
        for x in (loop, it):
            if x == 5:
                break
        else:
            continue
        break
    else:
        loop += 10
print(loop, each)

# --- names that are words of JavaScript, with and without a line below
def f(default, default_=2, new=3, new_=4):
    return default, default_, new, new_
print(f(1), f(1, default_=5, new_=6))

class Map_:
    pass
Map = 3
class_ = 4
print(Map, Map_.__name__, class_)

# --- keyword arguments that are kept are dicts
import functools, threading, inspect, sched
p = functools.partial(dict, a=1)
print(p.keywords, p.args, p(), type(p.keywords))
q = functools.partial(p, b=2)
print(q.keywords, q.func is dict, sorted(q().items()))
print(functools.partial(functools.partial(max, 1), 5)(3))

class Returning(threading.Thread):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.result = None

    def run(self):
        if self._target is not None:
            self.result = self._target(*self._args, **self._kwargs)

    def join(self, *a):
        super().join(*a)
        return self.result

w = Returning(target=lambda a, b=0: a + b, args=(1,), kwargs={'b': 5})
w.start()
print(w.join())
t = threading.Thread(target=print, args=[1], kwargs=dict(end='!\n'))
print(t._args, t._kwargs)
t.start()
t.join()
tm = threading.Timer(0, print, args=['x'], kwargs={'end': '?\n'})
print(tm.args, tm.kwargs, tm.interval)
tm.start()
tm.join()
def add(a, b=1):
    return a + b
bound = inspect.signature(add).bind_partial(1, b=2)
print(bound.kwargs, bound.arguments)

# --- __getattr__ of a class that extends one of a library, which gives what waits
import threading, queue, time

class Kept(dict):
    def __getattr__(self, name):
        return self[name]

class Failed(Exception):
    def __getattr__(self, name):
        return time.sleep

class Calls(list):
    def __getattr__(self, name):
        def f(*a):
            time.sleep(0.001)
            return name, a
        return f

class Remote(queue.Queue):
    def __getattr__(self, name):
        if name.startswith('_'):
            raise AttributeError(name)
        return lambda *a: (time.sleep(0.001), name)

class T(threading.Thread):
    def __getattr__(self, name):
        if name != 'x':
            raise AttributeError(name)
        return time.sleep

d = Kept(nap=time.sleep, n=3)
print(d.nap(0.001), d.n)
print(Failed().zzz(0.001))
print(Calls([1]).go(4), len(Calls([1])))
q = Remote()
q.put(1)
print(q.get(), q.foo())
print(T().x(0.001))
t = threading.Thread(target=lambda: print('t', d.nap(0)))
t.start()
t.join()
