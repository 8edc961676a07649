"""Accounts with history: classes, properties, exceptions."""


class BankError(Exception):
    """Base of all errors here."""


class InsufficientFunds(BankError):
    def __init__(self, needed, balance):
        super().__init__('need %s, have %s' % (needed, balance))
        self.needed = needed
        self.balance = balance


class Account:
    interest = 0.02
    _next = 1

    def __init__(self, owner, balance=0):
        self.owner = owner
        self._balance = balance
        self.history = []
        self.number = Account._next
        Account._next += 1

    @property
    def balance(self):
        return self._balance

    @classmethod
    def joint(cls, *owners):
        return cls(' & '.join(owners))

    @staticmethod
    def valid(amount):
        return isinstance(amount, (int, float)) and amount > 0

    def deposit(self, amount):
        if not self.valid(amount):
            raise ValueError('bad amount: %r' % (amount,))
        self._balance += amount
        self.history.append(('deposit', amount))
        return self

    def withdraw(self, amount):
        if amount > self._balance:
            raise InsufficientFunds(amount, self._balance)
        self._balance -= amount
        self.history.append(('withdraw', amount))
        return self

    def year(self):
        self._balance = round(self._balance * (1 + self.interest), 2)

    def __repr__(self):
        return '<%s #%d %s: %s>' % (type(self).__name__, self.number, self.owner, self._balance)

    def __eq__(self, other):
        return isinstance(other, Account) and self.number == other.number

    def __lt__(self, other):
        return self._balance < other._balance


class Savings(Account):
    interest = 0.05

    def withdraw(self, amount):
        print('(savings)', end=' ')
        return super().withdraw(amount)


def transfer(source, target, amount):
    try:
        source.withdraw(amount)
    except InsufficientFunds as e:
        print('refused:', e, e.needed - e.balance)
        return False
    else:
        target.deposit(amount)
        return True
    finally:
        print('transfer of', amount, 'handled')


a = Account('ann', 100)
b = Savings('bob')
c = Account.joint('cid', 'dee')
b.deposit(50).deposit(25.5)
print(transfer(a, b, 30), transfer(a, c, 500), transfer(b, c, 5.5))
for account in (a, b, c):
    account.year()
    print(account, account.history)
for bad in (0, -5, 'x', None):
    try:
        a.deposit(bad)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
print(sorted([a, b, c]), max([a, b, c]).owner, a == a, a == b, a != c)
try:
    a.balance = 5
except AttributeError:
    print('read only')
