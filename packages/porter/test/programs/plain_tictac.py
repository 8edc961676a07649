import random


class Board:
    WINS = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]

    def __init__(self, cells=None):
        self.cells = cells or [' '] * 9

    def display(self):
        for row in [self.cells[i * 3:(i + 1) * 3] for i in range(3)]:
            print('| ' + ' | '.join(row) + ' |')

    @staticmethod
    def numbers():
        for row in [[str(i) for i in range(j * 3, (j + 1) * 3)] for j in range(3)]:
            print('| ' + ' | '.join(row) + ' |')

    def available(self):
        return [i for i, x in enumerate(self.cells) if x == ' ']

    def move(self, square, letter):
        if self.cells[square] == ' ':
            self.cells[square] = letter
            return True
        return False

    def winner(self):
        for a, b, c in self.WINS:
            if self.cells[a] == self.cells[b] == self.cells[c] != ' ':
                return self.cells[a]
        return None

    def full(self):
        return ' ' not in self.cells


class RandomPlayer:
    def __init__(self, letter, seed=0):
        self.letter = letter
        self.random = random.Random(seed)

    def choose(self, board):
        return self.random.choice(board.available())


class SmartPlayer:
    def __init__(self, letter):
        self.letter = letter
        self.looked_at = 0

    def choose(self, board):
        if len(board.available()) == 9:
            return 4
        return self.minimax(board, self.letter)['position']

    def minimax(self, state, player):
        self.looked_at += 1
        other = 'O' if player == 'X' else 'X'
        if state.winner() == other:
            return {'position': None, 'score': (len(state.available()) + 1) * (1 if other == self.letter else -1)}
        elif state.full():
            return {'position': None, 'score': 0}
        if player == self.letter:
            best = {'position': None, 'score': float('-inf')}
        else:
            best = {'position': None, 'score': float('inf')}
        for square in state.available():
            state.move(square, player)
            result = self.minimax(state, other)
            state.cells[square] = ' '
            result['position'] = square
            if player == self.letter:
                if result['score'] > best['score']:
                    best = result
            else:
                if result['score'] < best['score']:
                    best = result
        return best


def play(x, o, verbose=True):
    board = Board()
    if verbose:
        board.numbers()
    letter = 'X'
    while board.available():
        square = (x if letter == 'X' else o).choose(board)
        if board.move(square, letter):
            if verbose:
                print(letter + f' makes a move to square {square}')
                board.display()
                print()
            if board.winner():
                if verbose:
                    print(letter + ' wins!')
                return letter
            letter = 'O' if letter == 'X' else 'X'
    if verbose:
        print('It\'s a tie!')


if __name__ == '__main__':
    random.seed(7)
    smart = SmartPlayer('X')
    play(smart, RandomPlayer('O', seed=3))
    print(smart.looked_at, 'positions')
    results = {'X': 0, 'O': 0, None: 0}
    for game in range(5):
        results[play(SmartPlayer('X'), RandomPlayer('O', game), verbose=False)] += 1
    print(results)
