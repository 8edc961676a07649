"""A JSON parser and pretty printer written by hand, with a visitor and error positions."""
import json


class JSONError(ValueError):
    def __init__(self, msg, text, pos):
        line = text.count('\n', 0, pos) + 1
        col = pos - (text.rfind('\n', 0, pos) + 1) + 1
        ValueError.__init__(self, '%s at line %d column %d' % (msg, line, col))
        self.pos = pos


ESCAPES = {'n': '\n', 't': '\t', 'r': '\r', 'b': '\b', 'f': '\f', '"': '"', '\\': '\\', '/': '/'}


class Parser:
    def __init__(self, text):
        self.text = text
        self.pos = 0

    def error(self, msg):
        raise JSONError(msg, self.text, self.pos)

    def peek(self):
        while self.pos < len(self.text) and self.text[self.pos].isspace():
            self.pos += 1
        return self.text[self.pos] if self.pos < len(self.text) else ''

    def take(self, ch):
        if self.peek() != ch:
            self.error('expected %r but found %r' % (ch, self.peek()))
        self.pos += 1

    def parse(self):
        value = self.value()
        if self.peek():
            self.error('trailing data')
        return value

    def value(self):
        ch = self.peek()
        methods = {'{': self.object, '[': self.array, '"': self.string}
        if ch in methods:
            return methods[ch]()
        if ch == '-' or ch.isdigit():
            return self.number()
        for word, value in (('true', True), ('false', False), ('null', None)):
            if self.text.startswith(word, self.pos):
                self.pos += len(word)
                return value
        self.error('unexpected %r' % ch)

    def object(self):
        self.take('{')
        result = {}
        while self.peek() != '}':
            if result:
                self.take(',')
            key = self.string()
            self.take(':')
            result[key] = self.value()
        self.take('}')
        return result

    def array(self):
        self.take('[')
        result = []
        while self.peek() != ']':
            if result:
                self.take(',')
            result.append(self.value())
        self.take(']')
        return result

    def string(self):
        self.take('"')
        chars = []
        while True:
            if self.pos >= len(self.text):
                self.error('unterminated string')
            ch = self.text[self.pos]
            self.pos += 1
            if ch == '"':
                return ''.join(chars)
            if ch == '\\':
                ch = self.text[self.pos]
                self.pos += 1
                if ch == 'u':
                    chars.append(chr(int(self.text[self.pos:self.pos + 4], 16)))
                    self.pos += 4
                else:
                    chars.append(ESCAPES[ch])
            else:
                chars.append(ch)

    def number(self):
        start = self.pos
        while self.pos < len(self.text) and self.text[self.pos] in '+-.eE0123456789':
            self.pos += 1
        text = self.text[start:self.pos]
        try:
            return int(text)
        except ValueError:
            return float(text)


def walk(value, path=()):
    if isinstance(value, dict):
        for k, v in value.items():
            yield from walk(v, path + (k,))
    elif isinstance(value, list):
        for i, v in enumerate(value):
            yield from walk(v, path + (i,))
    else:
        yield path, value


def render(value, indent=0):
    pad = '  ' * indent
    if isinstance(value, dict):
        if not value:
            return '{}'
        inner = ',\n'.join('%s  "%s": %s' % (pad, k, render(v, indent + 1)) for k, v in sorted(value.items()))
        return '{\n%s\n%s}' % (inner, pad)
    if isinstance(value, (list, tuple)):
        return '[%s]' % ', '.join(render(v, indent) for v in value)
    if value is None or isinstance(value, bool):
        return {None: 'null', True: 'true', False: 'false'}[value]
    return json.dumps(value)


doc = '''{"name": "caf\\u00e9", "tags": ["a\\n", "b\\"q"], "size": [1, -2.50, 1e3, 12345678901234567890],
 "nested": {"ok": true, "none": null, "empty": {}, "list": [[], [false]]}}'''
data = Parser(doc).parse()
print(data)
print(data == json.loads(doc), render(data))
for path, value in walk(data):
    print('.'.join(map(str, path)), '=', repr(value), type(value).__name__)
for bad in ('[1, 2', '{"a" 1}', '[1]\n\n  x', '"abc', 'nul', ''):
    try:
        print(Parser(bad).parse())
    except JSONError as e:
        print(e, e.pos)
try:
    json.loads('[1,]')
except ValueError as e:
    print(type(e).__name__)
