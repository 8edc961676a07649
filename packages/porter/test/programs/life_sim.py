# A small ecosystem: foxes and rabbits. Uses a Lehmer generator so that it is the same everywhere.
class Rng:
    def __init__(self, seed):
        self.state = seed % 2147483647

    def next(self):
        self.state = self.state * 48271 % 2147483647
        return self.state

    def below(self, n):
        return self.next() % n

    def chance(self, p):
        return self.next() / 2147483647 < p

    def pick(self, seq):
        return seq[self.below(len(seq))]


class Animal(object):
    symbol = '?'
    max_age = 10
    instances = 0

    def __init__(self, world, x, y, energy=5):
        Animal.instances += 1
        self.world = world
        self.x = x
        self.y = y
        self.energy = energy
        self.age = 0

    @property
    def pos(self):
        return self.x, self.y

    @property
    def dead(self):
        return self.energy <= 0 or self.age > self.max_age

    def neighbours(self):
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    yield (self.x + dx) % self.world.width, (self.y + dy) % self.world.height

    def move(self):
        free = [p for p in self.neighbours() if p not in self.world.grid]
        if free:
            del self.world.grid[self.pos]
            self.x, self.y = self.world.rng.pick(free)
            self.world.grid[self.pos] = self

    def step(self):
        self.age += 1
        self.energy -= 1
        self.act()
        if self.dead:
            self.world.grid.pop(self.pos, None)

    def act(self):
        self.move()

    def breed(self, cost):
        free = [p for p in self.neighbours() if p not in self.world.grid]
        if self.energy > cost and free:
            self.energy //= 2
            x, y = self.world.rng.pick(free)
            self.world.grid[x, y] = type(self)(self.world, x, y, self.energy)


class Rabbit(Animal):
    symbol = 'r'

    def act(self):
        self.energy += 2
        self.move()
        self.breed(8)


class Fox(Animal):
    symbol = 'F'
    max_age = 15

    def act(self):
        prey = [p for p in self.neighbours() if isinstance(self.world.grid.get(p), Rabbit)]
        if prey:
            target = self.world.rng.pick(sorted(prey))
            self.energy += self.world.grid.pop(target).energy
            self.world.eaten += 1
        else:
            self.move()
        self.breed(20)


class World:
    def __init__(self, width, height, seed=1):
        self.width, self.height = width, height
        self.rng = Rng(seed)
        self.grid = {}
        self.eaten = 0

    def populate(self, **counts):
        kinds = {'rabbits': Rabbit, 'foxes': Fox}
        for name, n in counts.items():
            while n > 0:
                x, y = self.rng.below(self.width), self.rng.below(self.height)
                if (x, y) not in self.grid:
                    self.grid[(x, y)] = kinds[name](self, x, y)
                    n -= 1

    def step(self):
        for animal in list(self.grid.values()):
            if self.grid.get(animal.pos) is animal:
                animal.step()

    def count(self, kind):
        return sum(isinstance(a, kind) for a in self.grid.values())

    def __str__(self):
        rows = []
        for y in range(self.height):
            rows.append(''.join(getattr(self.grid.get((x, y)), 'symbol', '.') for x in range(self.width)))
        return '\n'.join(rows)


world = World(16, 6, seed=12345)
world.populate(rabbits=12, foxes=3)
print(world)
for day in range(1, 31):
    world.step()
    if day % 10 == 0:
        print('day', day, 'rabbits', world.count(Rabbit), 'foxes', world.count(Fox), 'eaten', world.eaten)
print(world, Animal.instances, Fox.instances)
average = sum(a.energy for a in world.grid.values()) / (len(world.grid) or 1)
print('%.3f' % average, max((a.age for a in world.grid.values()), default=0))
