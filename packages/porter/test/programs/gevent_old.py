# in the manner of Python 2 tutorials
import gevent
from gevent.queue import Queue, Empty

tasks = Queue(maxsize=3)


def worker(name):
    try:
        while True:
            task = tasks.get(timeout=0.01)
            print 'Worker %s got task %s' % (name, task)
            gevent.sleep(0)
    except Empty:
        print 'Quitting', name


def boss():
    for i in xrange(1, 5):
        tasks.put(i)
    print 'Assigned all work', 7 / 2


gevent.joinall([
    gevent.spawn(boss),
    gevent.spawn(worker, 'steve'),
    gevent.spawn(worker, 'john'),
])
