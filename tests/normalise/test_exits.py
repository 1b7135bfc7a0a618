"""`return`, `break`, `continue` and `else`, by execution."""

import random

import gast
import pytest

from s2s.normalise import exits
from tests.normalise.running import printed, same

VALUES = [(-2.0,), (0.0,), (0.5,), (1.0,), (3.0,), (7.0,), (40.0,)]


def test_a_branch_that_always_leaves():
    text = """
    def f(x):
        if x < 0:
            return -x
        y = x * x
        return y
    """
    assert same(text, *VALUES).splitlines() == [
        "def f(x):",
        "    if x < 0:",
        "        result = -x",
        "    else:",
        "        y = x * x",
        "        result = y",
        "    return result",
    ]


def test_the_last_return_keeps_its_expression():
    assert printed("def f(x):\n    y = x * x\n    return y + x").endswith(
        "return y + x"
    )


def test_one_name_for_all_returns():
    text = """
    def f(y):
        if y < 0:
            y = -y
            return y
        y = y * y
        return y
    """
    assert "result" not in same(text, *VALUES)


def test_both_arms_return():
    text = """
    def f(x):
        if x < 1:
            return x * 2
        else:
            return x * 3
    """
    assert "returned" not in same(text, *VALUES)


def test_falls_off_the_end():
    same("def f(x):\n    if x > 1:\n        return x", *VALUES)
    same("def f(x):\n    y = x", *VALUES)
    same("def f(x):\n    if x > 1:\n        return\n    return x * 2", *VALUES)


def test_return_in_nested_loops():
    text = """
    def f(x):
        s = 0.0
        for i in range(4):
            for j in range(3):
                s += x * j
                if s > 10:
                    return s * i
                if j == 1 and s > 8:
                    break
            else:
                s += 1
            if s > 9:
                continue
            s += 0.5
        return s
    """
    same(text, *VALUES)


def test_endless_loop_with_return():
    text = """
    def f(x):
        while True:
            x = x + 1
            if x > 20:
                return x
    """
    assert "None" not in same(text, *VALUES)


def test_loop_else():
    text = """
    def f(x):
        for i in range(3):
            x = x + 1
            if x > 3:
                x = x * 2
                break
        else:
            x = -x
        while x < 2:
            x = x + 1.5
        else:
            x = x * 3
        return x
    """
    same(text, *VALUES)


def test_else_leaves_the_outer_loop():
    text = """
    def f(x):
        for i in range(3):
            for j in range(2):
                x = x + 1
                if x > 5:
                    break
            else:
                continue
            x = x * 2
            while x < 30:
                x = x * 3
                if x > 29:
                    break
            else:
                break
            x -= 1
        return x
    """
    same(text, *VALUES)


def test_inert_loop_keeps_its_exits():
    text = """
    def f(x, n):
        k = 0
        for i in range(n):
            if i % 2:
                continue
            if i > 6:
                break
            k += i
        else:
            k = -1
        return x * k
    """
    form = same(text, (2.0, 0), (2.0, 5), (2.0, 50))
    assert "continue" in form and "trips" not in form


def test_inert_loop_with_return():
    text = """
    def f(x, n):
        for i in range(n):
            if i == 3:
                return 0.0
        return x
    """
    same(text, (2.0, 0), (2.0, 3), (2.0, 4))


def test_zero_trips():
    text = """
    def f(x, n):
        for i in range(n):
            if x > i:
                return x
        return i if n else x * 2
    """
    same(text, (2.0, 0), (-2.0, 3), (2.0, 4))


def test_raise_leaves():
    text = """
    def f(x):
        if x < 0:
            raise ValueError("negative")
        elif x < 1:
            return x * 5
        else:
            y = x * x
        return y
    """
    same(text, *VALUES)


@pytest.mark.parametrize("between", ["", "    x = x + 1.0\n"])
def test_hundred_guard_clauses(between):
    guards = "".join(
        f"    if x > {200 - i}:\n        return x * {i}.0\n{between}"
        for i in range(100)
    )
    form = same(f"def f(x):\n{guards}    return x", *VALUES, (100.0,), (163.5,))
    deepest = max(len(line) - len(line.lstrip()) for line in form.splitlines())
    assert deepest < 4 * 40 and len(form.splitlines()) < 700


def test_hundred_guards_in_a_loop():
    guards = "".join(
        f"        if x > {300 - i}:\n            {word}\n        x += 0.5\n"
        for i, word in enumerate(["continue", "break", "return x * 2"] * 33)
    )
    text = f"def f(x):\n    for i in range(5):\n{guards}        x += 1\n    return x"
    form = same(text, *VALUES, (150.0,), (201.0,), (240.0,), (260.0,), (290.0,))
    compile(form, "f", "exec")


