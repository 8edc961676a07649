import sys
import os
import gevent
from gevent import subprocess, select, socket
from gevent.subprocess import Popen, PIPE, STDOUT
from gevent.queue import Queue, Channel


def run(cmd, input=None, timeout=5):
    p = Popen(cmd, stdin=PIPE, stdout=PIPE, stderr=STDOUT)
    try:
        out, _ = p.communicate(input, timeout=timeout)
    except subprocess.TimeoutExpired:
        p.kill()
        p.wait()
        return None, ''
    return p.returncode, out.decode().strip()


def parallel(commands, size=3):
    results = [None] * len(commands)
    work = Queue()
    for i, c in enumerate(commands):
        work.put((i, c))

    def worker():
        while not work.empty():
            i, c = work.get()
            results[i] = run(c)

    gevent.joinall([gevent.spawn(worker) for _ in range(size)])
    return results


def test_select():
    a, b = socket.socketpair()
    r, w, x = select.select([a], [], [], 0.01)
    print('readable before:', len(r))
    gevent.spawn_later(0.02, b.sendall, b'data here')
    r, w, x = select.select([a, b], [], [], 1)
    print('readable after:', r == [a], a.recv(4), a.recv(100))
    r, w, x = select.select([], [a, b], [], 1)
    print('writable:', len(w))
    b.close()
    print('eof:', a.recv(10))
    a.close()


def main():
    cmds = [
        ['echo', 'hello'],
        ['sh', '-c', 'echo out; echo err >&2; exit 3'],
        ['sh', '-c', 'for i in 1 2 3; do echo line $i; done | sort -r'],
        ['cat'],
        ['sh', '-c', 'exit 1'],
    ]
    for c, (rc, text) in zip(cmds, parallel(cmds)):
        print('%-6s rc=%s %r' % (c[0], rc, text))
    print(run(['cat'], b'shout this\n'))
    print(run(['sleep', '5'], timeout=0.1))

    out = subprocess.check_output(['sh', '-c', 'echo $GREETING, $1', 'sh', 'world'],
                                  env=dict(os.environ, GREETING='Hi'))
    print(out)
    try:
        subprocess.check_call(['sh', '-c', 'exit 7'])
    except subprocess.CalledProcessError as e:
        print('CalledProcessError', e.returncode, e.cmd)
    try:
        Popen(['/no/such/binary'])
    except OSError as e:
        print(type(e).__name__, e.errno)

    p = Popen(['sort', '-r'], stdin=PIPE, stdout=PIPE, universal_newlines=True)
    for fruit in ['banana', 'apple', 'cherry']:
        p.stdin.write(fruit + '\n')
    p.stdin.close()
    print([line.rstrip() for line in p.stdout], p.wait())

    test_select()
    ch = Channel()

    def sender():
        for i in range(3):
            ch.put(i)
        ch.put(StopIteration)

    gevent.spawn(sender)
    print('channel:', list(ch))


if __name__ == '__main__':
    main()
