# Three greenlets of gevent take jobs from a queue; a fourth gives up in time.
import gevent
from gevent.queue import Queue, Empty

jobs = Queue()


def worker(name, seconds):
    done = 0
    while True:
        try:
            job = jobs.get(timeout=1)
        except Empty:
            print(f'{name} did {done} jobs')
            return done
        gevent.sleep(seconds)
        print(f'{name}: {job:>2} squared is {job ** 2}')
        done += 1


def boss():
    for job in range(1, 10):
        jobs.put(job)
        gevent.sleep(0.25)


with gevent.Timeout(30):
    workers = [gevent.spawn(worker, 'ann', 0.5), gevent.spawn(worker, 'bob', 0.75)]
    workers.append(gevent.spawn(worker, 'cid', 1))
    gevent.spawn(boss)
    gevent.joinall(workers)
print('all in all', sum(one.value for one in workers))
