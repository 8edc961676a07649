"""Generators chained into a pipeline, with send and closing."""


def numbers(n):
    for i in range(n):
        print('make', i)
        yield i


def squares(source):
    for x in source:
        yield x * x


def evens(source):
    return (x for x in source if x % 2 == 0)


def running_average():
    total = 0.0
    count = 0
    average = None
    while True:
        value = yield average
        if value is None:
            break
        total += value
        count += 1
        average = total / count
    return


def take(n, source):
    for i, x in enumerate(source):
        if i >= n:
            return
        yield x


def chunked(seq, size):
    chunk = []
    for x in seq:
        chunk.append(x)
        if len(chunk) == size:
            yield tuple(chunk)
            chunk = []
    if chunk:
        yield tuple(chunk)


print(list(take(2, evens(squares(numbers(10))))))
avg = running_average()
next(avg)
print(avg.send(10), avg.send(20), avg.send(6))
try:
    avg.send(None)
except StopIteration:
    print('stopped')
print(list(chunked('abcdefg', 3)), dict(enumerate(chunked(range(4), 2))))


def flatten(x):
    if isinstance(x, (list, tuple)):
        for y in x:
            yield from flatten(y)
    else:
        yield x


print(list(flatten([1, [2, (3, [4])], 'ab'])))
