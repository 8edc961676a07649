"""A template engine: {{ expressions }}, loops, filters, includes; plus a Markdown converter."""
import html
import re
from collections import ChainMap
from textwrap import dedent


class TemplateError(Exception):
    def __init__(self, message, line=None):
        super().__init__(message if line is None else f'{message} (line {line})')
        self.line = line


FILTERS = {}


def register(name=None):
    def deco(fn):
        FILTERS[name or fn.__name__] = fn
        return fn
    return deco


@register()
def upper(s): return str(s).upper()


@register('default')
def default_filter(v, d=''): return v if v not in (None, '') else d


@register()
def join(seq, sep=', '): return sep.join(map(str, seq))


@register()
def currency(v, symbol='$'): return f'{symbol}{v:,.2f}'


FILTERS.update(length=len, escape=html.escape, title=str.title, sort=sorted)


class Node:
    def render(self, ctx):
        raise NotImplementedError


class Text(Node):
    def __init__(self, text): self.text = text
    def render(self, ctx): return self.text


class Output(Node):
    pattern = re.compile(r"(?P<path>[\w.]+)(?P<filters>(?:\s*\|\s*\w+(?::(?:'[^']*'|\d+))?)*)\s*$")

    def __init__(self, source, line):
        m = self.pattern.match(source.strip())
        if m is None:
            raise TemplateError(f'cannot parse {source.strip()!r}', line)
        self.path = m['path'].split('.')
        self.filters = []
        for part in filter(None, map(str.strip, m['filters'].split('|'))):
            name, _, arg = part.partition(':')
            if name not in FILTERS:
                raise TemplateError(f'no filter {name!r}', line)
            self.filters.append((FILTERS[name], [arg[1:-1] if arg[0] == "'" else int(arg)] if arg else []))

    def render(self, ctx):
        value = lookup(self.path, ctx)
        for f, args in self.filters:
            value = f(value, *args)
        return '' if value is None else str(value)


def lookup(path, ctx):
    value = ctx
    for key in path:
        if hasattr(value, 'get') or isinstance(value, (dict, ChainMap)):
            value = value.get(key)
        elif key.isdigit():
            value = value[int(key)] if int(key) < len(value) else None
        else:
            value = getattr(value, key, None)
            value = value() if callable(value) else value
        if value is None:
            break
    return value


class For(Node):
    def __init__(self, var, path, body, otherwise):
        self.var, self.path, self.body, self.otherwise = var, path, body, otherwise

    def render(self, ctx):
        items = list(lookup(self.path, ctx) or ())
        if not items:
            return render_all(self.otherwise, ctx)
        out = []
        for i, item in enumerate(items):
            scope = ChainMap({self.var: item, 'loop': {'index': i + 1, 'last': i == len(items) - 1}}, ctx)
            out.append(render_all(self.body, scope))
        return ''.join(out)


class If(Node):
    def __init__(self, branches): self.branches = branches

    def render(self, ctx):
        for negate, path, body in self.branches:
            if path is None or bool(lookup(path, ctx)) is not negate:
                return render_all(body, ctx)
        return ''


def render_all(nodes, ctx):
    return ''.join(n.render(ctx) for n in nodes)


class Template:
    token = re.compile(r'(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})', re.S)

    def __init__(self, source):
        self.pieces, line = [], 1
        for piece in self.token.split(source):
            if piece:
                self.pieces.append((piece, line))
            line += piece.count('\n')
        self.pieces.reverse()
        self.nodes, end = self.parse(())
        assert end is None

    def parse(self, until):
        nodes = []
        while self.pieces:
            piece, line = self.pieces.pop()
            if piece.startswith('{{'):
                nodes.append(Output(piece[2:-2], line))
            elif piece.startswith('{#'):
                pass
            elif piece.startswith('{%'):
                word, *args = piece[2:-2].split()
                if word in until:
                    return nodes, (word, args)
                handler = getattr(self, 'tag_' + word, None)
                if handler is None:
                    raise TemplateError(f'unknown tag {word}', line)
                nodes.append(handler(args, line))
            else:
                nodes.append(Text(piece))
        if until:
            raise TemplateError('missing ' + ' or '.join(until))
        return nodes, None

    def tag_for(self, args, line):
        try:
            var, in_, path = args
            if in_ != 'in':
                raise ValueError
        except ValueError:
            raise TemplateError('bad for', line) from None
        body, (word, _) = self.parse(('else', 'endfor'))
        otherwise = []
        if word == 'else':
            otherwise, _ = self.parse(('endfor',))
        return For(var, path.split('.'), body, otherwise)

    def tag_if(self, args, line):
        branches, word = [], 'if'
        while word != 'endif':
            negate = bool(args) and args[0] == 'not'
            path = args[-1].split('.') if args else None
            body, (word, args) = self.parse(('elif', 'else', 'endif'))
            branches.append((negate, path, body))
        return If(branches)

    def render(self, **ctx):
        return render_all(self.nodes, ctx)


page = Template(dedent('''\
    <h1>{{ title | escape | upper }}</h1>{# a comment #}
    {% for item in items %}{{ loop.index }}. {{ item.name | title }}{% if item.price %} at {{ item.price | currency:'EUR ' }}{% elif item.free %} free{% else %} ?{% endif %}{% if not loop.last %};{% endif %}
    {% else %}nothing
    {% endfor %}{{ tags | sort | join:'-' }} {{ missing | default:'none' }} {{ items | length }} {{ items.0.name }}
    '''))
print(page.render(title='Fish & Chips', items=[dict(name='cod', price=1234.5), dict(name='plaice', free=True), {'name': 'eel'}], tags={'b', 'a'}), end='')
print(page.render(title='', items=[], tags=()), end='')
for bad in ('{{ a b }}', '{{ x|nope }}', '\n{% for x %}{% endfor %}', '{% if x %}', '{% what %}'):
    try:
        Template(bad)
    except TemplateError as e:
        print(type(e).__name__, e, e.line)


def markdown(text):
    def inline(s):
        s = html.escape(s, quote=False)
        for pattern, tag in ((r'\*\*(.+?)\*\*', 'b'), (r'\*(.+?)\*', 'i'), (r'`(.+?)`', 'code')):
            s = re.sub(pattern, rf'<{tag}>\1</{tag}>', s)
        return re.sub(r'\[([^]]+)\]\(([^)\s]+)\)', lambda m: '<a href="%s">%s</a>' % (m.group(2), m.group(1)), s)
    out, mode = [], None
    for block in re.split(r'\n\s*\n', text.strip()):
        lines = block.split('\n')
        if m := re.match(r'(#{1,6}) +(.*)', block):
            out.append('<h{0}>{1}</h{0}>'.format(len(m[1]), inline(m[2])))
        elif all(l.lstrip().startswith(('-', '*')) for l in lines):
            out += ['<ul>', *('  <li>%s</li>' % inline(l.lstrip('-* ')) for l in lines), '</ul>']
        elif all(re.match(r'\d+\.', l) for l in lines):
            out.extend(['<ol>'] + [f'  <li>{inline(l.split(".", 1)[1].strip())}</li>' for l in lines] + ['</ol>'])
        elif lines[0].startswith('>'):
            out.append('<blockquote>' + ' '.join(inline(l[1:].strip()) for l in lines) + '</blockquote>')
        else:
            out.append(f'<p>{" ".join(map(inline, lines))}</p>')
    return '\n'.join(out)


print(markdown('''
# Title with *stars*

Some **bold** text & `code <b>`,
a [link](http://x.y/z?a=1).

- one
- two *items*

1. first
2. second

> quoted
> twice
'''))
