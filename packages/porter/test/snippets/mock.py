# --- mocks remember calls, and patch.object() replaces attributes for a while
import unittest
from unittest.mock import ANY, MagicMock, Mock, PropertyMock, call, patch, sentinel


class Client:
    timeout = 5

    def get(self, url):
        raise RuntimeError('network')

    @property
    def status(self):
        return 'real'

    @staticmethod
    def helper(x):
        return x


class Service:
    def __init__(self, client):
        self.client = client

    def title(self, url):
        data = self.client.get(url, timeout=3)
        return data['title'].upper()

    def all(self, urls):
        return [self.client.get(u) for u in urls]


def tried(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


m = Mock()
m.get.return_value = {'title': 'hello'}
s = Service(m)
print(s.title('http://x'))
m.get.assert_called_once_with('http://x', timeout=3)
print(m.get.call_args, m.get.call_count, m.get.called, m.post.called, m.mock_calls)
args, kwargs = m.get.call_args
print(args, kwargs, m.get.call_args.args[0], m.get.call_args[1]['timeout'])
tried(m.get.assert_called_with, 1)
tried(m.post.assert_called)
tried(m.get.assert_not_called)
m.get.side_effect = [1, 2, ValueError('third')]
tried(s.all, ['a', 'b'])
tried(s.all, ['c'])
tried(s.all, ['d'])
m.get.side_effect = lambda url: url * 2
print(s.all(['x', 'y']))
print(m.get.call_args_list[-2:], m.get.call_args_list[-1] == call('y'))
m.get.assert_has_calls([call('x'), call('y')])
m.get.assert_any_call('a')
tried(m.get.assert_has_calls, [call('zz')])
m.reset_mock()
print(m.get.call_count, m.mock_calls)
callback = Mock(return_value=3, side_effect=None)
print(callback(1), callback(2, key='v'), callback.mock_calls, callback.call_args == call(2, key=ANY))
callback.error.side_effect = KeyError('nope')
tried(callback.error)
mm = MagicMock()
mm.__len__.return_value = 4
mm.__getitem__.side_effect = lambda i: i * 10
mm.__iter__.return_value = [1, 2, 3]
print(len(mm), mm[5], list(mm), bool(mm), 2 in mm)
with mm as entered:
    entered.work(1)
print(mm.__enter__.called, entered.mock_calls, mm.__enter__.return_value is entered)
opener = MagicMock()
opener.return_value.__enter__.return_value.read.return_value = 'text'
with opener('f.txt') as f:
    print(f.read())
opener.assert_called_once_with('f.txt')
print(Mock(spec=Client).get(1) is not None, isinstance(Mock(spec=Client), Client))
tried(lambda: Mock(spec=Client).missing)
with patch.object(Client, 'get', return_value={'title': 'patched'}) as fake:
    print(Service(Client()).client.get('u'), fake.call_args)
tried(Client().get, 1)
with patch.object(Client, 'timeout', 99):
    print(Client.timeout, Client().timeout)
print(Client.timeout)
c = Client()
with patch.object(c, 'get', side_effect=TimeoutError('slow')):
    tried(c.get, 'x')
with patch.object(Client, 'status', new_callable=PropertyMock, return_value='fake'):
    print(Client().status)
print(Client().status)
with patch.object(Client, 'get', lambda self, url: 'lambda ' + url):
    print(c.get('u'))
conf = {'debug': False}
with patch.dict(conf, {'debug': True, 'x': 1}):
    print(conf)
print(conf)
tried(patch.object(Client, 'nothing').start)
p = patch.object(Client, 'helper')
helper = p.start()
helper.return_value = 'h'
print(Client.helper(3))
p.stop()
print(Client.helper(3), sentinel.thing, sentinel.thing is sentinel.thing, ANY == 5, 5 == ANY)
m = Mock()
m.a.b(1).c(2)
m(3)
print(m.mock_calls, m.method_calls, m.a.mock_calls)
m.configure_mock(**{'x.return_value': 5, 'y': 6})
print(m.x(), m.y)
print(hasattr(m, 'anything'), callable(m), type(m).__name__, isinstance(m, Mock), isinstance(m, MagicMock))
del m.gone
print(hasattr(m, 'gone'))
real = Mock(wraps=Client.helper)
print(real(42), real.call_count)


class TestService(unittest.TestCase):
    @patch.object(Client, 'get')
    def test_title(self, fake_get):
        fake_get.return_value = {'title': 'abc'}
        self.assertEqual(Service(Client()).client.get('x')['title'], 'abc')
        fake_get.assert_called_once_with('x')

    @patch.object(Client, 'helper')
    @patch.object(Client, 'get', side_effect=ConnectionError('down'))
    def test_two(self, fake_get, fake_helper):
        fake_helper.return_value = 7
        with self.assertRaises(ConnectionError):
            Client().get('x')
        self.assertEqual(Client.helper(1), 7)
        self.assertEqual(fake_get.call_count, 1)

    def test_start(self):
        patcher = patch.object(Client, 'timeout', 1)
        patcher.start()
        self.addCleanup(patcher.stop)
        self.assertEqual(Client.timeout, 1)


suite = unittest.TestLoader().loadTestsFromTestCase(TestService)
result = unittest.TestResult()
suite.run(result)
print(result.testsRun, result.failures, result.errors)
# --- patch() of input, print, open, and of standard output
import unittest
import io, sys
from unittest import mock
from unittest.mock import patch, mock_open, MagicMock, call

def ask(prompt):
    while True:
        answer = input(prompt)
        if answer.isdigit():
            return int(answer)
        print('not a number:', answer)

def greet(name):
    print('hello', name, end='!\n')

def read_config(path):
    with open(path) as f:
        return dict(line.strip().split('=') for line in f)

def save(path, lines):
    with open(path, 'w', encoding='utf-8') as f:
        for line in lines:
            f.write(line + '\n')

with patch('builtins.input', return_value='7') as fake:
    print(ask('n? '), fake.call_args, fake.call_count)
with patch('builtins.input', side_effect=['a', '', '12']):
    print(ask('again '))
with patch('builtins.input', lambda prompt='': '5'):
    print(ask('lambda '))

@patch('builtins.print')
def test_greet(fake_print):
    greet('ann')
    fake_print.assert_called_once_with('hello', 'ann', end='!\n')
    return fake_print.mock_calls
print(test_greet())

with patch('builtins.open', mock_open(read_data='a=1\nb=2\n')) as m:
    print(read_config('some.cfg'), read_config('some.cfg'))
    print(m.call_args_list)
m = mock_open()
with patch('builtins.open', m):
    save('out.txt', ['x', 'y'])
m.assert_called_once_with('out.txt', 'w', encoding='utf-8')
print(m().write.call_args_list)
m = mock_open(read_data='one\ntwo\n')
with patch('builtins.open', m):
    f = open('x')
    print(f.readline(), f.read(), repr(f.read()))
    f.close()
with patch('builtins.open', side_effect=FileNotFoundError('no such')):
    try:
        read_config('y')
    except FileNotFoundError as e:
        print('missing', e)

with patch('sys.stdout', new_callable=io.StringIO) as out:
    print('captured')
    greet('bob')
print(repr(out.getvalue()))
with patch('sys.stdout', new=io.StringIO()) as out:
    sys.stdout.write('direct')
print(repr(out.getvalue()))

class AskTest(unittest.TestCase):
    @patch('builtins.input', side_effect=['x', '3'])
    @patch('builtins.print')
    def test_both(self, fake_print, fake_input):
        self.assertEqual(ask('? '), 3)
        fake_print.assert_called_once_with('not a number:', 'x')
        self.assertEqual(fake_input.mock_calls, [call('? '), call('? ')])

    def test_start_stop(self):
        p = patch('builtins.input', return_value='9')
        fake = p.start()
        self.addCleanup(p.stop)
        self.assertEqual(ask('! '), 9)
        self.assertTrue(fake.called)

    @mock.patch('sys.stdout', new_callable=io.StringIO)
    def test_out(self, out):
        greet('cy')
        self.assertEqual(out.getvalue(), 'hello cy!\n')

result = unittest.TestResult()
unittest.defaultTestLoader.loadTestsFromTestCase(AskTest).run(result)
print(result.testsRun, result.failures, result.errors)
print('done')
