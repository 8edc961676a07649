import gevent
from gevent.queue import JoinableQueue, Queue
from gevent.local import local

DONE = object()
stats = local()


def stage(name, func, source, target):
    """Reads items from source, applies func and writes to target."""
    stats.count = 0
    for item in iter(source.get, DONE):
        stats.count += 1
        for result in func(item):
            target.put(result)
    target.put(DONE)
    print('%s processed %d items' % (name, stats.count))
    return stats.count


def read_lines(text):
    for line in text.splitlines():
        yield line.strip()


def split_words(line):
    for word in line.split():
        yield word.strip('.,!?').lower()


def only_long(word):
    if len(word) > 3:
        yield word


TEXT = """The quick brown fox jumps over the lazy dog.
A green thread is scheduled by a library, not by the kernel!
Why would anybody want threads? Because blocking code is simple."""

queues = [Queue(), Queue(2), Queue(2), Queue()]
stages = [
    gevent.spawn(stage, 'reader', read_lines, queues[0], queues[1]),
    gevent.spawn(stage, 'splitter', split_words, queues[1], queues[2]),
    gevent.spawn(stage, 'filter', only_long, queues[2], queues[3]),
]
queues[0].put(TEXT)
queues[0].put(DONE)

counts = {}
while True:
    word = queues[3].get()
    if word is DONE:
        break
    counts[word] = counts.get(word, 0) + 1
gevent.joinall(stages)
print([s.value for s in stages])
for word, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:6]:
    print('%-10s %d' % (word, count))
print('main has stats:', hasattr(stats, 'count'))

todo = JoinableQueue()
finished = []


def worker(n):
    while True:
        item = todo.get()
        try:
            gevent.sleep(0.001 * item)
            finished.append((n, item))
        finally:
            todo.task_done()


workers = [gevent.spawn(worker, n) for n in range(2)]
for i in (5, 1, 2, 9):
    todo.put(i)
todo.join()
gevent.killall(workers)
print(finished)
