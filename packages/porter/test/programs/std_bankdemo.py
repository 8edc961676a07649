# OOP bank demo in a classroom style, with inheritance, class attributes, exceptions chained, operators.
import datetime
import itertools


class BankError(Exception):
    code = 1

    def __init__(self, *args, account=None):
        super().__init__(*args)
        self.account = account


class InsufficientFunds(BankError):
    code = 2

    def __str__(self):
        return "Insufficient funds: needed %.2f, available %.2f" % self.args


class AccountLocked(BankError):
    code = 3


class Money:
    __slots__ = ('cents',)

    def __init__(self, amount=0):
        self.cents = amount.cents if isinstance(amount, Money) else round(amount * 100)

    @classmethod
    def from_cents(cls, cents):
        m = cls.__new__(cls)
        m.cents = cents
        return m

    def __add__(self, other):
        return Money.from_cents(self.cents + Money(other).cents)
    __radd__ = __add__

    def __sub__(self, other):
        return Money.from_cents(self.cents - Money(other).cents)

    def __mul__(self, factor):
        return Money.from_cents(round(self.cents * factor))

    def __truediv__(self, n):
        if isinstance(n, Money):
            return self.cents / n.cents
        return Money.from_cents(self.cents // n)

    def __neg__(self):
        return Money.from_cents(-self.cents)

    def __abs__(self):
        return -self if self.cents < 0 else self

    def __eq__(self, other):
        return self.cents == Money(other).cents

    def __lt__(self, other):
        return self.cents < Money(other).cents

    def __le__(self, other):
        return self == other or self < other

    def __hash__(self):
        return hash(self.cents)

    def __bool__(self):
        return self.cents != 0

    def __float__(self):
        return self.cents / 100

    def __format__(self, spec):
        if spec.endswith('$'):
            return '$' + format(float(self), spec[:-1] or ',.2f')
        return format(float(self), spec or '.2f')

    def __str__(self):
        sign = '-' if self.cents < 0 else ''
        units, cents = divmod(abs(self.cents), 100)
        return f'{sign}{units}.{cents:02d}'

    def __repr__(self):
        return f'Money({self})'


class Account(object):
    bank_name = 'First Bank'
    interest_rate = 0.01
    _numbers = itertools.count(1001)

    def __init__(self, owner, balance=0):
        self.owner = owner
        self.number = next(self._numbers)
        self.__balance = Money(balance)
        self.history = [('open', self.__balance)]
        self.locked = False

    @property
    def balance(self):
        return self.__balance

    def _apply(self, what, delta):
        if self.locked:
            raise AccountLocked('account %d is locked' % self.number, account=self)
        self.__balance = self.__balance + delta
        self.history.append((what, delta))
        return self

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError('deposit must be positive')
        return self._apply('deposit', Money(amount))

    def withdraw(self, amount):
        if not self.can_withdraw(amount):
            raise InsufficientFunds(amount, float(self.balance), account=self)
        return self._apply('withdraw', -Money(amount))

    def can_withdraw(self, amount):
        return self.balance >= amount if False else Money(amount) <= self.balance

    def add_interest(self):
        return self._apply('interest', self.balance * self.interest_rate)

    def __iadd__(self, amount):
        return self.deposit(amount)

    def __isub__(self, amount):
        return self.withdraw(amount)

    def __str__(self):
        return '{0.__class__.__name__} {0.number} ({0.owner}): {0.balance}'.format(self)


class Savings(Account):
    interest_rate = 0.05


class Checking(Account):
    def __init__(self, owner, balance=0, overdraft=100):
        super(Checking, self).__init__(owner, balance)
        self.overdraft = overdraft

    def can_withdraw(self, amount):
        return super().can_withdraw(amount) or Money(amount) <= self.balance + self.overdraft


class Bank:
    def __init__(self):
        self.accounts = {}

    def open(self, kind, *args, **kw):
        acc = kind(*args, **kw)
        self.accounts[acc.number] = acc
        return acc

    def transfer(self, a, b, amount):
        try:
            self.accounts[a].withdraw(amount)
        except KeyError as e:
            raise BankError('no account %s' % e) from e
        try:
            self.accounts[b].deposit(amount)
        except Exception as e:
            self.accounts[a].deposit(amount)
            raise BankError('transfer undone') from e

    def __iter__(self):
        yield from sorted(self.accounts.values(), key=lambda a: (-a.balance.cents, a.owner))


bank = Bank()
ann = bank.open(Savings, 'Ann', 1000)
bob = bank.open(Checking, 'Bob', balance=50.25, overdraft=200)
cyd = bank.open(Account, 'Cyd')
ann.add_interest().withdraw(100.10)
bob -= 200
cyd += 5
print(ann, bob, cyd, sep='\n')
for args in [(1001, 1002, 300), (1002, 1001, 1000), (1009, 1001, 1), (1003, 1001, 2.5)]:
    try:
        bank.transfer(*args)
        print('ok', args)
    except InsufficientFunds as e:
        print(type(e).__name__, e.code, e, '|', e.account.owner, e.args)
    except BankError as e:
        print(type(e).__name__, e.code, e, repr(e.__cause__))
ann.locked = True
try:
    bank.transfer(1002, 1001, 10)
except BankError as e:
    print(e, '<-', e.__cause__, e.__cause__.account is ann)
print([str(a.balance) for a in bank], sum(a.balance for a in bank), f'{ann.balance:$} {ann.balance:>12} {Money(1234567.891):,.1f$}')
print(ann.history, Account.bank_name, Savings.interest_rate, bob.interest_rate, hasattr(ann, '__balance'), '_Account__balance' in vars(ann))
print(Money(3) / Money(2), Money(10) / 3, max(Money(1), Money(2)), Money(1) == 1, bool(Money()), {Money(1): 'x'}[Money(1)], abs(Money(-2.5)), sorted([Money(3), Money(1)]))
day = datetime.date(2024, 1, 31)
for i in range(3):
    day += datetime.timedelta(days=29)
    print(day.strftime('%d %b %Y, %A'), day.isocalendar()[1], day.weekday(), (day - datetime.date(2024, 1, 1)).days)
