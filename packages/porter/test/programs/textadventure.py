"""A state machine driven by commands, with dispatch by name."""


class Room:
    def __init__(self, name, **exits):
        self.name = name
        self.exits = exits
        self.items = []


class Game(object):
    def __init__(self):
        self.rooms = {
            'hall': Room('hall', north='library', east='kitchen'),
            'library': Room('library', south='hall'),
            'kitchen': Room('kitchen', west='hall'),
        }
        self.rooms['library'].items += ['book', 'lamp']
        self.here = self.rooms['hall']
        self.bag = []
        self.turns = 0

    def do(self, line):
        words = line.lower().split()
        if not words:
            return 'what?'
        handler = getattr(self, 'cmd_' + words[0], None)
        if handler is None:
            return "I don't know how to %s." % words[0]
        self.turns += 1
        try:
            return handler(*words[1:])
        except TypeError:
            return 'That makes no sense.'

    def cmd_look(self):
        items = ' and '.join(self.here.items) or 'nothing'
        return 'You are in the %s. Exits: %s. You see %s.' % (self.here.name, ', '.join(sorted(self.here.exits)), items)

    def cmd_go(self, direction):
        try:
            self.here = self.rooms[self.here.exits[direction]]
        except KeyError as e:
            return 'No exit %s' % e
        return 'You walk ' + direction + '.'

    def cmd_take(self, item):
        if item in self.here.items:
            self.here.items.remove(item)
            self.bag.append(item)
            return 'Taken.'
        return 'There is no %s here.' % item

    def cmd_bag(self):
        return 'You have: ' + (', '.join(self.bag) if self.bag else 'nothing')


game = Game()
for command in ['look', 'go up', 'go north', 'look', 'take lamp', 'take sword', 'bag', 'dance', '', 'go south', 'look']:
    print('>', command)
    print(game.do(command))
print(game.turns, 'turns')
