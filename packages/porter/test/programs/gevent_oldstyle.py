#!/usr/bin/env python2.7
# A chat server; telnet to it.  (c) 2011
import gevent
from gevent import socket
from gevent.server import StreamServer
from gevent.event import Event
import string, sys, time

class Room:
    def __init__(self, name):
        self.name = name
        self.users = {}
        self.messages = []

    def join(self, user):
        if self.users.has_key(user.nick):
            raise ValueError, "nick %s is taken" % user.nick
        self.users[user.nick] = user
        self.tell("* %s joined %s" % (user.nick, self.name), skip=user)

    def part(self, user):
        del self.users[user.nick]
        self.tell("* %s left" % user.nick)

    def tell(self, text, skip=None):
        self.messages.append(text)
        for nick in sorted(self.users.keys()):
            user = self.users[nick]
            if user is not skip:
                user.write(text)

class User:
    def __init__(self, sock):
        self.sock = sock
        self.file = sock.makefile('r')
        self.nick = None
    def write(self, text):
        self.sock.sendall(text + '\r\n')
    def ask(self, prompt):
        self.sock.sendall(prompt)
        return self.file.readline().strip()

lobby = Room('#lobby')

def handle(sock, address):
    user = User(sock)
    user.nick = user.ask('nick? ')
    try:
        lobby.join(user)
    except ValueError, e:
        user.write('error: %s' % e)
        sock.close()
        return
    user.write('hello %s' % user.nick)
    try:
        while True:
            line = user.file.readline()
            if not line:
                break
            line = line.strip()
            if line.startswith('/'):
                parts = string.split(line[1:], ' ', 1)
                cmd = parts[0]
                if cmd == 'quit':
                    break
                elif cmd == 'who':
                    user.write(', '.join(map(lambda n: n.upper(), sorted(lobby.users))))
                elif cmd == 'me' and len(parts) == 2:
                    lobby.tell('* %s %s' % (user.nick, parts[1]))
                else:
                    user.write('unknown command %s' % `cmd`)
            else:
                lobby.tell('<%s> %s' % (user.nick, line))
    finally:
        lobby.part(user)
        sock.close()

class Client:
    def __init__(self, port, nick):
        self.sock = socket.create_connection(('127.0.0.1', port))
        self.f = self.sock.makefile('r')
        assert self.f.read(6) == 'nick? '
        self.say(nick)
    def say(self, text):
        self.sock.sendall(text + '\n')
    def hear(self, n=1):
        lines = []
        for i in xrange(n):
            lines.append(self.f.readline().rstrip())
        return lines
    def close(self):
        self.sock.close()

if __name__ == '__main__':
    server = StreamServer(('127.0.0.1', 0), handle)
    server.start()
    port = server.server_port
    ann = Client(port, 'ann')
    print ann.hear()
    bob = Client(port, 'bob')
    print bob.hear(), ann.hear()
    bob2 = Client(port, 'bob')
    print bob2.hear()
    ann.say('hi bob')
    print ann.hear(), bob.hear()
    bob.say('/me waves')
    print ann.hear(), bob.hear()
    bob.say('/who')
    print bob.hear()
    bob.say('/dance')
    print bob.hear()
    bob.say('/quit')
    print ann.hear()
    ann.close()
    bob.close()
    gevent.sleep(0.02)
    print len(lobby.users), len(lobby.messages)
    for i, m in enumerate(lobby.messages):
        print "%2d" % i, m
    print >> sys.stdout, 'done', 0x10, 3 / 2, 3 // 2, 3 / 2.0
    if not lobby.users: print 'empty',
    print 'room'
    server.stop()
