import gevent
from gevent import Greenlet
from gevent.queue import Queue
from gevent.event import Event


class Message(object):
    __slots__ = ('kind', 'body', 'sender')

    def __init__(self, kind, body=None, sender=None):
        self.kind = kind
        self.body = body
        self.sender = sender


class ActorMeta(object):
    registry = {}

    @classmethod
    def register(cls, actor_cls):
        cls.registry[actor_cls.__name__.lower()] = actor_cls
        return actor_cls


class Actor(Greenlet):
    def __init__(self, name):
        self.inbox = Queue()
        self.name_ = name
        self.running = False
        super(Actor, self).__init__()

    def receive(self, message):
        handler = getattr(self, 'on_' + message.kind, self.unknown)
        return handler(message)

    def unknown(self, message):
        print('{}: unknown message {!r}'.format(self.name_, message.kind))

    def tell(self, kind, body=None, sender=None):
        self.inbox.put(Message(kind, body, sender))

    def on_stop(self, message):
        self.running = False

    def _run(self):
        self.running = True
        while self.running:
            self.receive(self.inbox.get())
        return self.name_.upper()


@ActorMeta.register
class Pinger(Actor):
    def __init__(self, name, limit):
        super(Pinger, self).__init__(name)
        self.limit = limit
        self.count = 0

    def on_start(self, message):
        self.peer = message.body
        self.peer.tell('ping', self.count, self)

    def on_pong(self, message):
        self.count += 1
        print('%s pong %d' % (self.name_, message.body))
        if self.count >= self.limit:
            self.peer.tell('stop')
            self.tell('stop')
        else:
            message.sender.tell('ping', self.count, sender=self)


@ActorMeta.register
class Ponger(Actor):
    def on_ping(self, message):
        message.sender.tell('pong', message.body * 2, self)


@ActorMeta.register
class Bank(Actor):
    def __init__(self, name='bank'):
        Actor.__init__(self, name)
        self.accounts = {}

    def on_deposit(self, m):
        who, amount = m.body
        self.accounts.setdefault(who, 0)
        self.accounts[who] += amount

    def on_transfer(self, m):
        (src, dst), amount = m.body
        try:
            if self.accounts[src] < amount:
                raise ValueError('insufficient funds: %s has %d' % (src, self.accounts[src]))
        except KeyError as e:
            print('no such account', e)
        except ValueError as e:
            print('refused:', e)
        else:
            self.accounts[src] -= amount
            self.accounts[dst] = self.accounts.get(dst, 0) + amount

    def on_query(self, m):
        m.sender.set(dict(self.accounts))


def ask(actor, kind, timeout=1):
    box = gevent.event.AsyncResult()
    actor.tell(kind, sender=box)
    return box.get(timeout=timeout)


ping, pong = Pinger('ping', 3), Ponger('pong')
ping.start(); pong.start()
ping.tell('start', pong)
ping.tell('dance')
gevent.joinall([ping, pong])
print(ping.value, pong.value, sorted(ActorMeta.registry))

bank = Bank()
bank.start()
for who, amount in {'ann': 100, 'bob': 20}.items():
    bank.tell('deposit', (who, amount))
bank.tell('transfer', (('ann', 'bob'), 30))
bank.tell('transfer', (('bob', 'cid'), 500))
bank.tell('transfer', (('dan', 'bob'), 1))
print(ask(bank, 'query'))
bank.link(lambda g: print('bank ended', g.value))
bank.tell('stop')
bank.join()
gevent.sleep(0)
try:
    ask(bank, 'query', timeout=0.01)
except gevent.Timeout as t:
    print('timeout', t, t.seconds)
m = Message('a')
try:
    m.extra = 1
except AttributeError as e:
    print('slots hold')
