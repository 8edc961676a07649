# A text adventure played from a script. Written for my intro to programming class.
import textwrap


class Room:
    def __init__(self, name, description):
        self.name = name
        self.description = description
        self.exits = {}
        self.items = []

    def connect(self, direction, other):
        opposite = {"north": "south", "south": "north", "east": "west", "west": "east"}
        self.exits[direction] = other
        other.exits[opposite[direction]] = self


class Player:
    def __init__(self, room):
        self.room = room
        self.bag = []
        self.score = 0
        self.alive = True


class Game:
    def __init__(self):
        hall = Room("Hall", "A long hall with portraits of people who all look strangely like your maths teacher. Dust everywhere.")
        kitchen = Room("Kitchen", "Pots, pans and a smell of old cheese.")
        cellar = Room("Cellar", "It is dark in here.")
        hall.connect("north", kitchen)
        kitchen.connect("east", cellar)
        hall.items += ["lamp"]
        kitchen.items.extend(["cheese", "knife"])
        cellar.items.append("treasure")
        self.player = Player(hall)
        self.cellar = cellar
        self.moves = 0

    def look(self, *words):
        r = self.player.room
        print("-- " + r.name.upper() + " --")
        text = r.description
        if r is self.cellar and "lamp" not in self.player.bag:
            text = "Pitch black. You hear breathing."
        print(textwrap.fill(text, width=50, subsequent_indent="   "))
        if r.items:
            print("You see: " + ", ".join(r.items))
        print("Exits:", " ".join(sorted(r.exits)))

    def do_go(self, direction="", *rest):
        if direction in self.player.room.exits:
            self.player.room = self.player.room.exits[direction]
            self.look()
        else:
            print("You can't go %s." % (direction or "nowhere"))

    def do_take(self, *words):
        item = " ".join(words)
        try:
            self.player.room.items.remove(item)
        except ValueError:
            print("There is no", item, "here.")
        else:
            self.player.bag.append(item)
            self.player.score += 100 if item == "treasure" else 10
            print("Taken.")

    def do_inventory(self):
        if not self.player.bag:
            print("You carry nothing.")
            return
        for i, item in enumerate(self.player.bag, start=1):
            print("%2d. %s" % (i, item.capitalize()))

    def do_quit(self, *_):
        self.player.alive = False
        print("Bye!")

    def play(self, script):
        self.look()
        for line in script:
            print("> " + line)
            words = line.lower().split()
            if not words:
                continue
            verb, args = words[0], words[1:]
            method = getattr(self, "do_" + verb, None) or getattr(self, verb, None)
            if method is None or not callable(method):
                print("I don't understand '%s'." % verb)
                continue
            self.moves += 1
            try:
                method(*args)
            except TypeError as e:
                print("Huh?", str(e).split("Game.")[-1])
            if not self.player.alive:
                break
        print("Score: %d in %d moves" % (self.player.score, self.moves))


game = Game()
game.play(["inventory", "dance", "take sword", "take lamp", "go north", "GO East", "look", "take treasure",
           "", "go up", "go", "inventory now", "inventory", "quit", "go west"])
