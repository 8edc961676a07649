import gevent
from gevent import Timeout
from gevent.event import AsyncResult
import functools
import itertools
import logging
import random
import sys

logging.basicConfig(stream=sys.stdout, level=logging.INFO,
                    format="%(levelname)-7s %(name)s: %(message)s")
log = logging.getLogger("retry")


class ServiceError(Exception):
    code = 500


class RateLimited(ServiceError):
    code = 429

    def __init__(self, retry_after):
        self.retry_after = retry_after
        super().__init__(f"retry after {retry_after}s")


class CircuitOpen(RuntimeError):
    pass


def backoff(base=0.01, factor=2, cap=0.05):
    for n in itertools.count():
        yield min(base * factor ** n, cap)


def retry(times, exceptions=(ServiceError,)):
    def outer(fn):
        @functools.wraps(fn)
        def inner(*a, **kw):
            delays = backoff()
            for attempt in range(1, times + 1):
                try:
                    return fn(*a, **kw)
                except RateLimited as exc:
                    log.warning("%s attempt %d: rate limited (%s)", fn.__name__, attempt, exc)
                    gevent.sleep(exc.retry_after)
                except exceptions as exc:
                    wait = next(delays)
                    log.info("%s attempt %d failed: %r, sleeping %.3f", fn.__name__, attempt, exc, wait)
                    gevent.sleep(wait)
            raise CircuitOpen("gave up on {!r} after {} tries".format(fn.__name__, times)) from None
        return inner
    return outer


class Flaky:
    def __init__(self, script):
        self.script = iter(script)

    @retry(4)
    def call(self, x):
        step = next(self.script)
        if isinstance(step, Exception):
            raise step
        if callable(step):
            return step(x)
        return step


def slow(x):
    with Timeout(0.02):
        gevent.sleep(1)
    return x


def main():
    print(Flaky([ServiceError("boom"), RateLimited(0.01), lambda v: v * 2]).call(21))
    try:
        Flaky([ServiceError(i) for i in range(10)]).call(1)
    except CircuitOpen as e:
        print("CircuitOpen:", e, "| cause:", e.__cause__)
    try:
        Flaky([slow]).call(3)
    except Timeout as t:
        print("timed out after", t.seconds, "-", t)
    with Timeout(0.02, False):
        gevent.sleep(0.5)
        print("never printed")
    print(gevent.with_timeout(0.02, gevent.sleep, 2, timeout_value="default"))
    try:
        with Timeout(0.01, ServiceError("custom")):
            gevent.sleep(0.5)
    except ServiceError as e:
        print(type(e).__name__, e, e.code)
    res = AsyncResult()
    gevent.spawn(lambda: res.set_exception(KeyError("missing")))
    try:
        res.get()
    except KeyError as e:
        print("async failed with", repr(e), res.successful())
    g = gevent.spawn(Flaky(["fine"]).call, 0)
    g.link(lambda gl: print("linked:", gl.value, gl.successful()))
    g.join()
    gevent.sleep(0)
    rng = random.Random(7)
    print([round(rng.uniform(0, 1), 4) for _ in range(3)], rng.randint(1, 100))


if __name__ == "__main__":
    main()
