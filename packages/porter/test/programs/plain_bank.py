"""A simple bank account simulation."""
from datetime import date


class InsufficientFundsError(Exception):
    """Raised when an account has too little money."""

    def __init__(self, balance, amount):
        self.balance = balance
        self.amount = amount
        super().__init__(f"Insufficient funds: balance is ${balance:,.2f}, tried to withdraw ${amount:,.2f}")


class Account:
    interest_rate = 0.02
    _next_number = 1000

    def __init__(self, owner, balance=0.0):
        self.owner = owner
        self._balance = balance
        self.transactions = []
        self.number = Account._next_number
        Account._next_number += 1

    @property
    def balance(self):
        return self._balance

    @balance.setter
    def balance(self, value):
        if value < 0:
            raise ValueError("Balance cannot be negative")
        self._balance = value

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("Deposit amount must be positive")
        self._balance += amount
        self.transactions.append(("deposit", amount))
        return self._balance

    def withdraw(self, amount):
        if amount > self._balance:
            raise InsufficientFundsError(self._balance, amount)
        self._balance -= amount
        self.transactions.append(("withdraw", amount))
        return self._balance

    def apply_interest(self):
        interest = round(self._balance * self.interest_rate, 2)
        self._balance += interest
        self.transactions.append(("interest", interest))

    def __str__(self):
        return f"Account #{self.number} ({self.owner}): ${self._balance:,.2f}"

    def __repr__(self):
        return f"Account(owner={self.owner!r}, balance={self._balance!r})"

    def __eq__(self, other):
        if not isinstance(other, Account):
            return NotImplemented
        return self.number == other.number


class SavingsAccount(Account):
    interest_rate = 0.05

    def __init__(self, owner, balance=0.0, minimum=100):
        super().__init__(owner, balance)
        self.minimum = minimum

    def withdraw(self, amount):
        if self._balance - amount < self.minimum:
            print(f"Cannot go below the minimum balance of {self.minimum}")
            return self._balance
        return super().withdraw(amount)


class Bank:
    def __init__(self, name):
        self.name = name
        self.accounts = {}

    def open_account(self, account):
        self.accounts[account.number] = account
        return account.number

    def transfer(self, source, target, amount):
        try:
            self.accounts[source].withdraw(amount)
        except InsufficientFundsError as error:
            print("Transfer failed:", error)
        except KeyError as error:
            print("No such account:", error)
        else:
            self.accounts[target].deposit(amount)
            print(f"Transferred ${amount} from {source} to {target}")
        finally:
            print("-" * 30)

    def total(self):
        return sum(account.balance for account in self.accounts.values())


if __name__ == "__main__":
    bank = Bank("First National")
    alice = bank.open_account(Account("Alice", 500))
    bob = bank.open_account(SavingsAccount("Bob", 1500.50))
    bank.transfer(alice, bob, 200)
    bank.transfer(alice, bob, 1000)
    bank.transfer(9999, bob, 1)
    bank.transfer(bob, alice, 1700)
    for account in bank.accounts.values():
        account.apply_interest()
        print(account)
        for number, (kind, amount) in enumerate(account.transactions, start=1):
            print(f"  {number:>2}. {kind:<10}{amount:>10.2f}")
    print(f"Total held by {bank.name}: {bank.total():.2f}")
    print(repr(bank.accounts[alice]), [bank.accounts[bob]])
    try:
        bank.accounts[alice].balance = -5
    except ValueError as e:
        print(type(e).__name__, e)
    try:
        bank.accounts[alice].deposit(0)
    except ValueError as e:
        print(f"{e.__class__.__name__}: {e}")
    print(bank.accounts[alice] == bank.accounts[bob], bank.accounts[alice] == 5)
    opened = date(2023, 5, 17)
    print("Opened on", opened, opened.strftime("%d %B %Y"))
