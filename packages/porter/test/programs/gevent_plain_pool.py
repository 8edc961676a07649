"""Run jobs in a gevent pool with per-job timeouts and retries."""
import functools
import itertools
import random

import gevent
from gevent import Timeout
from gevent.pool import Pool, Group
from gevent.event import AsyncResult

random.seed(7)


class TooSlow(Exception):
    pass


def retry(times, exceptions=(Exception,)):
    def decorator(func):
        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            for attempt in itertools.count(1):
                try:
                    return func(*args, **kwargs)
                except exceptions as e:
                    print(f"  {func.__name__}{args} attempt {attempt}: {type(e).__name__}: {e}")
                    if attempt >= times:
                        raise
        return wrapper
    return decorator


calls = {}


@retry(times=2, exceptions=(IOError, TooSlow))
def flaky(n):
    """Fail the first time for odd numbers, hang for multiples of five."""
    calls[n] = calls.get(n, 0) + 1
    with Timeout(0.05, TooSlow("gave up on %d" % n)):
        if n % 5 == 0:
            gevent.sleep(10)
        if n % 2 and calls[n] == 1:
            raise IOError("connection reset")
        gevent.sleep(0.001 * n)
        return n * n


def safe(n):
    try:
        return flaky(n)
    except TooSlow:
        return None


def main():
    print(flaky.__name__, "-", flaky.__doc__)
    pool = Pool(1)
    results = pool.map(safe, range(1, 7))
    print("map", results)

    pool = Pool(3)
    delays = [random.randint(1, 9) for _ in range(5)]
    print("delays", delays)

    def job(i):
        gevent.sleep(i / 1000.0)
        return i

    print("imap", list(pool.imap(job, [5, 1, 3])))
    print("unordered", sorted(pool.imap_unordered(job, [5, 1, 3])))
    print("free", pool.free_count())

    result = AsyncResult()
    pool.apply_async(job, (4,), callback=lambda v: result.set(v * 10))
    print("async", result.get(timeout=1))

    group = Group()
    fast = group.spawn(job, 1)
    slow = group.spawn(gevent.sleep, 30)
    done = gevent.wait([fast, slow], count=1)
    print("first done is fast:", done[0] is fast, fast.value, slow.ready())
    group.kill()
    print("killed", slow.dead, slow.successful(), repr(slow.value), len(group))

    broken = gevent.spawn(lambda: {}["nope"])
    broken.join()
    print("broken", broken.successful(), repr(broken.exception))
    try:
        broken.get()
    except KeyError as e:
        print("KeyError", e)
    timer = Timeout.start_new(0.01)
    try:
        gevent.sleep(5)
    except Timeout as t:
        print("timer", t is timer, str(t))
    finally:
        timer.close()


if __name__ == "__main__":
    main()
