# --- name is an attribute like others
import argparse, types
from collections import namedtuple
from dataclasses import dataclass, asdict
from enum import Enum

def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

class A:
    def __init__(self, v):
        self.name = v
a = A(3)
print(a.name, vars(a), hasattr(a, 'name'), getattr(a, 'name', 'none'))
a.name += 1
print(a.name, a.__dict__)
del a.name
attempt(lambda: a.name)
setattr(a, 'name', 5)
print(a.name)
def get(x):
    return x.name
print(get(a))

class B:
    name = 7
print(B.name, B().name, get(B), get(B()), hasattr(B, 'name'))
class C(B):
    def other(self):
        return self.name
print(C.name, C().name, C().other(), get(C()))
B.name = 8
print(B.name, C().name, get(C))

class D:
    def name(self, x=1):
        return ['called', x]
print(D().name(2), get(D())())
m = D().name
print(m(), D.name(D(), 4))
class D2(D):
    def name(self, x=1):
        return super().name(x) + ['sub']
print(D2().name(2))
def callit(x):
    return x.name(9)
print(callit(D()), callit(D2()))

class E(Exception):
    def __init__(self, v):
        super().__init__('E of %s' % v)
        self.name = v
try:
    raise E(4)
except E as e:
    print(e.name, e, vars(e), get(e), repr(e))
class E2(Exception):
    name = 'two'
print(E2('x').name, E2.name, E2('y'))
class E3(Exception):
    pass
attempt(lambda: E3('x').name)
attempt(lambda: ValueError('x').name)
print(hasattr(E3('x'), 'name'), getattr(ValueError('v'), 'name', 'none'), hasattr(E3, 'name'))
class Empty:
    pass
attempt(lambda: Empty().name)
attempt(lambda: Empty.name)
attempt(lambda: get(Empty()))
attempt(lambda: get(Empty))
attempt(lambda: get(len))
attempt(lambda: get(get))
attempt(lambda: get([]))
attempt(lambda: get('x'))
attempt(lambda: get({}))
attempt(lambda: get(3))
attempt(lambda: get(None))
attempt(lambda: get((1,)))
attempt(lambda: get({1}))
attempt(lambda: get(b'x'))

def name(x):
    return x + 1
print(name(1))
def kws(**kw):
    return sorted(kw.items())
print(kws(name=1), dict(name=2), {'name': 3}['name'])
def par(name=1, **rest):
    return name, rest
print(par(name=4, b=2))
P = namedtuple('P', 'name other') if not 'name'.startswith('_') else None
if P:
    print(P(1, 2), P(1, other=3).name, get(P(5, 6)), P(1, 2)._asdict(), P(1, 2)._replace(name=9))
@dataclass
class DC:
    name: int
    y: int = 2
print(DC(3), DC(3).name, asdict(DC(4)), DC(1) == DC(1), get(DC(8)))
ns = types.SimpleNamespace(name=1)
print(ns, ns.name, get(ns))
p = argparse.ArgumentParser()
p.add_argument('--name', default='d')
o = p.parse_args([])
print(o.name, vars(o), get(o), p.parse_args(['--name', 'q']).name)
print('%(name)s' % {'name': 1}, '{name} {0.name}'.format(ns, name=2))
def f():
    pass
f.name = 'set'
print(f.name, get(f))
class G:
    def __getattr__(self, n):
        return 'dyn ' + n
print(G().name, get(G()))
class S:
    __slots__ = ('name',)
    def __init__(self):
        self.name = 1
print(S().name)
class Pr:
    @property
    def name(self):
        return 'prop'
    @staticmethod
    def st():
        return 1
print(Pr().name, get(Pr()))
class Cm:
    @classmethod
    def name(cls):
        return cls.__name__
print(Cm.name(), Cm().name(), get(Cm)())
# --- length is an attribute like others
import argparse, types
from collections import namedtuple
from dataclasses import dataclass, asdict
from enum import Enum

def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

class A:
    def __init__(self, v):
        self.length = v
a = A(3)
print(a.length, vars(a), hasattr(a, 'length'), getattr(a, 'length', 'none'))
a.length += 1
print(a.length, a.__dict__)
del a.length
attempt(lambda: a.length)
setattr(a, 'length', 5)
print(a.length)
def get(x):
    return x.length
print(get(a))

class B:
    length = 7
print(B.length, B().length, get(B), get(B()), hasattr(B, 'length'))
class C(B):
    def other(self):
        return self.length
print(C.length, C().length, C().other(), get(C()))
B.length = 8
print(B.length, C().length, get(C))

class D:
    def length(self, x=1):
        return ['called', x]
print(D().length(2), get(D())())
m = D().length
print(m(), D.length(D(), 4))
class D2(D):
    def length(self, x=1):
        return super().length(x) + ['sub']
print(D2().length(2))
def callit(x):
    return x.length(9)
print(callit(D()), callit(D2()))

class E(Exception):
    def __init__(self, v):
        super().__init__('E of %s' % v)
        self.length = v
try:
    raise E(4)
except E as e:
    print(e.length, e, vars(e), get(e), repr(e))
class E2(Exception):
    length = 'two'
print(E2('x').length, E2.length, E2('y'))
class E3(Exception):
    pass
attempt(lambda: E3('x').length)
attempt(lambda: ValueError('x').length)
print(hasattr(E3('x'), 'length'), getattr(ValueError('v'), 'length', 'none'), hasattr(E3, 'length'))
class Empty:
    pass
attempt(lambda: Empty().length)
attempt(lambda: Empty.length)
attempt(lambda: get(Empty()))
attempt(lambda: get(Empty))
attempt(lambda: get(len))
attempt(lambda: get(get))
attempt(lambda: get([]))
attempt(lambda: get('x'))
attempt(lambda: get({}))
attempt(lambda: get(3))
attempt(lambda: get(None))
attempt(lambda: get((1,)))
attempt(lambda: get({1}))
attempt(lambda: get(b'x'))

