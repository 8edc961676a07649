"""Pretend crawler and bank with threads, a pool of workers, rate limiter, pub/sub."""
import collections
import queue
import threading
import time
from concurrent import futures
from contextlib import contextmanager

PAGES = {
    '/': ['/a', '/b', '/c'], '/a': ['/a/1', '/', '/b'], '/b': ['/b/1', '/missing'], '/c': [],
    '/a/1': ['/c'], '/b/1': ['/b/2'], '/b/2': ['/b/1'],
}


class NotFound(LookupError):
    pass


def fetch(url):
    time.sleep(0.002)
    try:
        return PAGES[url]
    except KeyError:
        raise NotFound(url) from None


class Crawler:
    def __init__(self, workers=3):
        self.todo = queue.Queue()
        self.seen = set()
        self.lock = threading.Lock()
        self.pages, self.errors = {}, {}
        self.workers = [threading.Thread(target=self.loop, daemon=True, name='crawler-%d' % i) for i in range(workers)]

    def add(self, url):
        with self.lock:
            if url in self.seen:
                return False
            self.seen.add(url)
        self.todo.put(url)
        return True

    def loop(self):
        while True:
            url = self.todo.get()
            try:
                links = fetch(url)
            except NotFound as e:
                with self.lock:
                    self.errors[url] = e
            else:
                with self.lock:
                    self.pages[url] = sum(map(self._queued, links)) if False else len(links)
                for link in links:
                    self.add(link)
            finally:
                self.todo.task_done()

    def _queued(self, link):
        return link in self.seen

    def run(self, start):
        self.add(start)
        for w in self.workers:
            w.start()
        self.todo.join()
        return self


c = Crawler().run('/')
print(sorted(c.pages.items()), c.errors, repr(list(c.errors.values())[0]), len(c.seen))


class Topic:
    def __init__(self):
        self._subs = collections.defaultdict(list)
        self._lock = threading.RLock()

    def subscribe(self, name):
        q = queue.SimpleQueue()
        with self._lock:
            self._subs[name].append(q)
        return q

    def publish(self, name, *messages):
        with self._lock:
            for q in self._subs[name]:
                for m in messages:
                    q.put(m)
        return len(self._subs[name])


topic = Topic()
inboxes = [topic.subscribe('news') for _ in range(2)]
received = []


def reader(i, inbox):
    for msg in iter(inbox.get, 'stop'):
        received.append((i, msg))


threads = [threading.Thread(target=reader, args=pair) for pair in enumerate(inboxes)]
for t in threads:
    t.start()
print(topic.publish('news', 'a', 'b'), topic.publish('other', 'x'), topic.publish('news', 'stop'))
for t in threads:
    t.join()
print(sorted(received))


class ReadWriteLock:
    def __init__(self):
        self._cond = threading.Condition()
        self._readers = 0
        self._writing = False

    @contextmanager
    def read(self):
        with self._cond:
            self._cond.wait_for(lambda: not self._writing)
            self._readers += 1
        try:
            yield
        finally:
            with self._cond:
                self._readers -= 1
                if not self._readers:
                    self._cond.notify_all()

    @contextmanager
    def write(self):
        with self._cond:
            while self._writing or self._readers:
                self._cond.wait()
            self._writing = True
        try:
            yield
        finally:
            with self._cond:
                self._writing = False
                self._cond.notify_all()


rw = ReadWriteLock()
shared = {'value': 0}
snapshots = []


def write(n):
    for _ in range(n):
        with rw.write():
            v = shared['value']
            time.sleep(0.001)
            shared['value'] = v + 1


def read(n):
    for _ in range(n):
        with rw.read():
            before = shared['value']
            time.sleep(0.001)
            snapshots.append(before == shared['value'])


ts = [threading.Thread(target=write, args=(5,)) for _ in range(3)] + [threading.Thread(target=read, args=(4,)) for _ in range(2)]
[t.start() for t in ts]
[t.join() for t in ts]
print(shared, all(snapshots), len(snapshots))


def job(n):
    time.sleep(0.003 * (4 - n))
    if n == 2:
        raise ZeroDivisionError('n is two')
    return n ** 2


with futures.ThreadPoolExecutor(2, thread_name_prefix='pool') as ex:
    fs = [ex.submit(job, n) for n in range(4)]
    done, pending = futures.wait(fs)
    print(len(done), len(pending), [f.exception() and type(f.exception()).__name__ for f in fs], [f.result() for f in fs if not f.exception()])
    fs[0].add_done_callback(lambda f: print('callback', f.result()))
    print(sum(f.done() for f in fs), list(ex.map(pow, [2, 3], [5, 2])))
    try:
        list(ex.map(job, range(4)))
    except ZeroDivisionError as e:
        print('map raised', e)


class Once:
    def __init__(self, fn):
        self.fn, self.lock, self.ran = fn, threading.Lock(), 0

    def __call__(self):
        if not self.lock.acquire(blocking=False):
            return 'busy'
        self.ran += 1
        return self.fn()


once = Once(lambda: 'first')
print([once() for _ in range(3)], once.ran, once.lock.locked())
stop = threading.Event()
ticks = []


def ticker():
    while not stop.wait(0.002):
        ticks.append(len(ticks))


t = threading.Thread(target=ticker)
t.start()
while len(ticks) < 3:
    time.sleep(0.001)
stop.set()
t.join()
print(ticks[:3], t.is_alive(), stop.is_set(), threading.current_thread() is threading.main_thread())


class Result(threading.Thread):
    def __init__(self, fn, *args):
        super().__init__()
        self.fn, self.args, self.value, self.error = fn, args, None, None
        self.start()

    def run(self):
        try:
            self.value = self.fn(*self.args)
        except Exception as e:
            self.error = e

    def get(self):
        self.join()
        if self.error is not None:
            raise self.error
        return self.value


print(Result(max, 3, 9).get())
try:
    Result(int, 'x').get()
except ValueError as e:
    print('from thread:', e)
