import gevent

class Base:
    def run(self):
        for x in self.each():
            print(x)
        print(list(self.each()), sum(self.each()), sorted(self.each()), [y + 1 for y in self.each()])
    def each(self):
        yield 1

class Slow(Base):
    def each(self):
        gevent.sleep(0.01)
        yield 2

class Listed:
    def run(self):
        for x in self.each():
            print(x)
        print(list(self.each()), [y + 1 for y in self.each()], max(self.each()))
        a = self.each()
        print(3 in a)
    def each(self):
        return [1]

class SlowListed(Listed):
    def each(self):
        for i in (2, 3):
            gevent.sleep(0.01)
            yield i

class Abstract:
    def run(self):
        for x in self.each():
            print('item', x)
        first = next(iter(self.each()))
        print(first)
    def each(self):
        raise NotImplementedError

class Concrete(Abstract):
    def each(self):
        gevent.sleep(0.01)
        yield 4

class Waits:
    def values(self):
        gevent.sleep(0.01)
        return [5, 6]
    def total(self):
        return sum(self.values())

class Lazy(Waits):
    def values(self):
        yield 7

Base().run()
Slow().run()
Listed().run()
SlowListed().run()
Concrete().run()
try:
    Abstract().run()
except NotImplementedError as e:
    print(repr(e))
print(Waits().total(), Lazy().total())
for cls in (Base, Slow, Listed, SlowListed):
    for x in cls().each():
        print(cls.__name__, x)
def show(thing):
    for x in thing.each():
        print('shown', x)
for thing in [Base(), Slow(), Listed(), SlowListed(), Concrete()]:
    show(thing)