def length(x):
    return x + 1
print(length(1))
def kws(**kw):
    return sorted(kw.items())
print(kws(length=1), dict(length=2), {'length': 3}['length'])
def par(length=1, **rest):
    return length, rest
print(par(length=4, b=2))
P = namedtuple('P', 'length other') if not 'length'.startswith('_') else None
if P:
    print(P(1, 2), P(1, other=3).length, get(P(5, 6)), P(1, 2)._asdict(), P(1, 2)._replace(length=9))
@dataclass
class DC:
    length: int
    y: int = 2
print(DC(3), DC(3).length, asdict(DC(4)), DC(1) == DC(1), get(DC(8)))
ns = types.SimpleNamespace(length=1)
print(ns, ns.length, get(ns))
p = argparse.ArgumentParser()
p.add_argument('--length', default='d')
o = p.parse_args([])
print(o.length, vars(o), get(o), p.parse_args(['--length', 'q']).length)
print('%(length)s' % {'length': 1}, '{length} {0.length}'.format(ns, length=2))
def f():
    pass
f.length = 'set'
print(f.length, get(f))
class G:
    def __getattr__(self, n):
        return 'dyn ' + n
print(G().length, get(G()))
class S:
    __slots__ = ('length',)
    def __init__(self):
        self.length = 1
print(S().length)
class Pr:
    @property
    def length(self):
        return 'prop'
    @staticmethod
    def st():
        return 1
print(Pr().length, get(Pr()))
class Cm:
    @classmethod
    def length(cls):
        return cls.__name__
print(Cm.length(), Cm().length(), get(Cm)())
# --- message is an attribute like others
import argparse, types
from collections import namedtuple
from dataclasses import dataclass, asdict
from enum import Enum

def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

class A:
    def __init__(self, v):
        self.message = v
a = A(3)
print(a.message, vars(a), hasattr(a, 'message'), getattr(a, 'message', 'none'))
a.message += 1
print(a.message, a.__dict__)
del a.message
attempt(lambda: a.message)
setattr(a, 'message', 5)
print(a.message)
def get(x):
    return x.message
print(get(a))

class B:
    message = 7
print(B.message, B().message, get(B), get(B()), hasattr(B, 'message'))
class C(B):
    def other(self):
        return self.message
print(C.message, C().message, C().other(), get(C()))
B.message = 8
print(B.message, C().message, get(C))

class D:
    def message(self, x=1):
        return ['called', x]
print(D().message(2), get(D())())
m = D().message
print(m(), D.message(D(), 4))
class D2(D):
    def message(self, x=1):
        return super().message(x) + ['sub']
print(D2().message(2))
def callit(x):
    return x.message(9)
print(callit(D()), callit(D2()))

class E(Exception):
    def __init__(self, v):
        super().__init__('E of %s' % v)
        self.message = v
try:
    raise E(4)
except E as e:
    print(e.message, e, vars(e), get(e), repr(e))
class E2(Exception):
    message = 'two'
print(E2('x').message, E2.message, E2('y'))
class E3(Exception):
    pass
attempt(lambda: E3('x').message)
attempt(lambda: ValueError('x').message)
print(hasattr(E3('x'), 'message'), getattr(ValueError('v'), 'message', 'none'), hasattr(E3, 'message'))
class Empty:
    pass
attempt(lambda: Empty().message)
attempt(lambda: Empty.message)
attempt(lambda: get(Empty()))
attempt(lambda: get(Empty))
attempt(lambda: get(len))
attempt(lambda: get(get))
attempt(lambda: get([]))
attempt(lambda: get('x'))
attempt(lambda: get({}))
attempt(lambda: get(3))
attempt(lambda: get(None))
attempt(lambda: get((1,)))
attempt(lambda: get({1}))
attempt(lambda: get(b'x'))

def message(x):
    return x + 1
print(message(1))
def kws(**kw):
    return sorted(kw.items())
print(kws(message=1), dict(message=2), {'message': 3}['message'])
def par(message=1, **rest):
    return message, rest
print(par(message=4, b=2))
P = namedtuple('P', 'message other') if not 'message'.startswith('_') else None
if P:
    print(P(1, 2), P(1, other=3).message, get(P(5, 6)), P(1, 2)._asdict(), P(1, 2)._replace(message=9))
@dataclass
class DC:
    message: int
    y: int = 2
print(DC(3), DC(3).message, asdict(DC(4)), DC(1) == DC(1), get(DC(8)))
ns = types.SimpleNamespace(message=1)
print(ns, ns.message, get(ns))
p = argparse.ArgumentParser()
p.add_argument('--message', default='d')
o = p.parse_args([])
print(o.message, vars(o), get(o), p.parse_args(['--message', 'q']).message)
print('%(message)s' % {'message': 1}, '{message} {0.message}'.format(ns, message=2))
def f():
    pass
f.message = 'set'
print(f.message, get(f))
class G:
    def __getattr__(self, n):
        return 'dyn ' + n
print(G().message, get(G()))
class S:
    __slots__ = ('message',)
    def __init__(self):
        self.message = 1
print(S().message)
class Pr:
    @property
    def message(self):
        return 'prop'
    @staticmethod
    def st():
        return 1
print(Pr().message, get(Pr()))
class Cm:
    @classmethod
    def message(cls):
        return cls.__name__
print(Cm.message(), Cm().message(), get(Cm)())
# --- stack is an attribute like others
import argparse, types
from collections import namedtuple
from dataclasses import dataclass, asdict
from enum import Enum

def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

class A:
    def __init__(self, v):
        self.stack = v
a = A(3)
print(a.stack, vars(a), hasattr(a, 'stack'), getattr(a, 'stack', 'none'))
a.stack += 1
print(a.stack, a.__dict__)
del a.stack
attempt(lambda: a.stack)
setattr(a, 'stack', 5)
print(a.stack)
def get(x):
    return x.stack
print(get(a))

