# --- characters
import unicodedata
s = 'Crème Brûlée, façade — naïve'
print(''.join(c for c in unicodedata.normalize('NFKD', s) if not unicodedata.combining(c)))
print(unicodedata.normalize('NFD', s).encode('ascii', 'ignore').decode())
print(len(unicodedata.normalize('NFD', 'é')), unicodedata.normalize('NFC', 'e\u0301') == 'é', unicodedata.normalize('NFKC', 'ﬁ²'))
print([unicodedata.category(c) for c in 'aA1 _-(«€+ñ中\n\u0301ǅ'])
print([unicodedata.combining(c) for c in 'a\u0301\u0327\u0345\u094d\u0300\u031b'])
print(unicodedata.decimal('7'), unicodedata.decimal('٣'), unicodedata.decimal('x', -1), unicodedata.is_normalized('NFC', 'é'))
print(''.join(c for c in 'a,b!c' if not unicodedata.category(c).startswith('P')))
# --- %-formats of known types, texts joined and split, items swapped
def show(name, n, x, what):
    print('%s got %d' % (name, n))
    print('%-8s|%6s|%10s' % ('name', 'qty', 'price'))
    print('%5.2f and %r' % (x, what))
    print('%05d %x %-4d|' % (n, n, n))
    print('%s' % what)
    print('%s: %s' % (what, name))
    return 'no table %s' % what
print(show('a', 3, 2.5, [1]))
print(show('b', 4, 1, 'q'))
work = [3, 1, 2]
i, j = 0, 2
work[i], work[j] = work[j], work[i]
def swap(a, x, y):
    a[x], a[y] = a[y], a[x]
    return a
print(swap(work, 0, 1), swap([1, 2], 0, 1))
a, b = 1, 2
a, b = b, a + b
print(a, b)
print('\n'.join('|'.join(str(c) for c in row) for row in [[1, 2], [3]]))
print(', '.join(sorted(x.upper() for x in 'abc')))
text = 'a,b,,c'
print(text.split(','), text.replace(',', '; '), text.replace('b', '$&'), text.replace('', '-'), text.split(',', 1), text.replace('a', ''))
for part in text.split(','):
    print(part.upper(), '%s=%5s|%-3s|%.1s' % (part, part, part, 'xyz'))
print('%d%% of %i, %+d, %3d, %-3d|, %x' % (5, 6, 7, 8, 9, 255), '%8.3f|%-8.1f|%e|%g' % (1.5, 2.25, 12345.678, 0.0001), '%s %s' % (1, 2.0), '%r' % 'q', '%10r|' % 'q')
print('%s' % [1, 2], '%s and %s' % ((1, 2), {'a': 1}), '%.2f' % 3, '%f' % 2 ** 70 if False else '')
print('%5d|%s' % (2 ** 70, 2 ** 70), '%c' % 'x', '%05.1f' % 2.5)
