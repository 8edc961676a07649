import collections, datetime, decimal, queue, json, threading, io, re
print(ValueError, [KeyError], type(ValueError('x')), Exception.__mro__)
class A(Exception): pass
print(A.__mro__, A.__bases__, A, [A], str(A))
for cls in (int, str, collections.OrderedDict, collections.Counter, collections.deque, datetime.date, decimal.Decimal, json.JSONDecodeError, threading.Thread, io.StringIO, queue.Queue, queue.Empty):
    print(cls)
try:
    {}['x']
except KeyError as e:
    print(type(e), e.__class__, e.__class__.__name__)