class B:
    stack = 7
print(B.stack, B().stack, get(B), get(B()), hasattr(B, 'stack'))
class C(B):
    def other(self):
        return self.stack
print(C.stack, C().stack, C().other(), get(C()))
B.stack = 8
print(B.stack, C().stack, get(C))

class D:
    def stack(self, x=1):
        return ['called', x]
print(D().stack(2), get(D())())
m = D().stack
print(m(), D.stack(D(), 4))
class D2(D):
    def stack(self, x=1):
        return super().stack(x) + ['sub']
print(D2().stack(2))
def callit(x):
    return x.stack(9)
print(callit(D()), callit(D2()))

class E(Exception):
    def __init__(self, v):
        super().__init__('E of %s' % v)
        self.stack = v
try:
    raise E(4)
except E as e:
    print(e.stack, e, vars(e), get(e), repr(e))
class E2(Exception):
    stack = 'two'
print(E2('x').stack, E2.stack, E2('y'))
class E3(Exception):
    pass
attempt(lambda: E3('x').stack)
attempt(lambda: ValueError('x').stack)
print(hasattr(E3('x'), 'stack'), getattr(ValueError('v'), 'stack', 'none'), hasattr(E3, 'stack'))
class Empty:
    pass
attempt(lambda: Empty().stack)
attempt(lambda: Empty.stack)
attempt(lambda: get(Empty()))
attempt(lambda: get(Empty))
attempt(lambda: get(len))
attempt(lambda: get(get))
attempt(lambda: get([]))
attempt(lambda: get('x'))
attempt(lambda: get({}))
attempt(lambda: get(3))
attempt(lambda: get(None))
attempt(lambda: get((1,)))
attempt(lambda: get({1}))
attempt(lambda: get(b'x'))

def stack(x):
    return x + 1
print(stack(1))
def kws(**kw):
    return sorted(kw.items())
print(kws(stack=1), dict(stack=2), {'stack': 3}['stack'])
def par(stack=1, **rest):
    return stack, rest
print(par(stack=4, b=2))
P = namedtuple('P', 'stack other') if not 'stack'.startswith('_') else None
if P:
    print(P(1, 2), P(1, other=3).stack, get(P(5, 6)), P(1, 2)._asdict(), P(1, 2)._replace(stack=9))
@dataclass
class DC:
    stack: int
    y: int = 2
print(DC(3), DC(3).stack, asdict(DC(4)), DC(1) == DC(1), get(DC(8)))
ns = types.SimpleNamespace(stack=1)
print(ns, ns.stack, get(ns))
p = argparse.ArgumentParser()
p.add_argument('--stack', default='d')
o = p.parse_args([])
print(o.stack, vars(o), get(o), p.parse_args(['--stack', 'q']).stack)
print('%(stack)s' % {'stack': 1}, '{stack} {0.stack}'.format(ns, stack=2))
def f():
    pass
f.stack = 'set'
print(f.stack, get(f))
class G:
    def __getattr__(self, n):
        return 'dyn ' + n
print(G().stack, get(G()))
class S:
    __slots__ = ('stack',)
    def __init__(self):
        self.stack = 1
print(S().stack)
class Pr:
    @property
    def stack(self):
        return 'prop'
    @staticmethod
    def st():
        return 1
print(Pr().stack, get(Pr()))
class Cm:
    @classmethod
    def stack(cls):
        return cls.__name__
print(Cm.stack(), Cm().stack(), get(Cm)())
# --- constructor is an attribute like others
import argparse, types
from collections import namedtuple
from dataclasses import dataclass, asdict
from enum import Enum

def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

class A:
    def __init__(self, v):
        self.constructor = v
a = A(3)
print(a.constructor, vars(a), hasattr(a, 'constructor'), getattr(a, 'constructor', 'none'))
a.constructor += 1
print(a.constructor, a.__dict__)
del a.constructor
attempt(lambda: a.constructor)
setattr(a, 'constructor', 5)
print(a.constructor)
def get(x):
    return x.constructor
print(get(a))

class B:
    constructor = 7
print(B.constructor, B().constructor, get(B), get(B()), hasattr(B, 'constructor'))
class C(B):
    def other(self):
        return self.constructor
print(C.constructor, C().constructor, C().other(), get(C()))
B.constructor = 8
print(B.constructor, C().constructor, get(C))

class D:
    def constructor(self, x=1):
        return ['called', x]
print(D().constructor(2), get(D())())
m = D().constructor
print(m(), D.constructor(D(), 4))
class D2(D):
    def constructor(self, x=1):
        return super().constructor(x) + ['sub']
print(D2().constructor(2))
def callit(x):
    return x.constructor(9)
print(callit(D()), callit(D2()))

class E(Exception):
    def __init__(self, v):
        super().__init__('E of %s' % v)
        self.constructor = v
try:
    raise E(4)
except E as e:
    print(e.constructor, e, vars(e), get(e), repr(e))
class E2(Exception):
    constructor = 'two'
print(E2('x').constructor, E2.constructor, E2('y'))
class E3(Exception):
    pass
attempt(lambda: E3('x').constructor)
attempt(lambda: ValueError('x').constructor)
print(hasattr(E3('x'), 'constructor'), getattr(ValueError('v'), 'constructor', 'none'), hasattr(E3, 'constructor'))
class Empty:
    pass
attempt(lambda: Empty().constructor)
attempt(lambda: Empty.constructor)
attempt(lambda: get(Empty()))
attempt(lambda: get(Empty))
attempt(lambda: get(len))
attempt(lambda: get(get))
attempt(lambda: get([]))
attempt(lambda: get('x'))
attempt(lambda: get({}))
attempt(lambda: get(3))
attempt(lambda: get(None))
attempt(lambda: get((1,)))
attempt(lambda: get({1}))
attempt(lambda: get(b'x'))

def constructor(x):
    return x + 1
print(constructor(1))
def kws(**kw):
    return sorted(kw.items())