@pytest.mark.parametrize("word", ["x = x * {i}.0", "return x * {i}.0"])
def test_hundred_and_fifty_elifs(word):
    arms = "".join(
        f"    {'el' if i else ''}if x * n > {150 - i}:\n        {word.format(i=i)}\n"
        for i in range(150)
    )
    text = f"def f(x, n):\n{arms}    else:\n        x = -x\n    return x"
    form = same(text, (1.0, 3.0), (5.0, 4.0), (60.5, 2.0), (0.0, 0.0))
    assert "unmatched4 = True" in form and "unmatched5" not in form


def test_result_and_flags_are_fresh():
    text = """
    def f(result, returned, stop):
        for i in range(3):
            if result > i + 2:
                return result
            if returned:
                if stop > 1:
                    break
                result += 1
            result += stop
        return result * returned
    """
    same(text, (1.0, 2.0, 3.0), (1.0, 0.0, 3.0), (9.0, 1.0, 1.0), (1.0, 2.0, 0.0))


def test_exit_out_of_a_try_is_refused():
    text = """
    def f(x):
        try:
            k = int("3")
        except ValueError:
            return 0.0
        return x * k
    """
    with pytest.raises(SyntaxError, match="exit out of `try`"):
        printed(text)


class _Programs:
    """Random programs made of exits, loops and branches."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.size = 0

    def function(self):
        body = self.block(1, False, 0)
        tail = self.random.choice(["    return x\n", "    return x * 2 + y\n", ""])
        return f"def f(x, n):\n    y = 0.0\n    i1 = i2 = i3 = i4 = 0\n{body}{tail}"

    def block(self, depth, in_loop, loops):
        count = self.random.randint(1, 3)
        return "".join(self.statement(depth, in_loop, loops) for _ in range(count))

    def statement(self, depth, in_loop, loops):
        self.size += 1
        pad = "    " * depth
        kinds = ["assign", "assign", "log"]
        if depth < 6 and self.size < 40:
            kinds += ["if", "if", "if"] + ["for", "while", "inert"] * (loops < 3)
        if in_loop:
            kinds += ["break", "continue"]
        if depth > 1:
            kinds += ["return"]
        kind = self.random.choice(kinds)
        return getattr(self, "make_" + kind.rstrip("_"))(pad, depth, in_loop, loops)

    def make_assign(self, pad, *_):
        choices = ["x = x * 1.5 + y", "y = x - y", "x += 0.5", "y = 0.25 * n + x"]
        return f"{pad}{self.random.choice(choices)}\n"

    def make_log(self, pad, *_):
        return f"{pad}print(x) if False else note({self.random.randint(0, 9)})\n"

    def make_if(self, pad, depth, in_loop, loops):
        made = f"{pad}if {self.test()}:\n{self.block(depth + 1, in_loop, loops)}"
        if self.random.random() < 0.4:
            made += f"{pad}else:\n{self.block(depth + 1, in_loop, loops)}"
        return made

    def test(self):
        tests = ["x > y", "y < 3", "n > 1", "x < 8", "i1 == 1", "i2 > 0", "n + i3 > 2"]
        return self.random.choice(tests)

    def make_for(self, pad, depth, _in_loop, loops):
        stop = self.random.choice(["n", "2", "n + 1"])
        head = f"{pad}for i{loops + 1} in range({stop}):\n"
        return head + self.loop_body(pad, depth, loops)

    def make_while(self, pad, depth, _in_loop, loops):
        count = f"w{self.size}"
        head = f"{pad}{count} = 0\n{pad}while {count} < 4 and x < 50:\n"
        head += f"{pad}    {count} += 1\n"
        return head + self.loop_body(pad, depth, loops)

    def make_inert(self, pad, depth, _in_loop, loops):
        made = f"{pad}for i4 in range(3):\n{pad}    if i4 > n:\n"
        return (
            made
            + f"{pad}        {self.random.choice(['break', 'continue', 'return n'])}\n"
        )

    def loop_body(self, pad, depth, loops):
        made = self.block(depth + 1, True, loops + 1)
        if self.random.random() < 0.3:
            made += f"{pad}else:\n{self.block(depth + 1, loops > 0, loops)}"
        return made

    def make_break(self, pad, *_):
        return f"{pad}break\n"

    def make_continue(self, pad, *_):
        return f"{pad}continue\n"

    def make_return(self, pad, *_):
        choices = ["x", "x * y", "y + 1", "", "n"]
        return f"{pad}return {self.random.choice(choices)}\n"


CALLS = [(1.0, 0), (1.0, 1), (-2.0, 2), (5.0, 3), (20.0, 2), (0.0, 4)]


@pytest.mark.parametrize("deepest", [1, 3, 30])
def test_random_programs(deepest, monkeypatch):
    monkeypatch.setattr(exits, "DEEPEST", deepest)
    for seed in range(100 * deepest, 100 * deepest + 80):
        text = _Programs(seed).function()
        form = same(text, *CALLS)
        assert_structured(form)


def assert_structured(form):
    tree = gast.parse(form).body[0]
    returns = [n for n in gast.walk(tree) if isinstance(n, gast.Return)]
    assert returns == [tree.body[-1]]
