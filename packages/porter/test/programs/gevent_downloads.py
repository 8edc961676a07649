from gevent import monkey; monkey.patch_all()

import threading
import time
import random
from queue import Queue

random.seed(7)
lock = threading.Lock()
results = []


class Downloader(threading.Thread):
    def __init__(self, queue, out):
        threading.Thread.__init__(self)
        self.queue = queue
        self.out = out

    def run(self):
        while True:
            url = self.queue.get()
            try:
                data = self.download(url)
                with lock:
                    results.append((self.name, url))
                self.out.put((url, data))
            finally:
                self.queue.task_done()

    def download(self, url):
        time.sleep(0.01)
        return len(url) * 10


def main():
    urls = ['http://example.com/%s' % name for name in ('a', 'bb', 'ccc', 'dddd', 'eeeee')]
    queue = Queue()
    out = Queue()
    for i in range(2):
        t = Downloader(queue, out)
        t.daemon = True
        t.start()
        print('started', t.name)
    for url in urls:
        queue.put(url)
    queue.join()
    print('all downloaded')
    total = 0
    while not out.empty():
        url, data = out.get()
        print(url, data)
        total += data
    print('total', total)
    for name, url in results:
        print(name, 'fetched', url)

    counter = {'value': 0}

    def increment(times):
        for _ in range(times):
            with lock:
                current = counter['value']
                time.sleep(0)
                counter['value'] = current + 1

    threads = [threading.Thread(target=increment, args=(10,)) for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print('counter', counter['value'])
    print('alive', [t.is_alive() for t in threads])
    print(threading.current_thread().name)


if __name__ == '__main__':
    main()