print(kws(constructor=1), dict(constructor=2), {'constructor': 3}['constructor'])
def par(constructor=1, **rest):
    return constructor, rest
print(par(constructor=4, b=2))
P = namedtuple('P', 'constructor other') if not 'constructor'.startswith('_') else None
if P:
    print(P(1, 2), P(1, other=3).constructor, get(P(5, 6)), P(1, 2)._asdict(), P(1, 2)._replace(constructor=9))
@dataclass
class DC:
    constructor: int
    y: int = 2
print(DC(3), DC(3).constructor, asdict(DC(4)), DC(1) == DC(1), get(DC(8)))
ns = types.SimpleNamespace(constructor=1)
print(ns, ns.constructor, get(ns))
p = argparse.ArgumentParser()
p.add_argument('--constructor', default='d')
o = p.parse_args([])
print(o.constructor, vars(o), get(o), p.parse_args(['--constructor', 'q']).constructor)
print('%(constructor)s' % {'constructor': 1}, '{constructor} {0.constructor}'.format(ns, constructor=2))
def f():
    pass
f.constructor = 'set'
print(f.constructor, get(f))
class G:
    def __getattr__(self, n):
        return 'dyn ' + n
print(G().constructor, get(G()))
class S:
    __slots__ = ('constructor',)
    def __init__(self):
        self.constructor = 1
print(S().constructor)
class Pr:
    @property
    def constructor(self):
        return 'prop'
    @staticmethod
    def st():
        return 1
print(Pr().constructor, get(Pr()))
class Cm:
    @classmethod
    def constructor(cls):
        return cls.__name__
print(Cm.constructor(), Cm().constructor(), get(Cm)())
# --- toString is an attribute like others
import argparse, types
from collections import namedtuple
from dataclasses import dataclass, asdict
from enum import Enum

def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

class A:
    def __init__(self, v):
        self.toString = v
a = A(3)
print(a.toString, vars(a), hasattr(a, 'toString'), getattr(a, 'toString', 'none'))
a.toString += 1
print(a.toString, a.__dict__)
del a.toString
attempt(lambda: a.toString)
setattr(a, 'toString', 5)
print(a.toString)
def get(x):
    return x.toString
print(get(a))

class B:
    toString = 7
print(B.toString, B().toString, get(B), get(B()), hasattr(B, 'toString'))
class C(B):
    def other(self):
        return self.toString
print(C.toString, C().toString, C().other(), get(C()))
B.toString = 8
print(B.toString, C().toString, get(C))

class D:
    def toString(self, x=1):
        return ['called', x]
print(D().toString(2), get(D())())
m = D().toString
print(m(), D.toString(D(), 4))
class D2(D):
    def toString(self, x=1):
        return super().toString(x) + ['sub']
print(D2().toString(2))
def callit(x):
    return x.toString(9)
print(callit(D()), callit(D2()))

class E(Exception):
    def __init__(self, v):
        super().__init__('E of %s' % v)
        self.toString = v
try:
    raise E(4)
except E as e:
    print(e.toString, e, vars(e), get(e), repr(e))
class E2(Exception):
    toString = 'two'
print(E2('x').toString, E2.toString, E2('y'))
class E3(Exception):
    pass
attempt(lambda: E3('x').toString)
attempt(lambda: ValueError('x').toString)
print(hasattr(E3('x'), 'toString'), getattr(ValueError('v'), 'toString', 'none'), hasattr(E3, 'toString'))
class Empty:
    pass
attempt(lambda: Empty().toString)
attempt(lambda: Empty.toString)
attempt(lambda: get(Empty()))
attempt(lambda: get(Empty))
attempt(lambda: get(len))
attempt(lambda: get(get))
attempt(lambda: get([]))
attempt(lambda: get('x'))
attempt(lambda: get({}))
attempt(lambda: get(3))
attempt(lambda: get(None))
attempt(lambda: get((1,)))
attempt(lambda: get({1}))
attempt(lambda: get(b'x'))

def toString(x):
    return x + 1
print(toString(1))
def kws(**kw):
    return sorted(kw.items())
print(kws(toString=1), dict(toString=2), {'toString': 3}['toString'])
def par(toString=1, **rest):
    return toString, rest
print(par(toString=4, b=2))
P = namedtuple('P', 'toString other') if not 'toString'.startswith('_') else None
if P:
    print(P(1, 2), P(1, other=3).toString, get(P(5, 6)), P(1, 2)._asdict(), P(1, 2)._replace(toString=9))
@dataclass
class DC:
    toString: int
    y: int = 2
print(DC(3), DC(3).toString, asdict(DC(4)), DC(1) == DC(1), get(DC(8)))
ns = types.SimpleNamespace(toString=1)
print(ns, ns.toString, get(ns))
p = argparse.ArgumentParser()
p.add_argument('--toString', default='d')
o = p.parse_args([])
print(o.toString, vars(o), get(o), p.parse_args(['--toString', 'q']).toString)
print('%(toString)s' % {'toString': 1}, '{toString} {0.toString}'.format(ns, toString=2))
def f():
    pass
f.toString = 'set'
print(f.toString, get(f))
class G:
    def __getattr__(self, n):
        return 'dyn ' + n
print(G().toString, get(G()))
class S:
    __slots__ = ('toString',)
    def __init__(self):
        self.toString = 1
print(S().toString)
class Pr:
    @property
    def toString(self):
        return 'prop'
    @staticmethod
    def st():
        return 1
print(Pr().toString, get(Pr()))
class Cm:
    @classmethod
    def toString(cls):
        return cls.__name__
print(Cm.toString(), Cm().toString(), get(Cm)())
# --- prototype is an attribute like others
import argparse, types
from collections import namedtuple
from dataclasses import dataclass, asdict
from enum import Enum

def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

class A:
    def __init__(self, v):
        self.prototype = v
