#!/usr/bin/env python
# simple chat server, line based, python 2
import gevent
from gevent import monkey; monkey.patch_all()
from gevent.server import StreamServer
from gevent.queue import Queue
import socket, re, sys

users = {}  # mapping of username -> Queue
HELP = """commands:
    /who
    /msg <user> <text>
    /quit"""

class Command(object):
    registry = {}
    def __init__(self, name, nargs=0):
        self.name, self.nargs = name, nargs
    def __call__(self, f):
        self.registry[self.name] = (f, self.nargs)
        return f

@Command('who')
def cmd_who(me):
    return 'online: ' + ', '.join(sorted(users.keys()))

@Command('msg', 2)
def cmd_msg(me, user, text):
    if not users.has_key(user):
        raise KeyError, 'no such user %s' % user
    users[user].put('[%s] %s' % (me, text))
    return 'sent'

@Command('help')
def cmd_help(me):
    return HELP

def broadcast(msg, exclude=None):
    for user, q in users.iteritems():
        if user <> exclude:
            q.put(msg)

def reader(username, f):
    """Pumps lines from the client to everybody"""
    for l in f:
        l = l.strip()
        m = re.match(r'^/(\w+)\s*(.*)$', l)
        if m is None:
            broadcast("%s> %s" % (username, l), username)
            continue
        name, rest = m.groups()
        if name == 'quit':
            break
        try:
            func, nargs = Command.registry[name]
            args = rest.split(None, nargs - 1) if nargs else []
            users[username].put(func(username, *args))
        except KeyError, e:
            users[username].put('error: %s' % e.args[0])
        except TypeError:
            users[username].put('usage error')

def writer(q, sock):
    while True:
        msg = q.get()
        if msg is None: break
        sock.sendall(msg + '\n')

def handle(sock, (ip, port)):
    sock.sendall('Username: ')
    f = sock.makefile()
    name = f.readline().strip()
    if name in users:
        sock.sendall('taken\n')
        return
    q = users[name] = Queue()
    broadcast('*** %s joined' % name, name)
    w = gevent.spawn(writer, q, sock)
    try:
        r = gevent.spawn(reader, name, f)
        gevent.joinall([r])
    finally:
        del users[name]
        q.put(None)
        w.join()
        broadcast('*** %s left' % name)

def read_until(s, what):
    data = ''
    while what not in data:
        chunk = s.recv(100)
        if not chunk: return data + '<eof>'
        data += chunk
    return data

if __name__ == '__main__':
    s = StreamServer(('127.0.0.1', 0), handle)
    s.start()
    def login(name):
        c = socket.create_connection(('127.0.0.1', s.server_port))
        print repr(read_until(c, ': '))
        c.sendall(name + '\n')
        return c
    ann = login('ann')
    bob = login('bob')
    print `read_until(ann, 'joined\n')`
    ann.sendall('hello there\n')
    print `read_until(bob, '\n')`
    bob.sendall('/who\n/msg ann hi you\n')
    print repr(read_until(bob, 'sent\n'))
    print read_until(ann, 'you\n').strip()
    ann.sendall('/msg cid x\n')
    print repr(read_until(ann, '\n'))
    ann.sendall('/msg\n')
    print repr(read_until(ann, '\n'))
    ann.sendall('/help\n')
    print read_until(ann, '/quit\n')
    ann.sendall('/quit\n')
    print repr(read_until(ann, 'never'))
    print repr(read_until(bob, 'left\n'))
    print users.keys(), len(users)
    dup = login('bob')
    print repr(read_until(dup, 'zzz'))
    s.stop()
