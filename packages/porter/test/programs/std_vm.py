"""Stack VM with an assembler, a disassembler, a brainf*** interpreter, and a turing machine."""
import sys
from enum import IntEnum
from struct import pack, unpack, calcsize, iter_unpack
from io import BytesIO, StringIO


class Op(IntEnum):
    HALT = 0
    PUSH = 1
    ADD = 2
    SUB = 3
    MUL = 4
    DUP = 5
    SWAP = 6
    JMP = 7
    JZ = 8
    PRINT = 9
    LOAD = 10
    STORE = 11
    CALL = 12
    RET = 13


HAS_ARG = {Op.PUSH, Op.JMP, Op.JZ, Op.LOAD, Op.STORE, Op.CALL}


class AssemblyError(Exception):
    def __init__(self, lineno, msg):
        Exception.__init__(self, 'line %d: %s' % (lineno, msg))
        self.lineno = lineno


def assemble(source):
    labels, out, fixups = {}, bytearray(), []
    for n, raw in enumerate(source.splitlines(), 1):
        line = raw.split(';')[0].strip()
        if not line:
            continue
        if line.endswith(':'):
            if line[:-1] in labels:
                raise AssemblyError(n, 'duplicate label %r' % line[:-1])
            labels[line[:-1]] = len(out)
            continue
        name, *args = line.split()
        try:
            op = Op[name.upper()]
        except KeyError:
            raise AssemblyError(n, 'unknown op %s' % name) from None
        if len(args) != (op in HAS_ARG):
            raise AssemblyError(n, '%s takes %d argument(s)' % (op.name, op in HAS_ARG))
        out.append(op)
        for arg in args:
            try:
                value = int(arg, 0)
            except ValueError:
                fixups.append((len(out), arg, n))
                value = 0
            out += pack('<i', value)
    for pos, label, n in fixups:
        if label not in labels:
            raise AssemblyError(n, 'undefined label %r' % label)
        out[pos:pos + 4] = pack('<i', labels[label])
    return bytes(out)


def disassemble(code):
    pc = 0
    while pc < len(code):
        op = Op(code[pc])
        if op in HAS_ARG:
            (arg,) = unpack('<i', code[pc + 1:pc + 5])
            yield '%04x  %-6s %d' % (pc, op.name, arg)
            pc += 5
        else:
            yield '%04x  %s' % (pc, op.name)
            pc += 1


class VM:
    def __init__(self, code, out=None):
        self.code, self.out = code, out or sys.stdout
        self.stack, self.memory, self.calls, self.steps = [], {}, [], 0

    def run(self, limit=10000):
        pc = 0
        while True:
            self.steps += 1
            if self.steps > limit:
                raise RuntimeError('limit of %d steps' % limit)
            op = self.code[pc]
            pc += 1
            if op in HAS_ARG:
                arg = int.from_bytes(self.code[pc:pc + 4], 'little', signed=True)
                pc += 4
            if op == Op.HALT:
                return self
            elif op == Op.PUSH:
                self.stack.append(arg)
            elif op in (Op.ADD, Op.SUB, Op.MUL):
                b, a = self.stack.pop(), self.stack.pop()
                self.stack.append({Op.ADD: a + b, Op.SUB: a - b, Op.MUL: a * b}[op])
            elif op == Op.DUP:
                self.stack.append(self.stack[-1])
            elif op == Op.SWAP:
                self.stack[-2:] = self.stack[:-3:-1]
            elif op == Op.JMP:
                pc = arg
            elif op == Op.JZ:
                if not self.stack.pop():
                    pc = arg
            elif op == Op.PRINT:
                print(self.stack.pop(), file=self.out, end=' ')
            elif op == Op.LOAD:
                self.stack.append(self.memory.get(arg, 0))
            elif op == Op.STORE:
                self.memory[arg] = self.stack.pop()
            elif op == Op.CALL:
                self.calls.append(pc)
                pc = arg
            elif op == Op.RET:
                pc = self.calls.pop()


FACT = '''
    push 20
    store 0      ; n
    push 1
    store 1      ; acc
loop:
    load 0
    jz done
    load 0
    load 1
    mul
    store 1
    load 0
    push -1
    add
    store 0
    jmp loop
done:
    load 1
    print
    push 0x10
    call square
    print
    halt
square:
    dup
    mul
    ret
'''
code = assemble(FACT)
print(len(code), code[:12].hex(), list(disassemble(code))[:4], sep='\n')
vm = VM(code).run()
print(vm.steps, vm.memory, vm.stack)
for bad in ('push', 'foo 1', 'jmp nowhere', 'a:\na:', 'loop:\njmp loop', 'add'):
    try:
        VM(assemble(bad), StringIO()).run(100)
    except AssemblyError as e:
        print('assembly:', e, e.lineno)
    except (RuntimeError, IndexError) as e:
        print(type(e).__name__, e)


def bf(src, inp=''):
    jumps, stack = {}, []
    for i, c in enumerate(src):
        if c == '[':
            stack.append(i)
        elif c == ']':
            j = stack.pop()
            jumps[i], jumps[j] = j, i
    tape, ptr, ip, out, inp = [0], 0, 0, [], iter(inp)
    while ip < len(src):
        c = src[ip]
        if c == '>':
            ptr += 1
            if ptr == len(tape):
                tape.append(0)
        elif c == '<':
            ptr -= 1
        elif c in '+-':
            tape[ptr] = (tape[ptr] + (1 if c == '+' else -1)) % 256
        elif c == '.':
            out.append(chr(tape[ptr]))
        elif c == ',':
            tape[ptr] = ord(next(inp, '\0'))
        elif c == '[' and not tape[ptr] or c == ']' and tape[ptr]:
            ip = jumps[ip]
        ip += 1
    return ''.join(out)


print(repr(bf('++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++.')))
print(bf(',[.,]', 'echo'))
buf = BytesIO()
for rec in [(1, -2, 3.5, b'ab'), (255, 7, -0.25, b'xyz')]:
    buf.write(pack('>BhdH3s', *rec[:3], len(rec[3]), rec[3]))
buf.seek(0)
while chunk := buf.read(calcsize('>BhdH3s')):
    a, b, c, n, s = unpack('>BhdH3s', chunk)
    print(a, b, c, s[:n], chunk.hex(' ', 4))
print([x for x, in iter_unpack('<H', b'\x01\x00\x02\x00')], pack('<I', 0xdeadbeef), buf.tell(), buf.getvalue()[:3], bytes([1, 2]) + b'\xff', bytearray(b'abc').upper(), b'a,b'.split(b','))
tape, state, head = {}, 'A', 0
rules = {('A', 0): (1, 1, 'B'), ('A', 1): (1, -1, 'B'), ('B', 0): (1, -1, 'A'), ('B', 1): (1, 1, 'H')}
while state != 'H':
    tape[head], move, state = rules[state, tape.get(head, 0)]
    head += move
print(sum(tape.values()), dict(sorted(tape.items())))