a = A(3)
print(a.prototype, vars(a), hasattr(a, 'prototype'), getattr(a, 'prototype', 'none'))
a.prototype += 1
print(a.prototype, a.__dict__)
del a.prototype
attempt(lambda: a.prototype)
setattr(a, 'prototype', 5)
print(a.prototype)
def get(x):
    return x.prototype
print(get(a))

class B:
    prototype = 7
print(B.prototype, B().prototype, get(B), get(B()), hasattr(B, 'prototype'))
class C(B):
    def other(self):
        return self.prototype
print(C.prototype, C().prototype, C().other(), get(C()))
B.prototype = 8
print(B.prototype, C().prototype, get(C))

class D:
    def prototype(self, x=1):
        return ['called', x]
print(D().prototype(2), get(D())())
m = D().prototype
print(m(), D.prototype(D(), 4))
class D2(D):
    def prototype(self, x=1):
        return super().prototype(x) + ['sub']
print(D2().prototype(2))
def callit(x):
    return x.prototype(9)
print(callit(D()), callit(D2()))

class E(Exception):
    def __init__(self, v):
        super().__init__('E of %s' % v)
        self.prototype = v
try:
    raise E(4)
except E as e:
    print(e.prototype, e, vars(e), get(e), repr(e))
class E2(Exception):
    prototype = 'two'
print(E2('x').prototype, E2.prototype, E2('y'))
class E3(Exception):
    pass
attempt(lambda: E3('x').prototype)
attempt(lambda: ValueError('x').prototype)
print(hasattr(E3('x'), 'prototype'), getattr(ValueError('v'), 'prototype', 'none'), hasattr(E3, 'prototype'))
class Empty:
    pass
attempt(lambda: Empty().prototype)
attempt(lambda: Empty.prototype)
attempt(lambda: get(Empty()))
attempt(lambda: get(Empty))
attempt(lambda: get(len))
attempt(lambda: get(get))
attempt(lambda: get([]))
attempt(lambda: get('x'))
attempt(lambda: get({}))
attempt(lambda: get(3))
attempt(lambda: get(None))
attempt(lambda: get((1,)))
attempt(lambda: get({1}))
attempt(lambda: get(b'x'))

def prototype(x):
    return x + 1
print(prototype(1))
def kws(**kw):
    return sorted(kw.items())
print(kws(prototype=1), dict(prototype=2), {'prototype': 3}['prototype'])
def par(prototype=1, **rest):
    return prototype, rest
print(par(prototype=4, b=2))
P = namedtuple('P', 'prototype other') if not 'prototype'.startswith('_') else None
if P:
    print(P(1, 2), P(1, other=3).prototype, get(P(5, 6)), P(1, 2)._asdict(), P(1, 2)._replace(prototype=9))
@dataclass
class DC:
    prototype: int
    y: int = 2
print(DC(3), DC(3).prototype, asdict(DC(4)), DC(1) == DC(1), get(DC(8)))
ns = types.SimpleNamespace(prototype=1)
print(ns, ns.prototype, get(ns))
p = argparse.ArgumentParser()
p.add_argument('--prototype', default='d')
o = p.parse_args([])
print(o.prototype, vars(o), get(o), p.parse_args(['--prototype', 'q']).prototype)
print('%(prototype)s' % {'prototype': 1}, '{prototype} {0.prototype}'.format(ns, prototype=2))
def f():
    pass
f.prototype = 'set'
print(f.prototype, get(f))
class G:
    def __getattr__(self, n):
        return 'dyn ' + n
print(G().prototype, get(G()))
class S:
    __slots__ = ('prototype',)
    def __init__(self):
        self.prototype = 1
print(S().prototype)
class Pr:
    @property
    def prototype(self):
        return 'prop'
    @staticmethod
    def st():
        return 1
print(Pr().prototype, get(Pr()))
class Cm:
    @classmethod
    def prototype(cls):
        return cls.__name__
print(Cm.prototype(), Cm().prototype(), get(Cm)())
# --- then is an attribute like others
import argparse, types
from collections import namedtuple
from dataclasses import dataclass, asdict
from enum import Enum

def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

class A:
    def __init__(self, v):
        self.then = v
a = A(3)
print(a.then, vars(a), hasattr(a, 'then'), getattr(a, 'then', 'none'))
a.then += 1
print(a.then, a.__dict__)
del a.then
attempt(lambda: a.then)
setattr(a, 'then', 5)
print(a.then)
def get(x):
    return x.then
print(get(a))

class B:
    then = 7
print(B.then, B().then, get(B), get(B()), hasattr(B, 'then'))
class C(B):
    def other(self):
        return self.then
print(C.then, C().then, C().other(), get(C()))
B.then = 8
print(B.then, C().then, get(C))

class D:
    def then(self, x=1):
        return ['called', x]
print(D().then(2), get(D())())
m = D().then
print(m(), D.then(D(), 4))
class D2(D):
    def then(self, x=1):
        return super().then(x) + ['sub']
print(D2().then(2))
def callit(x):
    return x.then(9)
print(callit(D()), callit(D2()))

class E(Exception):
    def __init__(self, v):
        super().__init__('E of %s' % v)
        self.then = v
try:
    raise E(4)
except E as e:
    print(e.then, e, vars(e), get(e), repr(e))
class E2(Exception):
    then = 'two'
print(E2('x').then, E2.then, E2('y'))
class E3(Exception):
    pass
attempt(lambda: E3('x').then)
attempt(lambda: ValueError('x').then)
print(hasattr(E3('x'), 'then'), getattr(ValueError('v'), 'then', 'none'), hasattr(E3, 'then'))
class Empty:
    pass
attempt(lambda: Empty().then)
attempt(lambda: Empty.then)
attempt(lambda: get(Empty()))
attempt(lambda: get(Empty))
attempt(lambda: get(len))
attempt(lambda: get(get))
attempt(lambda: get([]))
attempt(lambda: get('x'))
attempt(lambda: get({}))
attempt(lambda: get(3))
attempt(lambda: get(None))
attempt(lambda: get((1,)))
attempt(lambda: get({1}))
attempt(lambda: get(b'x'))

