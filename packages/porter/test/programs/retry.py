"""Retries, context managers and a circuit breaker; time is counted, not waited for."""
import contextlib
import functools


class Clock:
    now = 0

    @classmethod
    def sleep(cls, seconds):
        cls.now += seconds


def retry(times, delay=1, backoff=2, errors=(Exception,)):
    def decorate(fn):
        @functools.wraps(fn)
        def wrapper(*args, **kwargs):
            wait = delay
            for attempt in range(1, times + 1):
                try:
                    return fn(*args, **kwargs)
                except errors as e:
                    print('attempt %d: %s: %s' % (attempt, type(e).__name__, e))
                    if attempt == times:
                        raise
                    Clock.sleep(wait)
                    wait *= backoff
        return wrapper
    return decorate


calls = []


@retry(3, errors=(ValueError, OSError))
def flaky(fail):
    calls.append(fail)
    if len(calls) <= fail:
        raise ValueError('call %d' % len(calls))
    return 'ok after %d' % len(calls)


@contextlib.contextmanager
def timed(name):
    start = Clock.now
    try:
        yield lambda: Clock.now - start
    finally:
        print('%s took %s' % (name, Clock.now - start))


with timed('first') as elapsed:
    print(flaky(2), elapsed())
del calls[:]
try:
    with timed('second'):
        flaky(9)
except ValueError as e:
    print('gave up:', e, flaky.__name__)
with contextlib.suppress(ZeroDivisionError):
    1 / 0
print(Clock.now)
