"""Producers and consumers over a channel and a queue, on Evergreen."""
import evergreen
from evergreen.locks import Semaphore
from evergreen.queue import Queue

loop = evergreen.EventLoop()
channel = evergreen.Channel()
slots = Semaphore(2)
done = Queue()


def produce(count):
    for i in range(count):
        channel.send(i)
    channel.send(None)


def consume():
    while True:
        item = channel.receive()
        if item is None:
            break
        with slots:
            evergreen.sleep(0)
            done.put((item, item ** 2))
    done.put(None)


def report():
    total = 0
    while True:
        entry = done.get()
        if entry is None:
            break
        item, square = entry
        total += square
        print('%d squared is %d' % (item, square))
    print('total', total)


for task in (consume, report):
    evergreen.spawn(task)
evergreen.spawn(produce, 4)
loop.run()
