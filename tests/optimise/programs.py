"""This module writes small random programs that look like derivatives.

They have webs (`x2` of `x`), temporaries assigned once (`t1`), stacks, arrays that
share storage, loops with breaks, and functions with effects.
"""

import random

FRESH = {"x2": "x", "x3": "x", "y2": "y"}
NUMBERS = ("a", "b", "x", "y", "x2", "x3", "y2", "x_bar", "x2_bar", "y_bar")
ARRAYS = ("u", "v", "w", "w_bar", "u_bar")


class Program:
    """One random program; `text` is its source."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.temporaries = 0
        self.open: list[str] = []
        self.lines = ["def f(a, b, u, v, n):"]
        self.lines += [f"    {name} = {i}.5" for i, name in enumerate(NUMBERS[2:])]
        self.lines += ["    w = np.zeros(3)", "    w_bar = np.ones(3)"]
        self.lines += ["    u_bar = u.copy()", "    s = []", "    r = []", "    k = 0"]
        self.block(1, 0, self.random.randint(5, 14))
        if self.random.random() < 0.5:
            self.lines.append("    # = backward sweep")
            self.block(1, 0, self.random.randint(2, 8))
        some = self.random.sample(NUMBERS + ARRAYS, 3)
        self.lines.append(f"    return {', '.join(some)}")
        self.text = "\n".join(self.lines)

    def pick(self, *options: str) -> str:
        return self.random.choice(options)

    def number(self, depth: int = 2) -> str:
        if self.open and self.random.random() < 0.5:
            return self.open.pop(self.random.randrange(len(self.open)))
        if depth == 0 or self.random.random() < 0.3:
            array = f"{self.pick(*ARRAYS)}[{self.pick('0', '1', '-1', '1 + 1 - 0')}]"
            constant = self.pick("1.0", "0.0", "-2.0", "3.0", "0.5")
            return self.pick(*NUMBERS, array, constant)
        left, right = self.number(depth - 1), self.number(depth - 1)
        some = self.pick("({} {} {})", "({} {} {})", "-({} {} {})")
        return some.format(left, self.pick("+", "-", "*"), right)

    def array(self) -> str:
        name = self.pick(*ARRAYS)
        other = self.pick(*ARRAYS)
        forms = (name, name, f"{name}[0:]", f"{name}[::-1]", f"{name}.copy()")
        sums = (f"{self.number(1)} * {name}", f"1.0 * {name}", f"-(-{name})")
        return self.pick(*forms, *sums, f"{name} - -{other}", f"np.zeros_like({name})")

    def block(self, indent: int, loops: int, size: int) -> None:
        outer, self.open = self.open, []
        for _ in range(size):
            self.statement(indent, loops)
        if indent > 1:
            self.line(indent, "pass")
        self.open = outer

    def line(self, indent: int, text: str) -> None:
        self.lines.append("    " * indent + text)

    def statement(self, indent: int, loops: int) -> None:
        kinds = ["assign"] * 4 + ["temporary"] * 3 + ["augment"] * 2
        kinds += ["rebind", "rebind", "store", "store", "update", "push", "pop", "call"]
        kinds += ["comment"]
        if indent < 4:
            kinds += ["branch", "branch", "loop", "loop", "repeat"]
        if loops:
            kinds += ["leave"]
        getattr(self, self.random.choice(kinds))(indent, loops)

    def assign(self, indent: int, _: int) -> None:
        self.line(indent, f"{self.pick(*NUMBERS)} = {self.number()}")

    def temporary(self, indent: int, _: int) -> None:
        self.temporaries += 1
        name = f"t{self.temporaries}"
        self.line(indent, f"{name} = {self.number()}")
        self.open.append(name)

    def augment(self, indent: int, _: int) -> None:
        self.line(indent, f"{self.pick(*NUMBERS)} {self.sign()} {self.number()}")

    def sign(self) -> str:
        return self.pick("+=", "-=", "+=")

    def array_name(self) -> str:
        return self.pick(*ARRAYS)

    def rebind(self, indent: int, _: int) -> None:
        self.line(indent, f"{self.array_name()} = {self.array()}")

    def store(self, indent: int, _: int) -> None:
        index = self.pick("0", "2", "-1")
        sign = self.pick("=", "+=", "-=")
        self.line(indent, f"{self.array_name()}[{index}] {sign} {self.number()}")

    def update(self, indent: int, _: int) -> None:
        self.line(indent, f"{self.array_name()} {self.sign()} {self.number()}")

    def push(self, indent: int, _: int) -> None:
        value = self.pick(self.number(), f"{self.array_name()}[1]")
        self.line(indent, f"{self.pick('s', 'r')}.append({value})")

    def pop(self, indent: int, _: int) -> None:
        target = self.pick(*NUMBERS, "w[0]", "u_bar[1]")
        stack = self.pick("s", "r")
        if self.random.random() < 0.5:
            self.line(indent, f"{stack}.append({self.number()})")
        self.line(indent, f"{target} = {stack}.pop()")

    def call(self, indent: int, _: int) -> None:
        array = f"spoil({self.array_name()}, {self.number()})"
        self.line(indent, f"{self.pick(*NUMBERS)} = {array}")

    def comment(self, indent: int, _: int) -> None:
        self.line(indent, f"# {self.pick('x = y', 'u[0] = a')}")

    def branch(self, indent: int, loops: int) -> None:
        self.line(
            indent, f"if {self.number(1)} {self.pick('<', '==')} {self.number(1)}:"
        )
        self.block(indent + 1, loops, self.random.randint(0, 3))
        if self.random.random() < 0.5:
            self.line(indent, "else:")
            self.block(indent + 1, loops, self.random.randint(0, 3))

    def loop(self, indent: int, loops: int) -> None:
        bounds = self.pick("n", "0, n", "n - 1 - 0, 0 - 1, -1", "0")
        self.line(indent, f"for {self.pick('i', 'x', 'k')} in range({bounds}):")
        self.block(indent + 1, loops + 1, self.random.randint(1, 4))

    def leave(self, indent: int, _: int) -> None:
        self.line(indent, f"if {self.number(1)} > {self.number(1)}:")
        self.line(indent + 1, self.pick("break", "break", "continue"))

    def repeat(self, indent: int, loops: int) -> None:
        self.line(indent, f"q{indent} = 0")
        self.line(indent, f"while q{indent} < 3:")
        self.line(indent + 1, f"q{indent} += 1")
        self.block(indent + 1, loops + 1, self.random.randint(0, 3))
