"""Scores of bowling games."""


class Game:
    def __init__(self):
        self.rolls = []

    def roll(self, *pins):
        for p in pins:
            if not 0 <= p <= 10:
                raise ValueError('%d pins' % p)
            self.rolls.append(p)
        return self

    @property
    def score(self):
        total, i = 0, 0
        for frame in range(10):
            if self.rolls[i] == 10:
                total += 10 + sum(self.rolls[i + 1:i + 3])
                i += 1
            elif sum(self.rolls[i:i + 2]) == 10:
                total += 10 + self.rolls[i + 2]
                i += 2
            else:
                total += sum(self.rolls[i:i + 2])
                i += 2
        return total


print(Game().roll(*[10] * 12).score, Game().roll(*[9, 0] * 10).score, Game().roll(*[5] * 21).score)
print(Game().roll(10, 7, 3, 9, 0, 10, 0, 8, 8, 2, 0, 6, 10, 10, 10, 8, 1).score)
try:
    Game().roll(11)
except ValueError as e:
    print(e)