def then(x):
    return x + 1
print(then(1))
def kws(**kw):
    return sorted(kw.items())
print(kws(then=1), dict(then=2), {'then': 3}['then'])
def par(then=1, **rest):
    return then, rest
print(par(then=4, b=2))
P = namedtuple('P', 'then other') if not 'then'.startswith('_') else None
if P:
    print(P(1, 2), P(1, other=3).then, get(P(5, 6)), P(1, 2)._asdict(), P(1, 2)._replace(then=9))
@dataclass
class DC:
    then: int
    y: int = 2
print(DC(3), DC(3).then, asdict(DC(4)), DC(1) == DC(1), get(DC(8)))
ns = types.SimpleNamespace(then=1)
print(ns, ns.then, get(ns))
p = argparse.ArgumentParser()
p.add_argument('--then', default='d')
o = p.parse_args([])
print(o.then, vars(o), get(o), p.parse_args(['--then', 'q']).then)
print('%(then)s' % {'then': 1}, '{then} {0.then}'.format(ns, then=2))
def f():
    pass
f.then = 'set'
print(f.then, get(f))
class G:
    def __getattr__(self, n):
        return 'dyn ' + n
print(G().then, get(G()))
class S:
    __slots__ = ('then',)
    def __init__(self):
        self.then = 1
print(S().then)
class Pr:
    @property
    def then(self):
        return 'prop'
    @staticmethod
    def st():
        return 1
print(Pr().then, get(Pr()))
class Cm:
    @classmethod
    def then(cls):
        return cls.__name__
print(Cm.then(), Cm().then(), get(Cm)())
# --- caller is an attribute like others
import argparse, types
from collections import namedtuple
from dataclasses import dataclass, asdict
from enum import Enum

def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

class A:
    def __init__(self, v):
        self.caller = v
a = A(3)
print(a.caller, vars(a), hasattr(a, 'caller'), getattr(a, 'caller', 'none'))
a.caller += 1
print(a.caller, a.__dict__)
del a.caller
attempt(lambda: a.caller)
setattr(a, 'caller', 5)
print(a.caller)
def get(x):
    return x.caller
print(get(a))

class B:
    caller = 7
print(B.caller, B().caller, get(B), get(B()), hasattr(B, 'caller'))
class C(B):
    def other(self):
        return self.caller
print(C.caller, C().caller, C().other(), get(C()))
B.caller = 8
print(B.caller, C().caller, get(C))

class D:
    def caller(self, x=1):
        return ['called', x]
print(D().caller(2), get(D())())
m = D().caller
print(m(), D.caller(D(), 4))
class D2(D):
    def caller(self, x=1):
        return super().caller(x) + ['sub']
print(D2().caller(2))
def callit(x):
    return x.caller(9)
print(callit(D()), callit(D2()))

class E(Exception):
    def __init__(self, v):
        super().__init__('E of %s' % v)
        self.caller = v
try:
    raise E(4)
except E as e:
    print(e.caller, e, vars(e), get(e), repr(e))
class E2(Exception):
    caller = 'two'
print(E2('x').caller, E2.caller, E2('y'))
class E3(Exception):
    pass
attempt(lambda: E3('x').caller)
attempt(lambda: ValueError('x').caller)
print(hasattr(E3('x'), 'caller'), getattr(ValueError('v'), 'caller', 'none'), hasattr(E3, 'caller'))
class Empty:
    pass
attempt(lambda: Empty().caller)
attempt(lambda: Empty.caller)
attempt(lambda: get(Empty()))
attempt(lambda: get(Empty))
attempt(lambda: get(len))
attempt(lambda: get(get))
attempt(lambda: get([]))
attempt(lambda: get('x'))
attempt(lambda: get({}))
attempt(lambda: get(3))
attempt(lambda: get(None))
attempt(lambda: get((1,)))
attempt(lambda: get({1}))
attempt(lambda: get(b'x'))

def caller(x):
    return x + 1
print(caller(1))
def kws(**kw):
    return sorted(kw.items())
print(kws(caller=1), dict(caller=2), {'caller': 3}['caller'])
def par(caller=1, **rest):
    return caller, rest
print(par(caller=4, b=2))
P = namedtuple('P', 'caller other') if not 'caller'.startswith('_') else None
if P:
    print(P(1, 2), P(1, other=3).caller, get(P(5, 6)), P(1, 2)._asdict(), P(1, 2)._replace(caller=9))
@dataclass
class DC:
    caller: int
    y: int = 2
print(DC(3), DC(3).caller, asdict(DC(4)), DC(1) == DC(1), get(DC(8)))
ns = types.SimpleNamespace(caller=1)
print(ns, ns.caller, get(ns))
p = argparse.ArgumentParser()
p.add_argument('--caller', default='d')
o = p.parse_args([])
print(o.caller, vars(o), get(o), p.parse_args(['--caller', 'q']).caller)
print('%(caller)s' % {'caller': 1}, '{caller} {0.caller}'.format(ns, caller=2))
def f():
    pass
f.caller = 'set'
print(f.caller, get(f))
class G:
    def __getattr__(self, n):
        return 'dyn ' + n
print(G().caller, get(G()))
class S:
    __slots__ = ('caller',)
    def __init__(self):
        self.caller = 1
print(S().caller)
class Pr:
    @property
    def caller(self):
        return 'prop'
    @staticmethod
    def st():
        return 1
print(Pr().caller, get(Pr()))
class Cm:
    @classmethod
    def caller(cls):
        return cls.__name__
print(Cm.caller(), Cm().caller(), get(Cm)())
# --- call is an attribute like others
import argparse, types
from collections import namedtuple
from dataclasses import dataclass, asdict
from enum import Enum

def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

class A:
    def __init__(self, v):
        self.call = v
