class Thing:
    def __init__(self, name, description='', portable=True, **props):
        self.name = name
        self.description = description or 'It is just a %s.' % name
        self.portable = portable
        self.__dict__.update(props)

    def __str__(self):
        article = 'an' if self.name[0] in 'aeiou' else 'a'
        return article + ' ' + self.name

class Container(Thing):
    def __init__(self, *args, **kwargs):
        self.contents = kwargs.pop('contents', [])
        self.is_open = False
        super().__init__(*args, **kwargs)

    def open(self):
        if self.is_open:
            return 'It is already open.'
        self.is_open = True
        return 'You open it and find %s.' % listing(self.contents)

class Room:
    opposite = dict(north='south', east='west', up='down')
    opposite.update({v: k for k, v in opposite.items()})

    def __init__(self, name, text, things=()):
        self.name, self.text = name, text
        self.things = list(things)
        self.exits = {}
        self.visited = 0

    def connect(self, direction, room, both=True):
        self.exits[direction] = room
        if both:
            room.exits[self.opposite[direction]] = self
        return self

    def describe(self):
        self.visited += 1
        lines = [self.name.upper()]
        if self.visited == 1:
            lines.append(self.text)
        if self.things:
            lines.append('You see %s.' % listing(self.things))
        lines.append('Exits: ' + ', '.join(sorted(self.exits)))
        return '\n'.join(lines)

def listing(things):
    things = [str(t) for t in things]
    if not things:
        return 'nothing'
    if len(things) == 1:
        return things[0]
    return ', '.join(things[:-1]) + ' and ' + things[-1]

class Quit(Exception): pass

class Game:
    aliases = {'n': 'go north', 's': 'go south', 'e': 'go east', 'w': 'go west', 'l': 'look', 'i': 'inventory', 'get': 'take', 'x': 'examine'}

    def __init__(self):
        lamp = Thing('lamp', 'An old brass lamp.', lit=False)
        key = Thing('key', 'A tiny silver key.')
        chest = Container('iron chest', portable=False, contents=[key, Thing('apple')])
        hall = Room('Hall', 'A dusty hall with a stone floor.', [lamp])
        cellar = Room('Cellar', 'It is damp here.', [chest])
        garden = Room('Garden', 'Roses everywhere. You hear the sea.')
        hall.connect('down', cellar).connect('north', garden)
        self.here, self.bag, self.turns, self.score = hall, [], 0, 0
        self.dark = {cellar}
        self.lamp = lamp
        self.commands = {name[3:]: getattr(self, name) for name in dir(self) if name.startswith('do_')}

    def find(self, noun, *places):
        for place in places:
            for t in place:
                if noun in t.name.split():
                    return place, t
        raise LookupError("I see no %s here." % noun)

    def do_look(self, *_):
        if self.here in self.dark and not (self.lamp in self.bag and self.lamp.lit):
            return 'It is pitch dark.'
        return self.here.describe()

    def do_go(self, direction=None, *_):
        if not direction:
            return 'Go where?'
        try:
            self.here = self.here.exits[direction]
        except KeyError:
            return "You can't go that way."
        return self.do_look()

    def do_take(self, noun='', *_):
        if noun == 'all':
            return '\n'.join(self.do_take(t.name.split()[-1]) for t in self.here.things[:]) or 'Nothing to take.'
        place, thing = self.find(noun, self.here.things, *[t.contents for t in self.here.things if isinstance(t, Container) and t.is_open])
        if not thing.portable:
            return 'The %s is too heavy.' % thing.name
        place.remove(thing)
        self.bag.append(thing)
        self.score += 5
        return 'Taken: %s.' % thing.name

    def do_drop(self, noun='', *_):
        place, thing = self.find(noun, self.bag)
        place.remove(thing)
        self.here.things.insert(0, thing)
        return 'Dropped.'

    def do_examine(self, noun='', *_):
        _, thing = self.find(noun, self.here.things, self.bag)
        return thing.description

    def do_light(self, noun='', *_):
        _, thing = self.find(noun, self.bag)
        if not hasattr(thing, 'lit'):
            return "You can't light %s." % thing
        thing.lit = not thing.lit
        return 'The %s is %s.' % (thing.name, ('off', 'on')[thing.lit])

    def do_open(self, noun='', *_):
        _, thing = self.find(noun, self.here.things, self.bag)
        opener = getattr(thing, 'open', None)
        return opener() if opener else "It doesn't open."

    def do_inventory(self, *_):
        return 'You carry %s.' % listing(self.bag)

    def do_quit(self, *_):
        raise Quit('Score: %d in %d turns' % (self.score, self.turns))

    def execute(self, line):
        words = line.lower().split()
        if not words:
            return ''
        words[:1] = self.aliases.get(words[0], words[0]).split()
        verb, *rest = [w for w in words if w not in ('the', 'a', 'at')]
        self.turns += 1
        command = self.commands.get(verb)
        if command is None:
            close = [c for c in sorted(self.commands) if c[0] == verb[0]]
            return 'I don\'t know how to "%s".%s' % (verb, ' Did you mean %s?' % ' or '.join(close) if close else '')
        try:
            return command(*rest)
        except LookupError as e:
            return e.args[0]

game = Game()
print(sorted(game.commands))
script = '''look
take the lamp
n
s
go down
light lamp
l
take chest
open chest
get key
take all
i
x lamp
drop key
examine key
light key
open lamp
dance
up
go up
go
xyzzy the thing

quit
look'''
try:
    for line in script.split('\n'):
        print('>', line)
        print(game.execute(line))
except Quit as q:
    print(q)
print(game.here.name, game.turns, [str(t) for t in game.bag], game.here.visited, sorted(Room.opposite), vars(game.lamp))
