// A module.
import {
  add,
  bool,
  call,
  caught,
  dict_,
  div,
  floordiv,
  format,
  generator,
  KeyError as KeyError_,
  keywords,
  kw,
  len as len_,
  list as list_,
  max as max_,
  method,
  mod,
  mul,
  next as next_,
  pow,
  print as print_,
  PyObject,
  range as range_,
  repr,
  slice,
  sorted as sorted_,
  sum as sum_,
  tup,
  tuple_,
  unpack,
} from 'evergreen-port/python';

let t1: any;

// a comment
const X = 3;

/** Fibonacci. */
function fib(n) {
  let [a, b]: any[] = [0, 1];
  for (const i of range_(n)) {
    [a, b] = [b, add(a, b)];
  }
  return a;
}

class Animal extends PyObject {
  static kind: any = 'animal';

  __init__(name, ...args_: any[]) {
    const opts = keywords(args_);
    const tags = tuple_(args_);
    this.name = name;
    this.tags = tags;
    this.opts = opts;
  }

  speak() {
    return mod('%s says nothing', this.name);
  }

  __repr__() {
    return mod('Animal(%r)', this.name);
  }
}

class Dog extends Animal {
  __init__(name) {
    super.__init__(name, 'dog', kw({ loud: true }));
  }

  speak() {
    return super.speak() + ', but barks';
  }
}

print_(fib(10), fib(100));
const d = new Dog('rex');
print_(d, d.speak(), d.kind, d.tags, d.opts);
print_(div(1, 2), div(4, 2), floordiv(7, 2), floordiv(-7, 2), mod(-7, 3), pow(2, 100));
print_([...range_(5)].filter((x: any) => mod(x, 2)).map((x: any) => mul(x, 2)));
const m = dict_(['a', 1], ['b', [1, 2, tup(3)]], [2, null]);
for (const item of m.items()) {
  const [k, v]: any[] = unpack(item, 2);
  print_(k, v);
}
t1 = false;
try {
  try {
    m.at('zz');
    t1 = true;
  } catch (e: any) {
    if (!(e instanceof KeyError_)) throw e;
    e = caught(e);
    print_('missing', e);
  }
  if (t1) {
    print_('no');
  }
} finally {
  print_('done');
}

function* gen(n): Generator<any, any, any> {
  for (const i of range_(n)) {
    const got = yield i;
    if (bool(got)) {
      print_('got', got);
    }
  }
}
generator(gen);

const g = gen(3);
print_(next_(g), g.send('hi'), list_(g));
print_(sum_([...range_(10)]), max_([3, 1, 2]), sorted_('hello', kw({ reverse: true })));
print_(method('{:>10.2f}|{!r}|{name}', 'format', 3.14159, 'x', kw({ name: 'bob' })));
const s = 'Hello World';
print_(
  s.toLowerCase(),
  method(s, 'split'),
  slice(s, null, null, -1),
  slice(s, 1, 4),
  len_(s),
  s.includes('World'),
);
let w = 0;
loop: {
  while (w < 3) {
    w += 1;
    if (w === 2) {
      continue;
    }
    print_(w);
  }
  print_('end');
}
const fs: any[] = (() => {
  const result: any[] = [];
  let i: any;
  for (const item0 of range_(3)) {
    i = item0;
    result.push(() => i);
  }
  return result;
})();
print_([...fs].map((f: any) => call(f)));
print_(`${X} and ${format(X, `>5`)} and ${repr(s)}`);