a = A(3)
print(a.call, vars(a), hasattr(a, 'call'), getattr(a, 'call', 'none'))
a.call += 1
print(a.call, a.__dict__)
del a.call
attempt(lambda: a.call)
setattr(a, 'call', 5)
print(a.call)
def get(x):
    return x.call
print(get(a))

class B:
    call = 7
print(B.call, B().call, get(B), get(B()), hasattr(B, 'call'))
class C(B):
    def other(self):
        return self.call
print(C.call, C().call, C().other(), get(C()))
B.call = 8
print(B.call, C().call, get(C))

class D:
    def call(self, x=1):
        return ['called', x]
print(D().call(2), get(D())())
m = D().call
print(m(), D.call(D(), 4))
class D2(D):
    def call(self, x=1):
        return super().call(x) + ['sub']
print(D2().call(2))
def callit(x):
    return x.call(9)
print(callit(D()), callit(D2()))

class E(Exception):
    def __init__(self, v):
        super().__init__('E of %s' % v)
        self.call = v
try:
    raise E(4)
except E as e:
    print(e.call, e, vars(e), get(e), repr(e))
class E2(Exception):
    call = 'two'
print(E2('x').call, E2.call, E2('y'))
class E3(Exception):
    pass
attempt(lambda: E3('x').call)
attempt(lambda: ValueError('x').call)
print(hasattr(E3('x'), 'call'), getattr(ValueError('v'), 'call', 'none'), hasattr(E3, 'call'))
class Empty:
    pass
attempt(lambda: Empty().call)
attempt(lambda: Empty.call)
attempt(lambda: get(Empty()))
attempt(lambda: get(Empty))
attempt(lambda: get(len))
attempt(lambda: get(get))
attempt(lambda: get([]))
attempt(lambda: get('x'))
attempt(lambda: get({}))
attempt(lambda: get(3))
attempt(lambda: get(None))
attempt(lambda: get((1,)))
attempt(lambda: get({1}))
attempt(lambda: get(b'x'))

def call(x):
    return x + 1
print(call(1))
def kws(**kw):
    return sorted(kw.items())
print(kws(call=1), dict(call=2), {'call': 3}['call'])
def par(call=1, **rest):
    return call, rest
print(par(call=4, b=2))
P = namedtuple('P', 'call other') if not 'call'.startswith('_') else None
if P:
    print(P(1, 2), P(1, other=3).call, get(P(5, 6)), P(1, 2)._asdict(), P(1, 2)._replace(call=9))
@dataclass
class DC:
    call: int
    y: int = 2
print(DC(3), DC(3).call, asdict(DC(4)), DC(1) == DC(1), get(DC(8)))
ns = types.SimpleNamespace(call=1)
print(ns, ns.call, get(ns))
p = argparse.ArgumentParser()
p.add_argument('--call', default='d')
o = p.parse_args([])
print(o.call, vars(o), get(o), p.parse_args(['--call', 'q']).call)
print('%(call)s' % {'call': 1}, '{call} {0.call}'.format(ns, call=2))
def f():
    pass
f.call = 'set'
print(f.call, get(f))
class G:
    def __getattr__(self, n):
        return 'dyn ' + n
print(G().call, get(G()))
class S:
    __slots__ = ('call',)
    def __init__(self):
        self.call = 1
print(S().call)
class Pr:
    @property
    def call(self):
        return 'prop'
    @staticmethod
    def st():
        return 1
print(Pr().call, get(Pr()))
class Cm:
    @classmethod
    def call(cls):
        return cls.__name__
print(Cm.call(), Cm().call(), get(Cm)())
# --- hasOwnProperty is an attribute like others
import argparse, types
from collections import namedtuple
from dataclasses import dataclass, asdict
from enum import Enum

def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

class A:
    def __init__(self, v):
        self.hasOwnProperty = v
a = A(3)
print(a.hasOwnProperty, vars(a), hasattr(a, 'hasOwnProperty'), getattr(a, 'hasOwnProperty', 'none'))
a.hasOwnProperty += 1
print(a.hasOwnProperty, a.__dict__)
del a.hasOwnProperty
attempt(lambda: a.hasOwnProperty)
setattr(a, 'hasOwnProperty', 5)
print(a.hasOwnProperty)
def get(x):
    return x.hasOwnProperty
print(get(a))

class B:
    hasOwnProperty = 7
print(B.hasOwnProperty, B().hasOwnProperty, get(B), get(B()), hasattr(B, 'hasOwnProperty'))
class C(B):
    def other(self):
        return self.hasOwnProperty
print(C.hasOwnProperty, C().hasOwnProperty, C().other(), get(C()))
B.hasOwnProperty = 8
print(B.hasOwnProperty, C().hasOwnProperty, get(C))

class D:
    def hasOwnProperty(self, x=1):
        return ['called', x]
print(D().hasOwnProperty(2), get(D())())
m = D().hasOwnProperty
print(m(), D.hasOwnProperty(D(), 4))
class D2(D):
    def hasOwnProperty(self, x=1):
        return super().hasOwnProperty(x) + ['sub']
print(D2().hasOwnProperty(2))
def callit(x):
    return x.hasOwnProperty(9)
print(callit(D()), callit(D2()))

class E(Exception):
    def __init__(self, v):
        super().__init__('E of %s' % v)
        self.hasOwnProperty = v
try:
    raise E(4)
except E as e:
    print(e.hasOwnProperty, e, vars(e), get(e), repr(e))
class E2(Exception):
    hasOwnProperty = 'two'
print(E2('x').hasOwnProperty, E2.hasOwnProperty, E2('y'))
class E3(Exception):
    pass
attempt(lambda: E3('x').hasOwnProperty)
attempt(lambda: ValueError('x').hasOwnProperty)
print(hasattr(E3('x'), 'hasOwnProperty'), getattr(ValueError('v'), 'hasOwnProperty', 'none'), hasattr(E3, 'hasOwnProperty'))
class Empty:
    pass
