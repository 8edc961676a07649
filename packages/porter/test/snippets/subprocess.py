# --- programs that are run without gevent
import os
import subprocess
from subprocess import PIPE, CalledProcessError, Popen

print(subprocess.run(['echo', 'hello'], stdout=PIPE))
done = subprocess.run(['sh', '-c', 'echo out; echo err >&2; exit 3'], capture_output=True, text=True)
print(done.returncode, repr(done.stdout), repr(done.stderr), done.args)
print(subprocess.check_output(['echo', 'a b'], text=True).strip())
print(subprocess.check_output('echo $((1 + 2))', shell=True))
try:
    subprocess.run(['sh', '-c', 'exit 2'], check=True)
except CalledProcessError as e:
    print(e, e.returncode, e.cmd, e.output)
try:
    done.check_returncode()
except CalledProcessError as e:
    print(e, repr(e.stderr))
try:
    subprocess.check_output(['sh', '-c', 'echo partial; exit 1'], stderr=subprocess.STDOUT)
except CalledProcessError as e:
    print(e.output)
print(subprocess.run(['cat'], input='fed\n', text=True, stdout=PIPE).stdout)
print(subprocess.run(['cat'], input=b'bytes', stdout=PIPE).stdout)
p = Popen(['sort', '-r'], stdin=PIPE, stdout=PIPE, text=True)
out, err = p.communicate('a\nb\n')
print(repr(out), err, p.returncode, p.poll(), p.args)
with Popen(['sh', '-c', 'exit 4']) as q:
    print(q.wait(), q.returncode)
try:
    subprocess.run(['no-such-program-here'])
except FileNotFoundError as e:
    print(type(e).__name__, e)
print(subprocess.call(['true']), subprocess.call('exit 7', shell=True), subprocess.getoutput('echo hi'), subprocess.getstatusoutput('echo x; exit 5'))
print(subprocess.run(['sh', '-c', 'echo $NAME; pwd'], env={'NAME': 'ann', 'PATH': os.environ['PATH']}, cwd='/', capture_output=True, text=True).stdout)
print(subprocess.run(['sh', '-c', 'kill -9 $$']).returncode)
try:
    subprocess.run(['sh', '-c', 'kill -9 $$'], check=True)
except CalledProcessError as e:
    print(e)


def lines(cmd):
    for line in subprocess.run(cmd, shell=True, capture_output=True, text=True).stdout.splitlines():
        yield line


print(list(lines('printf "1\\n2\\n3\\n"')), [subprocess.run(['echo', str(n)], capture_output=True, text=True).stdout.strip() for n in range(3)])
print(subprocess.run(['echo', 'quiet'], stdout=subprocess.DEVNULL).stdout, subprocess.PIPE, subprocess.DEVNULL)
p = Popen(['cat'], stdin=PIPE)
print(p.poll(), p.pid > 0)
p.terminate()
print(p.wait(), p.returncode)
