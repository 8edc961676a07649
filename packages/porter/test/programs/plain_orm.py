"""A mini ORM on descriptors."""


class Field:
    def __init__(self, type_=str, default=None, required=False):
        self.type = type_
        self.default = default
        self.required = required

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner):
        if instance is None:
            return self
        return instance.__dict__.get(self.name, self.default)

    def __set__(self, instance, value):
        if value is not None and not isinstance(value, self.type):
            raise TypeError(f"{self.name} must be {self.type.__name__}, got {type(value).__name__}")
        instance.__dict__[self.name] = value

    def __repr__(self):
        return f"<{type(self).__name__} {self.name}>"


class IntegerField(Field):
    def __init__(self, min_value=None, **kwargs):
        super().__init__(int, **kwargs)
        self.min_value = min_value

    def __set__(self, instance, value):
        super().__set__(instance, value)
        if value is not None and self.min_value is not None and value < self.min_value:
            raise ValueError(f"{self.name} must be at least {self.min_value}")


class Query:
    def __init__(self, model, conditions=None, order=None):
        self.model = model
        self.conditions = conditions or {}
        self.order = order

    def filter(self, **conditions):
        return Query(self.model, {**self.conditions, **conditions}, self.order)

    def order_by(self, name):
        return Query(self.model, self.conditions, name)

    def _matches(self, obj):
        for key, wanted in self.conditions.items():
            name, _, op = key.partition("__")
            value = getattr(obj, name)
            if op == "gt" and not value > wanted:
                return False
            if op == "contains" and wanted not in value:
                return False
            if op == "in" and value not in wanted:
                return False
            if op == "" and value != wanted:
                return False
        return True

    def __iter__(self):
        found = [obj for obj in self.model._store if self._matches(obj)]
        if self.order:
            reverse = self.order.startswith("-")
            found.sort(key=lambda o: getattr(o, self.order.lstrip("-")), reverse=reverse)
        return iter(found)

    def __len__(self):
        return sum(1 for _ in self)

    def __getitem__(self, index):
        return list(self)[index]

    def first(self):
        for obj in self:
            return obj


class Model:
    def __init_subclass__(cls):
        cls._store = []
        cls._fields = {name: value for name, value in vars(cls).items() if isinstance(value, Field)}

    def __init__(self, **values):
        unknown = set(values) - set(self._fields)
        if unknown:
            raise TypeError(f"unknown fields: {', '.join(sorted(unknown))}")
        for name, field in self._fields.items():
            if field.required and name not in values:
                raise ValueError(f"{name} is required")
            setattr(self, name, values.get(name, field.default))

    def save(self):
        self._store.append(self)
        return self

    @classmethod
    def objects(cls):
        return Query(cls)

    def to_dict(self):
        return {name: getattr(self, name) for name in self._fields}

    def __repr__(self):
        inner = ", ".join(f"{k}={v!r}" for k, v in self.to_dict().items())
        return f"{self.__class__.__name__}({inner})"


class User(Model):
    name = Field(required=True)
    email = Field(default="")
    age = IntegerField(min_value=0)


class Post(Model):
    title = Field(required=True)
    author = Field(User)
    likes = IntegerField(default=0)


ann = User(name="Ann", email="ann@example.com", age=31).save()
bob = User(name="Bob", age=25).save()
cid = User(name="Cid", age=40, email="cid@example.org").save()
for i, author in enumerate([ann, bob, ann]):
    Post(title=f"Post {i}", author=author, likes=i * 10).save()

print(User._fields, list(Post._fields))
print(ann, bob.email == "", User.name)
print(list(User.objects().filter(age__gt=30).order_by("-age")))
print(len(User.objects()), User.objects()[1].name, User.objects().filter(name="Zed").first())
print([u.name for u in User.objects().filter(email__contains="example").order_by("name")])
print([p.title for p in Post.objects().filter(author=ann)], sum(p.likes for p in Post.objects()))
print(User.objects().filter(name__in=["Bob", "Cid"]).order_by("age").first().to_dict())
for bad in (lambda: User(), lambda: User(name=5), lambda: User(name="X", age=-1), lambda: User(name="X", colour="red"), lambda: setattr(ann, "age", "old")):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(f"{type(e).__name__}: {e}")
ann.age += 1
print(ann.age, vars(bob), hasattr(ann, "likes"))
