"""Runs programs beside each other."""
from gevent import subprocess
from gevent.subprocess import PIPE, Popen, check_output

print(check_output(['echo', 'hello']))
print(check_output('echo one; echo two', shell=True, universal_newlines=True).split())

children = [Popen(['cat'], stdin=PIPE, stdout=PIPE) for _ in range(2)]
for n, child in enumerate(children):
    out, err = child.communicate(b'line %d\n' % n)
    print(out, err, child.returncode, child.poll())

done = subprocess.run(['sh', '-c', 'echo out; echo err >&2; exit 3'], capture_output=True, text=True)
print(done)
try:
    done.check_returncode()
except subprocess.CalledProcessError as error:
    print(error, error.returncode, error.stderr)
try:
    subprocess.check_call(['sh', '-c', 'exit 1'])
except subprocess.CalledProcessError as error:
    print(error)
try:
    subprocess.call(['there-is-no-such-program'])
except OSError as error:
    print(type(error).__name__, error)
try:
    subprocess.run(['sh', '-c', 'while :; do :; done'], timeout=0.05)
except subprocess.TimeoutExpired as error:
    print('too long:', error.cmd)
child = Popen(['cat'], stdin=PIPE)
child.terminate()
print(child.wait(), child.returncode)
