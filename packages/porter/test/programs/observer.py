"""Observers, weak coupling by callables, and a small undo history."""


class Signal:
    def __init__(self):
        self._slots = []

    def connect(self, slot):
        self._slots.append(slot)
        return slot

    def __call__(self, *args, **kwargs):
        return [slot(*args, **kwargs) for slot in self._slots]


class Document:
    def __init__(self):
        self.text = ''
        self.changed = Signal()
        self._undo = []

    def edit(self, fn, *args, **kwargs):
        self._undo.append(self.text)
        self.text = fn(self.text, *args, **kwargs)
        return self.changed(self.text, size=len(self.text))

    def undo(self):
        if not self._undo:
            return False
        self.text = self._undo.pop()
        self.changed(self.text, size=len(self.text))
        return True


def insert(text, what, at=None):
    at = len(text) if at is None else at
    return text[:at] + what + text[at:]


doc = Document()
log = []


@doc.changed.connect
def record(text, size):
    log.append((text, size))
    return size


doc.changed.connect(lambda t, size: t.upper())
print(doc.edit(insert, 'world'), doc.edit(insert, 'hello ', at=0), doc.edit(str.replace, 'o', '0'))
print(doc.undo(), doc.undo(), doc.undo(), doc.undo(), repr(doc.text))
print(log)
