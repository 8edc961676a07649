"""Currencies with exact arithmetic, immutable values and rounding."""
from functools import total_ordering


@total_ordering
class Money(object):
    __slots__ = ('cents', 'currency')
    RATES = {('EUR', 'USD'): 1.25, ('USD', 'EUR'): 0.8}

    def __init__(self, amount, currency='EUR'):
        self.cents = int(round(amount * 100))
        self.currency = currency

    @classmethod
    def of_cents(cls, cents, currency):
        return cls(cents / 100, currency)

    def to(self, currency):
        if currency == self.currency:
            return self
        try:
            rate = self.RATES[self.currency, currency]
        except KeyError:
            raise ValueError('no rate from %s to %s' % (self.currency, currency))
        return Money.of_cents(self.cents * rate, currency)

    def __add__(self, other):
        return Money.of_cents(self.cents + other.to(self.currency).cents, self.currency)

    def __mul__(self, n):
        return Money.of_cents(self.cents * n, self.currency)

    def __eq__(self, other):
        return isinstance(other, Money) and self.cents == other.to(self.currency).cents

    def __lt__(self, other):
        return self.cents < other.to(self.currency).cents

    def __hash__(self):
        return hash((self.cents, self.currency))

    def __str__(self):
        return '%s%d.%02d %s' % ('-' if self.cents < 0 else '', abs(self.cents) // 100, abs(self.cents) % 100, self.currency)

    def split(self, n):
        share, rest = divmod(self.cents, n)
        return [Money.of_cents(share + (1 if i < rest else 0), self.currency) for i in range(n)]


price = Money(19.99)
print(price, price * 3, price + Money(1, 'USD'), price.to('USD'), Money(-0.5))
print([str(m) for m in Money(10).split(3)], price == Money(19.99), price < Money(30, 'USD'), max(price, Money(5)) is price)
try:
    price.to('GBP')
except ValueError as e:
    print(e)
print(len({Money(1), Money(1.0), Money(2)}), sorted([Money(3), Money(1)])[0].cents)
