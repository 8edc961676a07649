"""Nobody joins these threads, or shuts the pool down: the program ends when they have."""
import threading
import time
from concurrent.futures import ThreadPoolExecutor

lock = threading.Lock()


def say(*words):
    with lock:
        print(*words)


def job(number, pause=0.01, note=''):
    time.sleep(pause)
    say('job', number, note)
    return number


def parent():
    time.sleep(0.1)
    say('parent')
    threading.Thread(target=child, kwargs={'name': 'ann'}).start()


def child(name, greeting='hello'):
    time.sleep(0.01)
    say(greeting, name)


def watch():
    while True:
        time.sleep(0.3)
        say('never: a daemon is not waited for')


pool = ThreadPoolExecutor(max_workers=1)
for number in range(3):
    pool.submit(job, number, note='of the pool')

threading.Thread(target=watch, daemon=True).start()
threading.Thread(target=parent).start()
timer = threading.Timer(0.2, say, ['tick'])
timer.start()
cancelled = threading.Timer(0.2, say, ['never: it was cancelled'])
cancelled.start()
cancelled.cancel()
say('main ends')
