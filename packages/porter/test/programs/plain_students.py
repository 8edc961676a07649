# Grade book: a program as students write it.
students = {}
subjects = ["Math", "Physics", "English"]


def add_student(name, *marks, **info):
    if name in students:
        print(name, "already exists")
        return False
    students[name] = {"marks": list(marks), "info": info}
    return True


def average(marks):
    try:
        return sum(marks) / len(marks)
    except ZeroDivisionError:
        return None


def grade(avg):
    if avg is None:
        return "N/A"
    elif avg >= 90:
        return "A"
    elif avg >= 75:
        return "B"
    elif avg >= 60:
        return "C"
    return "F"


def show():
    print("%-10s" % "Name" + "".join("%10s" % s for s in subjects) + "%10s%7s" % ("Average", "Grade"))
    for name in sorted(students):
        marks = students[name]["marks"]
        line = "%-10s" % name
        for i in range(len(subjects)):
            if i < len(marks):
                line += "%10d" % marks[i]
            else:
                line += "%10s" % "-"
        avg = average(marks)
        line += "%10.2f" % avg if avg is not None else "%10s" % "-"
        line += "%7s" % grade(avg)
        print(line)


def best(subject):
    index = subjects.index(subject)
    top = None
    for name, data in students.items():
        if len(data["marks"]) > index:
            if top is None or data["marks"][index] > students[top]["marks"][index]:
                top = name
    return top


def curve(points):
    global bonus
    bonus = points
    for data in students.values():
        data["marks"] = [min(100, m + points) for m in data["marks"]]


bonus = 0
print(add_student("Alice", 95, 88, 92, age=20, city="Paris"))
add_student("Bob", 72, 65, 80, age=22)
add_student("Charlie", 50, 58)
add_student("Dave")
print(add_student("Bob", 1))
show()
for s in subjects:
    print("Best in", s, "is", best(s))
try:
    best("Art")
except ValueError as e:
    print("Error:", e)
curve(5)
show()
print("Bonus was", bonus)
print(students["Alice"]["info"], students["Dave"])
del students["Dave"]
removed = students.pop("Nobody", "nothing")
print(removed, len(students), list(students.keys()))

matrix = [students[n]["marks"] + [0] * (3 - len(students[n]["marks"])) for n in students]
print(matrix)
columns = list(map(list, zip(*matrix)))
print(columns, [max(c) for c in columns])
names, marks = zip(*[(n, d["marks"][0]) for n, d in students.items()])
print(names, marks)
first, *rest = names
print(first, rest)
table = [[i * j for j in range(1, 6)] for i in range(1, 6)]
for row in table:
    print(*["%3d" % x for x in row])
number = 0
while True:
    number += 1
    if number % 2 == 0:
        continue
    if number > 9:
        break
    print(number, end=" ")
print()
for i in range(3, 0, -1):
    print("*" * i + "." * (3 - i))
x = 10
x, y = x + 1, x * 2
print(x, y, x > 5 and y < 30 or "no", not x, 1 < x < 20)
print(type(x), type(3.0), type("s"), type([]), type(None), type(print))
print(round(3.14159, 2), 7 / 2, 7 // 2, 7 % 2, 2 ** 10, 10 / 5, 1e3, 5e-7, 1.0)
print("abc" * 2, "a" in "abc", "abc"[1:], "abc"[-1], "a,b,c".split(","), "-".join(["x", "y"]), "Hello"[::-1])
print(bool(""), bool("0"), int("42") + 1, float("2.50"), str(10) + "1", list("hey"), tuple([1, 2]), set([3, 3]))
