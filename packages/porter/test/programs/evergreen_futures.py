"""A pool of tasks, futures and errors, on Evergreen."""
import evergreen
from evergreen.futures import TaskPoolExecutor

loop = evergreen.EventLoop()


def load(n):
    evergreen.sleep(0.001 * (3 - n))
    if n == 2:
        raise ValueError('no %d' % n)
    return 'page %d' % n


def main():
    pool = TaskPoolExecutor(3)
    futures = [pool.submit(load, n) for n in range(3)]
    for n, future in enumerate(futures):
        try:
            print(n, future.get())
        except ValueError as e:
            print(n, 'failed:', e)
    print([f.done for f in futures])
    pool.shutdown()


evergreen.spawn(main)
loop.run()
