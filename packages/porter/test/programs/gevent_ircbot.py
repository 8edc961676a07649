#!/usr/bin/env python
# minimal IRC client + fake server, both greenlets
import re
import gevent
from gevent import socket, queue
from gevent.server import StreamServer


class Irc(object):
    '''Provides a basic interface to an IRC server'''

    def __init__(self, settings):
        self.server = settings['server']
        self.nick = settings['nick']
        self.realname = settings.get('realname', 'bot')
        self.conn = None
        self.idle = 0
        self.ops = queue.Queue()
        self.lines = queue.Queue()
        self._handlers = {}
        self.log = []

    def on(self, command):
        def deco(f):
            self._handlers.setdefault(command.upper(), []).append(f)
            return f
        return deco

    def connect(self):
        self.conn = Connection(self.server)
        self.jobs = [gevent.spawn(self.conn.connect), gevent.spawn(self._event_loop)]
        self.cmd('NICK', [self.nick])
        self.cmd('USER', [self.nick, '3', '*', self.realname])

    def cmd(self, command, args, prefix=None):
        if prefix is None:
            self.conn.oqueue.put(self._fmt(command, args))
        else:
            self.conn.oqueue.put(prefix + self._fmt(command, args))

    @staticmethod
    def _fmt(command, args):
        args = list(args)
        if args and ' ' in args[-1]:
            args[-1] = ':' + args[-1]
        return ' '.join([command] + args)

    def _parse(self, line):
        prefix, command, params = re.match(r'^(?::(\S+) )?(\S+)(.*)$', line).groups()
        params = params.strip()
        trailing = None
        if ' :' in ' ' + params:
            params, _, trailing = (' ' + params).partition(' :')
        out = params.split()
        if trailing is not None:
            out.append(trailing)
        return dict(prefix=prefix, nick=(prefix or '').split('!')[0], command=command, params=out)

    def _event_loop(self):
        while True:
            line = self.conn.iqueue.get()
            if line is None:
                break
            event = self._parse(line)
            for fn in self._handlers.get(event['command'], ()) + self._handlers.get('*', []) if False else \
                    self._handlers.get(event['command'], []):
                fn(self, event)


class Connection(object):
    def __init__(self, address):
        self._address = address
        self.iqueue = queue.Queue()
        self.oqueue = queue.Queue()
        self._ibuffer = ''
        self._obuffer = ''

    def connect(self):
        self._socket = socket.create_connection(self._address)
        try:
            jobs = [gevent.spawn(self._recv_loop), gevent.spawn(self._send_loop)]
            gevent.joinall(jobs, count=1)
        finally:
            gevent.killall(jobs)
            self._socket.close()
            self.iqueue.put(None)

    def disconnect(self):
        self._socket.close()

    def _recv_loop(self):
        while True:
            data = self._socket.recv(4096)
            if not data:
                return
            self._ibuffer += data.decode('utf8')
            while '\r\n' in self._ibuffer:
                line, self._ibuffer = self._ibuffer.split('\r\n', 1)
                self.iqueue.put(line)

    def _send_loop(self):
        while True:
            line = self.oqueue.get().splitlines()[0][:500]
            self._obuffer += line + '\r\n'
            while self._obuffer:
                sent = self._socket.send(self._obuffer.encode('utf8'))
                self._obuffer = self._obuffer[sent:]


transcript = []


def fake_server(sock, addr):
    f = sock.makefile('rw', newline='\r\n')

    def say(*parts):
        f.write(' '.join(parts) + '\r\n')
        f.flush()

    nick = None
    for line in f:
        line = line.rstrip()
        transcript.append(line)
        verb, rest = line.split(' ', 1)
        if verb == 'NICK':
            nick = rest
        elif verb == 'USER':
            say(':irc.local 001', nick, ':Welcome to the net,', nick)
        elif verb == 'JOIN':
            say(':%s!u@h JOIN %s' % (nick, rest))
            say('PING :tok en')
        elif verb == 'PONG':
            say(':ann!u@h PRIVMSG #chan :!add 2 3 4')
            say(':bob!u@h PRIVMSG #chan :!add x')
            say(':bob!u@h PRIVMSG #chan :hello there')
            say(':ann!u@h PRIVMSG #chan :!quit')
        elif verb == 'QUIT':
            break


server = StreamServer(('127.0.0.1', 0), fake_server)
server.start()
bot = Irc({'server': ('127.0.0.1', server.server_port), 'nick': 'robot'})


@bot.on('001')
def welcome(irc, e):
    print('welcome:', e['params'][-1], 'from', e['prefix'])
    irc.cmd('JOIN', ['#chan'])


@bot.on('ping')
def ping(irc, e):
    irc.cmd('PONG', e['params'])


@bot.on('PRIVMSG')
def message(irc, e):
    channel, text = e['params']
    print('<%(nick)s> %(params)s' % e)
    if not text.startswith('!'):
        return
    name, *args = text[1:].split()
    try:
        reply = {'add': lambda *xs: sum(map(int, xs)), 'quit': lambda: irc.cmd('QUIT', ['bye now'])}[name](*args)
    except (ValueError, KeyError) as exc:
        reply = 'error: %s' % exc
    if reply is not None:
        irc.cmd('PRIVMSG', [channel, '%s: %s' % (e['nick'], reply)])


bot.connect()
gevent.joinall(bot.jobs, timeout=3)
print([j.ready() for j in bot.jobs])
for line in transcript:
    print('>>', line)
server.stop()
