"""A template engine: {{ name }}, loops and conditions."""
import re


class Node(object):
    def __init__(self, kind, value=None):
        self.kind, self.value, self.children = kind, value, []


def parse(source):
    root = Node('root')
    stack = [root]
    for part in re.split(r'(\{\{.*?\}\}|\{%.*?%\})', source):
        if part.startswith('{{'):
            stack[-1].children.append(Node('var', part[2:-2].strip()))
        elif part.startswith('{%'):
            words = part[2:-2].split()
            if words[0] in ('for', 'if'):
                node = Node(words[0], words[1:])
                stack[-1].children.append(node)
                stack.append(node)
            else:
                assert words[0] == 'end' + stack[-1].kind, 'unexpected ' + words[0]
                stack.pop()
        elif part:
            stack[-1].children.append(Node('text', part))
    return root


def lookup(path, ctx):
    value = ctx
    for name in path.split('.'):
        value = value[name] if isinstance(value, dict) else getattr(value, name)
        if callable(value):
            value = value()
    return value


def render(node, ctx):
    if node.kind == 'text':
        return node.value
    if node.kind == 'var':
        return str(lookup(node.value, ctx))
    if node.kind == 'if':
        return ''.join(render(c, ctx) for c in node.children) if lookup(node.value[0], ctx) else ''
    if node.kind == 'for':
        name, _, items = node.value
        out = []
        for item in lookup(items, ctx):
            inner = dict(ctx)
            inner[name] = item
            out.extend(render(c, inner) for c in node.children)
        return ''.join(out)
    return ''.join(render(c, ctx) for c in node.children)


class User:
    def __init__(self, name, admin=False):
        self.name, self.admin = name, admin

    def shout(self):
        return self.name.upper() + '!'


page = parse('Hi {{ user.shout }}{% if user.admin %} (admin){% endif %}: {% for i in items %}[{{ i }}]{% endfor %}.')
print(render(page, {'user': User('ann', True), 'items': [1, 'two', None]}))
print(render(page, {'user': User('bob'), 'items': []}))
try:
    parse('{% for x in y %}{% endif %}')
except AssertionError as e:
    print('error:', e)
