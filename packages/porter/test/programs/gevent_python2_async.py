import gevent
from gevent.event import AsyncResult


def async(n):
    await = 7 / n
    gevent.sleep(0.001 * n)
    return await


print [job.get() for job in [gevent.spawn(async, n) for n in range(1, 4)]]
