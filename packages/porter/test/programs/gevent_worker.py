"""Workers with timeouts, results and errors, in the manner of tutorials."""
import gevent
from gevent import Timeout
from gevent.event import AsyncResult
from gevent.queue import JoinableQueue

jobs = JoinableQueue()
results = []


def handler(n):
    with Timeout(0.05, False):
        gevent.sleep(0.001 if n % 3 else 5)
        if n == 4:
            raise RuntimeError('job %d' % n)
        return n * 10
    return 'timeout'


def worker(name):
    while True:
        n = jobs.get()
        try:
            results.append((n, handler(n)))
        except RuntimeError as e:
            results.append((n, 'error: %s' % e))
        finally:
            jobs.task_done()


workers = [gevent.spawn(worker, i) for i in range(2)]
for n in range(6):
    jobs.put(n)
jobs.join()
gevent.killall(workers)
for n, result in sorted(results, key=lambda r: r[0]):
    print(n, result)
print(all(w.ready() for w in workers))
answer = AsyncResult()
gevent.spawn_later(0.001, answer.set, 42)
print(answer.get(timeout=1))
