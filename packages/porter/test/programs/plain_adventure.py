# A tiny text adventure. The player's commands are scripted at the bottom.
import textwrap

ROOMS = {
    'Hall': {'desc': 'A dusty hall with a creaking floor. There are doors to the south and to the east.', 'south': 'Kitchen', 'east': 'Dining Room', 'item': None},
    'Kitchen': {'desc': 'The smell of old stew hangs in the air.', 'north': 'Hall', 'item': 'knife'},
    'Dining Room': {'desc': 'A long table is set for a dinner that never took place.', 'west': 'Hall', 'south': 'Garden', 'item': 'potion'},
    'Garden': {'desc': 'Roses, and a gate that is locked.', 'north': 'Dining Room', 'item': 'key', 'monster': 'troll'},
}


class Player:
    def __init__(self, name):
        self.name = name
        self.room = 'Hall'
        self.inventory = []
        self.hp = 10
        self.moves = 0

    def is_alive(self):
        return self.hp > 0


class Game:
    def __init__(self, player, commands):
        self.player = player
        self.commands = iter(commands)
        self.running = True
        self.actions = {
            'go': self.do_go,
            'get': self.do_get,
            'look': self.do_look,
            'inventory': self.do_inventory,
            'fight': self.do_fight,
            'quit': self.do_quit,
        }

    def prompt(self):
        line = next(self.commands, 'quit')
        print('> ' + line)
        return line.strip().lower().split(None, 1)

    def do_look(self, _=None):
        room = ROOMS[self.player.room]
        print('=' * 40)
        print(self.player.room.upper().center(40))
        print(textwrap.fill(room['desc'], width=40))
        if room.get('item'):
            print('You see a %s here.' % room['item'])
        if 'monster' in room:
            print('A %s blocks the way!' % room['monster'].title())
        exits = [d for d in ('north', 'south', 'east', 'west') if d in room]
        print('Exits:', ', '.join(exits))

    def do_go(self, direction):
        room = ROOMS[self.player.room]
        if direction in room and direction not in ('desc', 'item', 'monster'):
            self.player.room = room[direction]
            self.player.moves += 1
            self.do_look()
        else:
            print("You can't go that way!")

    def do_get(self, item):
        room = ROOMS[self.player.room]
        if room.get('item') == item:
            self.player.inventory += [item]
            room['item'] = None
            print(item.capitalize(), 'got!')
        else:
            print("Can't get", item + '!')

    def do_inventory(self, _):
        if self.player.inventory:
            print('You carry:', *self.player.inventory, sep='\n  - ')
        else:
            print('You carry nothing.')

    def do_fight(self, _):
        room = ROOMS[self.player.room]
        monster = room.pop('monster', None)
        if monster is None:
            print('There is nothing to fight.')
        elif 'knife' in self.player.inventory:
            print(f'You defeat the {monster}.')
        else:
            self.player.hp -= 10
            print(f'The {monster} eats you.')

    def do_quit(self, _):
        self.running = False

    def run(self):
        self.do_look()
        while self.running and self.player.is_alive():
            words = self.prompt()
            if not words:
                continue
            verb, noun = words[0], words[1] if len(words) > 1 else None
            action = self.actions.get(verb)
            if action is None:
                print("I don't understand '{}'.".format(verb))
                continue
            action(noun)
            if self.player.room == 'Garden' and set(['key', 'potion']) <= set(self.player.inventory):
                print('You unlock the gate... you WIN in', self.player.moves, 'moves!')
                break
        else:
            print('Game over.')


script = ['look', '', 'go south', 'get knife', 'get spoon', 'dance', 'inventory', 'go north', 'go east', 'get potion', 'go up', 'fight', 'go south', 'fight', 'get key']
Game(Player('Hero'), script).run()
Game(Player('Nobody'), ['inventory']).run()
