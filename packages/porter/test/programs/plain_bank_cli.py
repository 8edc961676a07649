"""Menu driven bank: input() is fed from a list, as in a recorded session."""
import builtins
import sys

SESSION = iter("""1
Ann
100
1
Bob
abc
50
2
1
25.50
3
2
75
4
1
2
60
5
9
0
""".splitlines())


def fake_input(prompt=""):
    print(prompt, end="")
    answer = next(SESSION)
    print(answer)
    return answer


input = fake_input


class Account:
    bank = "PyBank"
    accounts = []

    def __init__(self, owner, balance):
        self.owner = owner
        self.balance = balance
        self.id = len(Account.accounts) + 1
        self.__pin = 1234
        Account.accounts.append(self)

    @classmethod
    def find(cls, id):
        for a in cls.accounts:
            if a.id == id:
                return a
        raise LookupError("no account %d" % id)

    def check_pin(self, pin):
        return pin == self.__pin

    def __iadd__(self, amount):
        self.balance += amount
        return self

    def __isub__(self, amount):
        if amount > self.balance:
            raise ValueError("not enough money")
        self.balance -= amount
        return self

    def __format__(self, spec):
        if spec == "short":
            return f"{self.owner}:{self.balance:.0f}"
        return f"{self.id:>3} {self.owner:<10} {self.balance:>10.2f}"


def ask_number(prompt, kind=float):
    while True:
        try:
            return kind(input(prompt))
        except ValueError as e:
            print("  not a number:", e)


def create():
    name = input("Name: ")
    account = Account(name, ask_number("Opening balance: "))
    print(f"Created {account}" if False else "Created {0}".format(account))


def deposit():
    a = Account.find(ask_number("Account: ", int))
    a += ask_number("Amount: ")
    print(f"{a:short}")


def withdraw():
    a = Account.find(ask_number("Account: ", int))
    a -= ask_number("Amount: ")
    print(f"{a:short}")


def transfer():
    src = Account.find(ask_number("From: ", int))
    dst = Account.find(ask_number("To: ", int))
    amount = ask_number("Amount: ")
    src -= amount
    dst += amount
    print("moved {:.2f} from {.owner} to {.owner}".format(amount, src, dst))


def report():
    for a in Account.accounts:
        print(f"{a}")
    print("total:", sum(a.balance for a in Account.accounts))


MENU = {"1": ("Create", create), "2": ("Deposit", deposit), "3": ("Withdraw", withdraw), "4": ("Transfer", transfer), "5": ("Report", report), "0": ("Quit", None)}


def main():
    while True:
        print(" | ".join(f"{k} {label}" for k, (label, _) in MENU.items()))
        choice = input("> ").strip()
        if choice not in MENU:
            print("?", choice)
            continue
        label, action = MENU[choice]
        if action is None:
            print("Bye")
            break
        try:
            action()
        except (ValueError, LookupError) as e:
            print(f"{label} failed: {e}")
        except StopIteration:
            sys.exit("session ended")


main()
a = Account.find(1)
print(a.check_pin(1234), hasattr(a, "__pin"), hasattr(a, "_Account__pin"), a.bank, Account.bank)
a.bank = "Other"
print(a.bank, Account.bank, vars(a))
print(builtins.len([1, 2]), isinstance(a, Account), callable(main))
