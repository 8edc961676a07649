"""A small stack machine with an assembler."""


class VM:
    def __init__(self, code):
        self.code = code
        self.stack = []
        self.vars = {}
        self.pc = 0
        self.out = []

    def run(self, limit=1000):
        while self.pc < len(self.code):
            limit -= 1
            if limit < 0:
                raise RuntimeError('limit')
            op, *args = self.code[self.pc]
            self.pc += 1
            getattr(self, 'op_' + op)(*args)
        return self.out

    def op_push(self, x):
        self.stack.append(x)

    def op_load(self, n):
        self.stack.append(self.vars[n])

    def op_store(self, n):
        self.vars[n] = self.stack.pop()

    def op_add(self):
        b, a = self.stack.pop(), self.stack.pop()
        self.stack.append(a + b)

    def op_mul(self):
        b, a = self.stack.pop(), self.stack.pop()
        self.stack.append(a * b)

    def op_jnz(self, to):
        if self.stack.pop():
            self.pc = to

    def op_print(self):
        self.out.append(self.stack.pop())


def assemble(text):
    code, labels = [], {}
    for line in text.strip().splitlines():
        words = line.split('#')[0].split()
        if not words:
            continue
        if words[0].endswith(':'):
            labels[words[0][:-1]] = len(code)
            continue
        code.append([words[0]] + [int(w) if w.lstrip('-').isdigit() else w for w in words[1:]])
    return [[labels.get(w, w) if i and isinstance(w, str) else w for i, w in enumerate(c)] for c in code]


PROGRAM = """
    push 1
    store acc
    push 25
    store n
loop:               # acc *= n; n -= 1
    load acc
    load n
    mul
    store acc
    load n
    push -1
    add
    store n
    load n
    jnz loop
    load acc
    print
"""
code = assemble(PROGRAM)
print(len(code), code[:3], VM(code).run())
for broken in ('push 1\njnz 0', 'load x', 'fly'):
    try:
        VM(assemble(broken)).run()
        VM(assemble('push 1\njnz 0\n')).run(5)
    except (RuntimeError, KeyError, AttributeError) as e:
        print(type(e).__name__, e)
