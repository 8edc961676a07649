# Two greenlets move money at the same time: what is read before a sleep is old after it.
import gevent


class Account:
    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance

    def __repr__(self):
        return f'<{self.owner}: {self.balance}>'

    def deposit(self, amount):
        before = self.balance
        gevent.sleep(0)  # somebody else may come now
        self.balance = before + amount


account = Account('ann', 100)
gevent.joinall([gevent.spawn(account.deposit, amount) for amount in (10, 20, 30)])
print(account, 'instead of 160')
