# --- a context that looks at no error and forgets none
log = []


class Door:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        log.append('open ' + self.name)
        return self.name

    def __exit__(self, kind, error, trace):
        log.append('shut ' + self.name)


class Quiet(Door):
    def __enter__(self):
        return len(super().__enter__())

    def __exit__(self, *args):
        super().__exit__(*args)
        return False


def early(n):
    with Door('early') as name:
        if n:
            return name
        log.append('late')


with Door('a') as a, Quiet('bb') as b:
    log.append((a, b))
try:
    with Door('c'):
        with Door('d'):
            raise KeyError('x')
except KeyError as e:
    log.append(repr(e))
print(early(1), early(0))
for i in range(3):
    with Door(str(i)):
        if i == 1:
            break
print(log)

# --- contexts that look at their errors, or forget them
class Looking:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        print('left with', kind and kind.__name__, error)


class Forgetting(Looking):
    def __exit__(self, *args):
        print('forgets', len(args))
        return True


class Sometimes:
    def __init__(self, forgets):
        self.forgets = forgets

    def __enter__(self):
        return 1

    def __exit__(self, kind, error, trace):
        return self.forgets


for make in (Looking, Forgetting, lambda: Sometimes(True), lambda: Sometimes(0)):
    try:
        with make() as x:
            raise ValueError('v')
        print('went on')
    except ValueError as e:
        print('passed', e)


class Plain:
    def __enter__(self):
        return 'plain'

    def __exit__(self, *args):
        print('plain left')


class Swallowing(Plain):
    def __exit__(self, *args):
        return True


def use(context):
    with context as name:
        raise ValueError(name)


use(Swallowing())
try:
    use(Plain())
except ValueError as e:
    print('out', e)

# --- what is no context
class Plain:
    def __enter__(self):
        return 1

    def __exit__(self, *args):
        pass


class Failing(Plain):
    def __exit__(self, *args):
        raise RuntimeError('in exit')


maybe = [Plain(), None, Failing()]
for one in maybe:
    try:
        with one:
            print('inside')
    except TypeError as e:
        print(e)
    except RuntimeError as e:
        print(e)
try:
    with Failing():
        raise ValueError('lost')
except Exception as e:
    print(type(e).__name__, e)

# --- locks as contexts
import threading

lock = threading.Lock()
guard = threading.RLock()
ready = threading.Condition()
seats = threading.BoundedSemaphore(1)


def count(n):
    with guard, guard:
        with lock:
            if n > 1:
                return n
        raise LookupError('few')


print(count(2), lock.locked())
try:
    count(1)
except LookupError as e:
    print(e, lock.locked(), lock.acquire(False))
lock.release()
with ready:
    ready.notify_all()
with seats:
    print(seats.acquire(False))
print(seats.acquire(False))
with lock as got:
    print(got)

# --- time limits as contexts
import gevent

with gevent.Timeout(0.01, False):
    gevent.sleep(5)
    print('never')
try:
    with gevent.Timeout(0.01) as limit:
        gevent.sleep(5)
except gevent.Timeout as e:
    print(e is limit, e.seconds)
try:
    with gevent.Timeout(0.01, ValueError):
        gevent.sleep(5)
except ValueError as e:
    print('value', repr(e))
try:
    with gevent.Timeout(0.01, exception=KeyError('k')):
        gevent.sleep(5)
except KeyError as e:
    print(repr(e))


def within(seconds, exception):
    with gevent.Timeout(seconds, exception) as t:
        gevent.sleep(0.03)
        return 'in time'
    return 'too late'


print(within(5, False), within(0.001, False))
try:
    with gevent.Timeout(5, False):
        raise ValueError('mine')
except ValueError as e:
    print(e)
outer = gevent.Timeout(0.01)
try:
    with outer:
        with gevent.Timeout(5, False):
            gevent.sleep(5)
except gevent.Timeout as e:
    print(e is outer)
