# What cannot be translated is marked, and throws when it is reached; the rest runs.
import gevent
import ctypes


def clock():
    for tick in range(3):
        gevent.sleep(1)
        print('tick', tick)


def native():
    return ctypes.CDLL(None).getpid()


def calculate(text):
    return eval(text)


ticking = gevent.spawn(clock)
try:
    print(calculate('1 + 1'))
except ValueError:
    print('not reached: no except of Python catches it')
finally:
    gevent.joinall([ticking])
