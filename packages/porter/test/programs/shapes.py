"""Dataclasses, enums, abstract classes and dispatch on types."""
import math
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from enum import Enum
from typing import List


class Colour(Enum):
    RED = 'r'
    BLUE = 'b'


class Shape(ABC):
    @abstractmethod
    def area(self) -> float:
        ...

    def describe(self) -> str:
        return f'{type(self).__name__} of {self.area():.2f}'


@dataclass
class Circle(Shape):
    r: float
    colour: Colour = Colour.RED

    def area(self) -> float:
        return math.pi * self.r ** 2


@dataclass
class Rect(Shape):
    w: float
    h: float
    colour: Colour = Colour.BLUE

    def area(self) -> float:
        return self.w * self.h


@dataclass
class Drawing:
    name: str
    shapes: List[Shape] = field(default_factory=list)

    def add(self, *shapes: Shape) -> 'Drawing':
        self.shapes.extend(shapes)
        return self

    def __len__(self):
        return len(self.shapes)

    def by_colour(self):
        result = {}
        for s in self.shapes:
            result.setdefault(s.colour.name, []).append(s.describe())
        return result


d = Drawing('d').add(Circle(1.5), Rect(2, 3), Rect(2, 3, Colour.RED))
print(len(d), d.by_colour())
print(d.shapes[1], d.shapes[1] == Rect(2, 3), d.shapes[0] != Circle(2))
print(sum(s.area() for s in d.shapes) > 19, max(d.shapes, key=lambda s: s.area()).r, [c.value for c in Colour])
