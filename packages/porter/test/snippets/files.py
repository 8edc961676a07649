# --- csv: reading
import csv
import io
print(list(csv.reader(['a,b,c', '1,"x, y",3', '', '"he said ""hi""",,'])))
print(list(csv.reader(['"two', 'lines",2', 'a b , c'])))
print(list(csv.reader(['a;\'b;c\'; d'], delimiter=';', quotechar="'", skipinitialspace=True)))
print(list(csv.reader(['a\tb\r\n', 'c\td\n'], dialect='excel-tab')))
print(list(csv.reader(['"a",1.5,2'], quoting=csv.QUOTE_NONNUMERIC)))
print(list(csv.reader(['"a",b\\,c'], quoting=csv.QUOTE_NONE, escapechar='\\')))
r = csv.reader(io.StringIO('name,age\nann,3\nbob,"4\n5"\n'))
print(next(r), r.line_num)
for row in r:
    print(row, len(row), r.line_num)
# --- csv: what cannot be read
import csv
def attempt(lines, **rules):
    try:
        print(list(csv.reader(lines, **rules)))
    except Exception as e:
        print(type(e).__name__, e)
attempt(['a'], delimiter='ab')
attempt(['a'], delimiter=1)
attempt(['a'], delimiter='')
attempt(['a,"b,c"'], quotechar=None)
attempt(['a'], quotechar=1)
attempt(['a'], quoting=9)
attempt(['a'], quoting='x')
attempt(['a'], lineterminator=None)
attempt(['a'], foo=1)
attempt(['a'], dialect='nope')
attempt(['a\rb\n'])
attempt([b'a'])
attempt(['"a"b,c'])
attempt(['"a"b,c'], strict=True)
attempt(['"a'])
attempt(['"a'], strict=True)
attempt(['a,1'], quoting=csv.QUOTE_NONNUMERIC)
attempt(5)
# --- csv: writing
import csv
import io
def written(rows, **rules):
    f = io.StringIO()
    w = csv.writer(f, **rules)
    try:
        print([w.writerow(row) for row in rows], repr(f.getvalue()))
    except Exception as e:
        print(type(e).__name__, e)
written([['a,b', 'c"d', None, 1.5, 2.0, 1, True, 'x\ny', 'x\ry', ' z', '']])
written([['']])
written([[None]])
written([[]])
written([['']], quoting=csv.QUOTE_NONE)
written([['a,b']], quoting=csv.QUOTE_NONE)
written([['a,b', 'c"d', 'e\\f']], quoting=csv.QUOTE_NONE, escapechar='\\')
written([['a,b', 'c"d', 'e\\f']], doublequote=False, escapechar='\\')
written([['a,b', 'c"d']], doublequote=False)
written([['a,b', 'e\\f']], escapechar='\\')
written([['x\ny', 'x\ry'], 'abc', (1, 2)], lineterminator='\n')
written([5])
written([['a', 1, 2.5, True, None]], quoting=csv.QUOTE_NONNUMERIC)
written([['a', 1, 2.5, True, None]], quoting=csv.QUOTE_ALL, delimiter='|')
written([['a', 1]], dialect='unix')
f = io.StringIO()
print(csv.writer(f).writerows([[1, 2], [3, 4]]), f.getvalue().split('\r\n'))
try:
    csv.writer(5)
except TypeError as e:
    print(e)
# --- csv: dicts
import csv
import io
lines = ['name,age', 'ann,3', '', 'bob', 'cid,5,more,and more']
reader = csv.DictReader(lines)
print(reader.fieldnames, reader.line_num)
for row in reader:
    print(row, row['name'], reader.line_num)
print(list(csv.DictReader(['1;2', '3'], fieldnames=['a', 'b'], restval='-', delimiter=';')))
print(list(csv.DictReader(['1,2,3'], ['a'], 'rest')))
out = io.StringIO()
w = csv.DictWriter(out, fieldnames=['a', 'b'], restval='?', extrasaction='ignore', lineterminator='\n')
print(w.writeheader())
w.writerow({'a': 1, 'b': 'x,y', 'c': 3})
w.writerows([{'b': 2}, {}])
print(out.getvalue())
try:
    csv.DictWriter(out, ['a']).writerow({'a': 1, 'z': 2, 'y': 3})
except ValueError as e:
    print(e)
try:
    csv.DictWriter(out, ['a'], extrasaction='no')
except ValueError as e:
    print(e)
# --- csv: dialects
import csv
import io
print(csv.list_dialects())
csv.register_dialect('pipes', delimiter='|', quoting=csv.QUOTE_ALL)
print(list(csv.reader(['a|b'], 'pipes')), csv.get_dialect('pipes').delimiter, csv.field_size_limit())
class Semi(csv.Dialect):
    delimiter = ';'
    quotechar = "'"
    doublequote = True
    lineterminator = '\n'
    quoting = csv.QUOTE_MINIMAL
csv.register_dialect('semi', Semi)
out = io.StringIO()
csv.writer(out, dialect=Semi).writerow(['a;b', "c'd", 'e'])
csv.writer(out, 'semi').writerow(['a;b', 1])
print(out.getvalue())
csv.unregister_dialect('semi')
for name in ('semi', 'zz'):
    try:
        csv.unregister_dialect(name)
    except csv.Error as e:
        print(e)
class Empty(csv.Dialect):
    pass
try:
    Empty()
except csv.Error as e:
    print(e)