attempt(lambda: Empty().hasOwnProperty)
attempt(lambda: Empty.hasOwnProperty)
attempt(lambda: get(Empty()))
attempt(lambda: get(Empty))
attempt(lambda: get(len))
attempt(lambda: get(get))
attempt(lambda: get([]))
attempt(lambda: get('x'))
attempt(lambda: get({}))
attempt(lambda: get(3))
attempt(lambda: get(None))
attempt(lambda: get((1,)))
attempt(lambda: get({1}))
attempt(lambda: get(b'x'))

def hasOwnProperty(x):
    return x + 1
print(hasOwnProperty(1))
def kws(**kw):
    return sorted(kw.items())
print(kws(hasOwnProperty=1), dict(hasOwnProperty=2), {'hasOwnProperty': 3}['hasOwnProperty'])
def par(hasOwnProperty=1, **rest):
    return hasOwnProperty, rest
print(par(hasOwnProperty=4, b=2))
P = namedtuple('P', 'hasOwnProperty other') if not 'hasOwnProperty'.startswith('_') else None
if P:
    print(P(1, 2), P(1, other=3).hasOwnProperty, get(P(5, 6)), P(1, 2)._asdict(), P(1, 2)._replace(hasOwnProperty=9))
@dataclass
class DC:
    hasOwnProperty: int
    y: int = 2
print(DC(3), DC(3).hasOwnProperty, asdict(DC(4)), DC(1) == DC(1), get(DC(8)))
ns = types.SimpleNamespace(hasOwnProperty=1)
print(ns, ns.hasOwnProperty, get(ns))
p = argparse.ArgumentParser()
p.add_argument('--hasOwnProperty', default='d')
o = p.parse_args([])
print(o.hasOwnProperty, vars(o), get(o), p.parse_args(['--hasOwnProperty', 'q']).hasOwnProperty)
print('%(hasOwnProperty)s' % {'hasOwnProperty': 1}, '{hasOwnProperty} {0.hasOwnProperty}'.format(ns, hasOwnProperty=2))
def f():
    pass
f.hasOwnProperty = 'set'
print(f.hasOwnProperty, get(f))
class G:
    def __getattr__(self, n):
        return 'dyn ' + n
print(G().hasOwnProperty, get(G()))
class S:
    __slots__ = ('hasOwnProperty',)
    def __init__(self):
        self.hasOwnProperty = 1
print(S().hasOwnProperty)
class Pr:
    @property
    def hasOwnProperty(self):
        return 'prop'
    @staticmethod
    def st():
        return 1
print(Pr().hasOwnProperty, get(Pr()))
class Cm:
    @classmethod
    def hasOwnProperty(cls):
        return cls.__name__
print(Cm.hasOwnProperty(), Cm().hasOwnProperty(), get(Cm)())
# --- members of an enum that are called as properties of JavaScript are
from enum import Enum
class K(Enum):
    constructor = 1
    toString = 2
    length = 4
    message = 5
    then = 6
print(list(K), K.constructor, K.length.value, K['toString'], K(5), K.then.name)
# --- what JavaScript has of an object is no attribute of it
import functools, queue, threading, types, enum, collections, dataclasses
NAMES = 'name length message stack cause caller arguments prototype constructor toString valueOf hasOwnProperty toLocaleString call apply bind then toJSON inspect size push map filter has set at values_ forEach'.split()
class Err(Exception):
    pass
class Plain:
    def method(self):
        pass
class Sub(Plain):
    pass
Point = collections.namedtuple('Point', 'x y')
@dataclasses.dataclass
class Data:
    x: int = 1
class Color(enum.Enum):
    RED = 1
def function(a, b):
    pass
def gen():
    yield 1
class Own:
    @property
    def value(self):
        return 1
import math
objects = {
    'ValueError()': ValueError('v'), 'Err()': Err('e'), 'OSError()': OSError(2, 'no'), 'ValueError': ValueError, 'Err': Err,
    'instance': Plain(), 'class': Plain, 'subclass': Sub, 'function': function, 'method': Plain().method, 'unbound': Plain.method,
    'lambda': lambda x: x, 'namedtuple': Point(1, 2), 'dataclass': Data(), 'str': 'abc', 'list': [1], 'dict': {1: 2},
    'set': {1}, 'int': 3, 'float': 2.5, 'None': None, 'tuple': (1,), 'bytes': b'x', 'generator': gen(), 'partial': functools.partial(function, 1),
    'builtin': len, 'type': str, 'Own': Own(), 'local': threading.local(), 'Event': threading.Event(), 'Queue': queue.Queue(), 'bool': True,
    'bound builtin': [].append, 'range': range(3), 'deque': collections.deque([1]), 'defaultdict': collections.defaultdict(int),
    'Counter': collections.Counter('a'), 'OrderedDict': collections.OrderedDict(), 'bytearray': bytearray(b'x'), 'frozenset': frozenset([1]),
    'iterator': iter([1]), 'map': map(str, [1]), 'zip': zip([1]), 'complex': 1j, 'Ellipsis': ..., 'Lock': threading.Lock(), 'Namespace': types.SimpleNamespace(a=1),
}
for label, x in objects.items():
    print(label, [name for name in NAMES if hasattr(x, name)])
    print(label, [name for name in NAMES if getattr(x, name, None) is not None])
print([name for name in NAMES if hasattr(Color.RED, name)], [name for name in NAMES if hasattr(Color, name)])
# --- a class has the attributes of JavaScript names from those above it
class B:
    name = 'b'
    length = 3
    def show(self):
        return self.name
class C(B):
    @classmethod
    def make(cls):
        return cls.name
print(B.name, C.name, C().name, B.__name__, C.__name__, C.make(), C().show(), C.length)
class E(Exception):
    name = 'e'
    message = 'mm'
class F(E):
    pass
print(F().name, F.name, F('x').message, str(F('y')))
def f(): pass
f.name = 3
f.length = 4
print(f.name, f.length, f.__name__)
