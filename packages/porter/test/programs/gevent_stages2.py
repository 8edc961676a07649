import gevent
from gevent.pool import Group, Pool
from gevent.queue import JoinableQueue, Queue, PriorityQueue
from collections import Counter, namedtuple
import string

TEXT = """It was the best of times, it was the worst of times,
it was the age of wisdom, it was the age of foolishness,
it was the epoch of belief, it was the epoch of incredulity"""

Stage = namedtuple("Stage", "name func workers")
SENTINEL = object()


class Pipeline:
    def __init__(self, *stages):
        self.stages = [Stage(*s) for s in stages]
        self.queues = [Queue() for _ in range(len(stages) + 1)]
        self.group = Group()

    def _work(self, stage, inq, outq, remaining):
        while True:
            item = inq.get()
            if item is SENTINEL:
                remaining[0] -= 1
                if remaining[0] == 0:
                    outq.put(SENTINEL)
                else:
                    inq.put(SENTINEL)
                return
            result = stage.func(item)
            if result is None:
                continue
            if isinstance(result, list):
                for r in result:
                    outq.put(r)
            else:
                outq.put(result)

    def run(self, items):
        for i, stage in enumerate(self.stages):
            remaining = [stage.workers]
            for _ in range(stage.workers):
                self.group.spawn(self._work, stage, self.queues[i], self.queues[i + 1], remaining)
        for item in items:
            self.queues[0].put(item)
        self.queues[0].put(SENTINEL)
        self.group.join()
        out = self.queues[-1]
        while not out.empty():
            x = out.get()
            if x is not SENTINEL:
                yield x


def split(line):
    return line.split()


def clean(word):
    gevent.sleep(0.001)
    word = word.strip(string.punctuation).lower()
    return word or None


def drop_short(word):
    return word if len(word) > 2 else None


def main():
    p = Pipeline(("split", split, 2), ("clean", clean, 3), ("filter", drop_short, 1))
    counts = Counter(p.run(TEXT.splitlines()))
    for word, n in sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:6]:
        print("{:>8} {}".format(word, "#" * n))
    print("stages:", " > ".join(s.name for s in p.stages))

    pq = PriorityQueue()
    for prio, job in [(3, "sweep"), (1, "alarm"), (2, "email"), (1, "alert")]:
        pq.put((prio, job))
    print([pq.get()[1] for _ in range(pq.qsize())])

    jq = JoinableQueue()
    done = []

    def consumer(name):
        for item in jq:
            try:
                gevent.sleep(0.002 * item)
                done.append(item)
            finally:
                jq.task_done()

    for n in "ab":
        gevent.spawn(consumer, n)
    for i in range(1, 6):
        jq.put(i)
    jq.join()
    print("joined, sum:", sum(done), "unfinished:", jq.unfinished_tasks)

    pool = Pool(2)
    print(pool.map(lambda w: w[::-1], ["abc", "def", "ghi"]))
    print(list(pool.imap(pow, [2, 3, 4], [5, 2, 3])))
    print(sorted(pool.imap_unordered(len, ["x", "yyy", "zz"])))


main()
