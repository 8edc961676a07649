import random

WORDS = ['python', 'variable', 'function', 'generator', 'dictionary', 'exception']
STAGES = [
    '''
  +---+
      |
      |
     ===''', '''
  +---+
  O   |
      |
     ===''', '''
  +---+
  O   |
 /|\\  |
     ===''', '''
  +---+
  O   |
 /|\\  |
 / \\ ===''']


class Hangman:
    def __init__(self, word, max_wrong=3):
        self.word = word
        self.guessed = set()
        self.wrong = 0
        self.max_wrong = max_wrong

    @property
    def masked(self):
        return ' '.join(letter if letter in self.guessed else '_' for letter in self.word)

    @property
    def won(self):
        return set(self.word) <= self.guessed

    @property
    def lost(self):
        return self.wrong >= self.max_wrong

    def guess(self, letter):
        letter = letter.lower()
        if len(letter) != 1 or not letter.isalpha():
            raise ValueError('Please enter a single letter.')
        if letter in self.guessed:
            return f'You already tried "{letter}".'
        self.guessed.add(letter)
        if letter in self.word:
            n = self.word.count(letter)
            return f'Yes! "{letter}" appears {n} time{"s" if n > 1 else ""}.'
        self.wrong += 1
        return f'Sorry, no "{letter}".'


class ComputerGuesser:
    FREQUENCY = 'etaoinshrdlcumwfgypbvkjxqz'

    def __init__(self, length, vocabulary):
        self.candidates = [w for w in vocabulary if len(w) == length]
        self.tried = set()

    def next_letter(self):
        counts = {}
        for word in self.candidates:
            for letter in set(word) - self.tried:
                counts[letter] = counts.get(letter, 0) + 1
        letter = max(sorted(counts), key=counts.get) if counts else next(c for c in self.FREQUENCY if c not in self.tried)
        self.tried.add(letter)
        return letter

    def learn(self, game):
        pattern = game.masked.split()
        self.candidates = [w for w in self.candidates
                           if all(p == '_' and c not in game.guessed or p == c for p, c in zip(pattern, w))]


def play(word, guesses):
    game = Hangman(word)
    for g in guesses:
        try:
            print(game.guess(g), game.masked)
        except ValueError as error:
            print('Error:', error)
        if game.won or game.lost:
            break
    print(STAGES[game.wrong])
    print('You won!' if game.won else f'The word was {word!r}.')


play('python', ['p', 'y', 'p', 'th', '4', 'o', 't', 'H', 'n'])
play('variable', 'zqxv')
print('-' * 20)
random.seed(42)
for word in random.sample(WORDS, k=3):
    game = Hangman(word, max_wrong=6)
    bot = ComputerGuesser(len(word), WORDS)
    steps = []
    while not (game.won or game.lost):
        letter = bot.next_letter()
        game.guess(letter)
        bot.learn(game)
        steps.append(letter)
    print(word, ''.join(steps), 'won' if game.won else 'lost', game.wrong)
