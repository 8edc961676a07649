"""JSON, sorting and formatting of a small inventory."""
import json
from collections import defaultdict

DATA = '''[
  {"name": "bolt", "qty": 120, "price": 0.25, "tags": ["steel", "small"]},
  {"name": "gear", "qty": 7, "price": 12.0, "tags": ["brass"]},
  {"name": "nut", "qty": 300, "price": 0.1, "tags": ["steel", "small"]},
  {"name": "frame", "qty": 1, "price": 199.99, "tags": []}
]'''


def load(text):
    return {item.pop('name'): item for item in json.loads(text)}


def by_tag(items):
    result = defaultdict(list)
    for name, item in items.items():
        for tag in item['tags'] or ['none']:
            result[tag].append(name)
    return result


def total(items):
    return sum(i['qty'] * i['price'] for i in items.values())


items = load(DATA)
print('%-8s|%6s|%10s' % ('name', 'qty', 'price'))
print('-' * 26)
for name in sorted(items, key=lambda n: items[n]['price'], reverse=True):
    item = items[name]
    print('%-8s|%6d|%10.2f' % (name, item['qty'], item['price']))
print('total: {:,.2f}'.format(total(items)))
groups = by_tag(items)
for tag in sorted(groups):
    print(tag, '->', ', '.join(sorted(groups[tag])))
cheap, dear = [], []
for name, item in items.items():
    (cheap if item['price'] < 1 else dear).append(name)
print(cheap, dear, any(i['qty'] > 200 for i in items.values()), all('tags' in i for i in items.values()))
items['gear']['qty'] -= 2
items.setdefault('cog', {'qty': 0, 'price': 1, 'tags': []})['qty'] += 5
del items['frame']
print(json.dumps(items, sort_keys=True, indent=1))
