#!/usr/bin/env python3
# A JSON parser and printer by hand, checked against the library.
import json
import re
import sys

WHITESPACE = re.compile(r'[ \t\n\r]*')
NUMBER = re.compile(r'(-?(?:0|[1-9]\d*))(\.\d+)?([eE][-+]?\d+)?')
STRING_CHUNK = re.compile(r'(.*?)(["\\\x00-\x1f])', re.DOTALL)
ESCAPES = {'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}


class JSONError(ValueError):
    def __init__(self, msg, doc, pos):
        lineno = doc.count('\n', 0, pos) + 1
        colno = pos - doc.rfind('\n', 0, pos)
        ValueError.__init__(self, '%s: line %d column %d (char %d)' % (msg, lineno, colno, pos))
        self.msg, self.doc, self.pos = msg, doc, pos
        self.lineno, self.colno = lineno, colno


def skip(s, i, _match=WHITESPACE.match):
    return _match(s, i).end()


def parse_value(s, i):
    try:
        c = s[i]
    except IndexError:
        raise JSONError('Expecting value', s, i) from None
    if c == '"':
        return parse_string(s, i + 1)
    if c == '{':
        return parse_object(s, i + 1)
    if c == '[':
        return parse_array(s, i + 1)
    for word, value in (('null', None), ('true', True), ('false', False)):
        if s.startswith(word, i):
            return value, i + len(word)
    m = NUMBER.match(s, i)
    if m:
        integer, frac, exp = m.groups()
        if frac or exp:
            return float(integer + (frac or '') + (exp or '')), m.end()
        return int(integer), m.end()
    raise JSONError('Expecting value', s, i)


def parse_string(s, i):
    begin, chunks = i - 1, []
    while True:
        m = STRING_CHUNK.match(s, i)
        if m is None:
            raise JSONError('Unterminated string starting at', s, begin)
        i = m.end()
        content, terminator = m.groups()
        if content:
            chunks.append(content)
        if terminator == '"':
            break
        if terminator != '\\':
            raise JSONError('Invalid control character', s, i - 1)
        esc = s[i]
        if esc != 'u':
            if esc not in ESCAPES:
                raise JSONError('Invalid \\escape', s, i - 1)
            chunks.append(ESCAPES[esc])
            i += 1
        else:
            code = int(s[i + 1:i + 5], 16)
            i += 5
            if 0xd800 <= code <= 0xdbff and s[i:i + 2] == '\\u':
                low = int(s[i + 2:i + 6], 16)
                code = 0x10000 + ((code - 0xd800) << 10 | low - 0xdc00)
                i += 6
            chunks.append(chr(code))
    return ''.join(chunks), i


def parse_object(s, i):
    pairs = {}
    i = skip(s, i)
    if s[i:i + 1] == '}':
        return pairs, i + 1
    while True:
        if s[i:i + 1] != '"':
            raise JSONError('Expecting property name', s, i)
        key, i = parse_string(s, i + 1)
        i = skip(s, i)
        if s[i:i + 1] != ':':
            raise JSONError("Expecting ':' delimiter", s, i)
        pairs[key], i = parse_value(s, skip(s, i + 1))
        i = skip(s, i)
        c = s[i:i + 1]
        if c == '}':
            return pairs, i + 1
        if c != ',':
            raise JSONError("Expecting ',' delimiter", s, i)
        i = skip(s, i + 1)


def parse_array(s, i):
    values = []
    i = skip(s, i)
    if s[i:i + 1] == ']':
        return values, i + 1
    while 1:
        v, i = parse_value(s, i)
        values.append(v)
        i = skip(s, i)
        c = s[i:i + 1]
        i += 1
        if c == ']':
            break
        elif c != ',':
            raise JSONError("Expecting ',' delimiter", s, i - 1)
        i = skip(s, i)
    return values, i


def loads(s):
    v, end = parse_value(s, skip(s, 0))
    end = skip(s, end)
    if end != len(s):
        raise JSONError('Extra data', s, end)
    return v


def dumps(x, indent=None, level=0):
    nl = '\n' + ' ' * (indent * (level + 1)) if indent else ''
    end = '\n' + ' ' * (indent * level) if indent else ''
    sep = ',' + (nl or ' ')
    if x is None or x is True or x is False:
        return {None: 'null', True: 'true', False: 'false'}[x]
    if isinstance(x, str):
        out = ''.join({'"': '\\"', '\\': '\\\\', '\n': '\\n', '\t': '\\t'}.get(c, c if ' ' <= c <= '~' else '\\u%04x' % ord(c) if ord(c) < 0x10000
                      else '\\u%04x\\u%04x' % (0xd800 + (ord(c) - 0x10000 >> 10), 0xdc00 + (ord(c) - 0x10000 & 0x3ff))) for c in x)
        return '"' + out + '"'
    if isinstance(x, (int, float)):
        return repr(x)
    if isinstance(x, dict):
        return '{' + nl + sep.join(f'{dumps(str(k))}: {dumps(v, indent, level + 1)}' for k, v in x.items()) + end + '}' if x else '{}'
    if isinstance(x, (list, tuple)):
        return '[' + nl + sep.join(dumps(v, indent, level + 1) for v in x) + end + ']' if x else '[]'
    raise TypeError('%s is not serializable' % type(x).__name__)


samples = ['{"a": [1, 2.5, -3e2, true, null], "b": {"c": "x\\n\\u00e9\\ud83d\\ude00"}}', '[]', '  {} ', '"plain"', '-0', '0.1', '[[[1]], {"k": {}}]', '12345678901234567890',
           '[1, 2', '{"a" 1}', '{a: 1}', '"open', '[1,]', 'nul', '', '1 2', '{"a": 1,\n "b": }', '"bad \\x"', '"tab\tx"', '01']
for s in samples:
    try:
        mine = loads(s)
        assert mine == json.loads(s), (mine, json.loads(s))
        assert dumps(mine) == json.dumps(mine), (dumps(mine), json.dumps(mine))
        assert dumps(mine, 2) == json.dumps(mine, indent=2)
        print('ok   ', dumps(mine))
    except JSONError as e:
        try:
            json.loads(s)
        except json.JSONDecodeError as theirs:
            print('error', e, '|', theirs.lineno == e.lineno, theirs.msg[:18])
        else:
            print('MINE ONLY', e)
for x in ({1, 2}, {'a': object()}):
    try:
        dumps(x)
    except TypeError as e:
        print(e)
deep = loads('[' * 50 + ']' * 50)
depth = 0
while deep:
    deep, = deep
    depth += 1
print(depth, loads(dumps({'é': ['😀', '\x01', 1e100, 2 ** 64]})), file=sys.stdout)
