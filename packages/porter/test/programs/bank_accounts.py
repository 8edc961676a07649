"""Bank accounts with decimal-like money, transactions, undo and reports."""
from collections import defaultdict
from contextlib import contextmanager
from functools import total_ordering
import datetime


@total_ordering
class Money:
    __slots__ = ('cents', 'currency')

    def __init__(self, amount, currency='EUR'):
        if isinstance(amount, str):
            sign = -1 if amount.startswith('-') else 1
            whole, _, frac = amount.lstrip('+-').partition('.')
            self.cents = sign * (int(whole) * 100 + int((frac + '00')[:2]))
        else:
            self.cents = int(round(amount * 100))
        self.currency = currency

    @classmethod
    def of_cents(cls, cents, currency='EUR'):
        self = cls(0, currency)
        self.cents = cents
        return self

    def _check(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        if other.currency != self.currency:
            raise ValueError(f'cannot mix {self.currency} and {other.currency}')
        return other

    def __add__(self, other):
        if other == 0 and not isinstance(other, Money):
            return self
        return Money.of_cents(self.cents + self._check(other).cents, self.currency)

    __radd__ = __add__

    def __sub__(self, other):
        return self + -other

    def __neg__(self):
        return Money.of_cents(-self.cents, self.currency)

    def __mul__(self, factor):
        return Money.of_cents(round(self.cents * factor), self.currency)

    def __truediv__(self, n):
        if isinstance(n, Money):
            return self.cents / n.cents
        share, rest = divmod(self.cents, n)
        return [Money.of_cents(share + (1 if i < rest else 0), self.currency) for i in range(n)]

    def __eq__(self, other):
        return isinstance(other, Money) and (self.cents, self.currency) == (other.cents, other.currency)

    def __lt__(self, other):
        return self.cents < self._check(other).cents

    def __hash__(self):
        return hash((self.cents, self.currency))

    def __bool__(self):
        return self.cents != 0

    def __str__(self):
        return '%s%d.%02d %s' % ('-' if self.cents < 0 else '', abs(self.cents) // 100, abs(self.cents) % 100, self.currency)

    __repr__ = lambda self: 'Money(%s)' % self


class InsufficientFunds(Exception):
    def __init__(self, account, wanted):
        self.account, self.wanted = account, wanted

    def __str__(self):
        return f'{self.account.owner} has {self.account.balance}, needs {self.wanted}'


class Account:
    def __init__(self, owner, opening='0'):
        self.owner = owner
        self.entries = [(datetime.date(2024, 1, 31), Money(opening), 'opening')]

    @property
    def balance(self):
        return sum(amount for _, amount, *_ in self.entries)

    def post(self, when, amount, memo=''):
        if self.balance + amount < Money(0):
            raise InsufficientFunds(self, -amount)
        self.entries.append((when, amount, memo))

    def monthly(self):
        months = defaultdict(list)
        for when, amount, _ in self.entries:
            months[when.year, when.month].append(amount)
        return {'%d-%02d' % ym: sum(amounts[1:], amounts[0]) for ym, amounts in sorted(months.items())}


@contextmanager
def atomic(*accounts):
    marks = [(a, len(a.entries)) for a in accounts]
    try:
        yield
    except InsufficientFunds as e:
        for account, mark in marks:
            del account.entries[mark:]
        print('rolled back:', e)


def transfer(day, source, target, amount):
    target.post(day, amount, 'from ' + source.owner)
    source.post(day, -amount, 'to ' + target.owner)


ann, bob = Account('ann', '100'), Account('bob', '10.50')
day = datetime.date(2024, 2, 28)
for amount in ('30.25', '200', '0.01'):
    with atomic(ann, bob):
        transfer(day, ann, bob, Money(amount))
    day += datetime.timedelta(days=1)
print(ann.balance, bob.balance, day, day.isoformat(), day.weekday(), (day - datetime.date(2024, 1, 1)).days)
for line in bob.entries:
    print('{0:%d.%m.%Y} {1!s:>12} {2}'.format(*line))
print(ann.monthly(), Money('10') / 3, Money('1') / Money('3') > 0.33, Money(2.675) * 1.5)
print(sorted([Money('3'), Money('-1.5'), Money('2')]), max(Money('1'), Money('2')), Money('1') >= Money('1'), {Money('1'): 'x'}[Money(1)])
try:
    Money('1') + Money('1', 'USD')
except ValueError as e:
    print(e)
try:
    Money(1) < 5
except (TypeError, AttributeError):
    print('no order')
print(bool(Money(0)), [str(Money(x)) for x in (0.1, -0.1, 1e3)])
