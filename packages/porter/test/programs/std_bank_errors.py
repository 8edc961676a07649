from abc import ABC, abstractmethod
from contextlib import contextmanager
from datetime import date, timedelta
import itertools

class BankError(Exception):
    """Base class of all errors in this module."""

class InsufficientFunds(BankError):
    def __init__(self, balance, amount):
        super().__init__(balance, amount)
        self.balance = balance
        self.amount = amount

    def __str__(self):
        return "need %.2f more" % (self.amount - self.balance)

class Account(ABC):
    _ids = itertools.count(1001)
    bank_name = "First Python Bank"

    def __init__(self, owner, balance=0):
        self.owner = owner
        self.__balance = balance
        self.number = next(Account._ids)
        self.log = []

    @property
    def balance(self):
        return self.__balance

    @balance.setter
    def balance(self, value):
        if value < self.limit():
            raise InsufficientFunds(self.__balance - self.limit(), self.__balance - value)
        self.log.append((self.__balance, value))
        self.__balance = value

    @abstractmethod
    def limit(self):
        ...

    def deposit(self, amount):
        if amount <= 0:
            raise BankError("invalid amount: {}".format(amount))
        self.balance += amount

    def withdraw(self, amount):
        self.balance -= amount

    def __repr__(self):
        return f"<{type(self).__name__} #{self.number} {self.owner} {self.balance:,.2f}>"

class Checking(Account):
    def __init__(self, owner, balance=0, overdraft=100):
        super().__init__(owner, balance)
        self.overdraft = overdraft

    def limit(self):
        return -self.overdraft

class Savings(Account):
    rate = 0.02

    def limit(self):
        return 0

    def accrue(self, start, end):
        days = (end - start).days
        interest = self.balance * self.rate * days / 365
        self.deposit(round(interest, 2))
        return interest

@contextmanager
def transaction(*accounts):
    saved = [a.balance for a in accounts]
    try:
        yield accounts
    except BankError as e:
        for a, b in zip(accounts, saved):
            if a.balance != b:
                a.balance = b
        print("rolled back:", type(e).__name__, "-", e)
    else:
        print("committed")
    finally:
        print([a.balance for a in accounts])

a = Checking("Ann", 250)
b = Savings("Bob", 1234567.5)
print(a, b)
with transaction(a, b) as (x, y):
    y.deposit(300)
    x.withdraw(300)
with transaction(a, b):
    b.deposit(100)
    a.withdraw(100)
with transaction(a):
    a.deposit(-5)
print("interest: %.4f" % b.accrue(date(2024, 1, 15), date(2024, 1, 15) + timedelta(weeks=6)))
print(a.log, len(b.log))
try:
    Account("nobody")
except TypeError as e:
    print("TypeError:", e)
try:
    print(a.__balance)
except AttributeError as e:
    print("AttributeError:", e)
print(a._Account__balance, Checking.__mro__[1].__name__, isinstance(b, Account), issubclass(Savings, Checking))
Savings.rate = 0.05
print(b.rate, vars(a)["owner"], Account.bank_name, BankError.__doc__)
print(sorted([a, b, Checking("Cy", 5)], key=lambda acc: acc.balance))
