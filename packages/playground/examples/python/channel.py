# Evergreen: a channel hands over values, one at a time; an event tells when all is done.
import evergreen
from evergreen import Channel
from evergreen.event import Event

loop = evergreen.EventLoop()
channel = Channel()
done = Event()


def producer():
    for word in 'green threads for everybody'.split():
        channel.send(word)
        evergreen.sleep(0.5)
    done.set()


def consumer():
    for _ in range(4):
        print(channel.receive().upper())


def watcher():
    if not done.wait(timeout=1):
        print('... still at it')
    done.wait()
    print('done')


for task in producer, consumer, watcher:
    evergreen.spawn(task)
loop.run()
