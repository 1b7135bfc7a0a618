"""This module tests that trees become text that says the same and reads well."""

import ast
import inspect
import textwrap

import gast
import pytest

from s2s.tree import write as writing
from s2s.tree.convert import to_ast
from s2s.tree.same import same
from s2s.tree.template import comment, expression, template, title
from s2s.tree.write import write

# What is written as it stands here: no parenthesis too many, none too few.
KEPT = """
x = -y ** 2
x = (-y) ** 2
x = -1 ** 2
x = (-1) ** 2
x = y ** -z
x = 2.0 ** -1
x = (y ** z) ** w
x = y ** z ** w
x = (a + b) * c - (d - e) - f / (g * h)
x = a - (b + c)
x = a @ b @ (c @ d)
x = not (a and b) or c
x = not a == b
x = (a < b) < c
x = a < b <= c
x = a if b else c
x = (a if b else c) + 1
x = a[1, 2]
x = a[1:, :, ::2, ..., None, -1]
x = a[b][c].d(e)[f, g]
x = a[b + 1:c * 2]
x = np.sum(a)
x = np.sum(a + b, axis=-1, keepdims=True)
x = f(*a, b, **c)
x = f(a for a in b)
x = f((a for a in b), c)
x = [a * 2 for a in b if a if not c]
x = {a: b + 1 for a, b in c}
x = {1: 2, "a": b, **c}
x = {a, b}
x = (lambda: 1)()
x = lambda a, *b, c=1, **d: (a, b)
x = lambda a, /, b=2, *, c: a
x = (1).real
x = 1e-05 + 1.0 + 1e+20 + 2j
x = ()
x = a,
x, *y = z
(a, b), c = d
a[i], b.c = b.c, a[i]
x = [a, (b, c)]
x = (a, b), c
return a, b
return (yield x)
return a if b else c, d
yield
yield a, b
x = yield
x = await f(y)
for i, (a, b) in enumerate(c): pass
for i in a if b else c: pass
while (n := f(x)) is not None: pass
if a not in b and c is not d: pass
with open(a) as b, c: pass
assert a, b
raise A(b) from c
del a, b[c]
global a, b
import a.b as c, d
from .a import b as c, d
x: int = 3
x @= y
x //= y << 2 | z & ~w
x = "a"
x = "it's"
x = 'say "this"'
x = 'it\\'s "this"'
x = "line\\n\\ttab \\\\ é"
x = b'bytes'
x = f"{a!r:>{b}} {c['d']} {{}}"
x = f"it's \\"{a}\\" {(lambda: b)()} {a != b} {(n := c)}"
x = f"{ {1: a}[1]:%H:%M.{b}f} \\n \\\\"
x = f""
(x): int = 1
a.b: (c, d) = (e, f)
""".strip().split("\n")


def block(text):
    return textwrap.dedent(text).lstrip("\n")


@pytest.mark.parametrize("line", KEPT)
def test_lines_are_kept(line):
    text = write(gast.parse(line)).rstrip("\n")
    assert " ".join(text.split()) == " ".join(line.split())
    assert text.split("\n")[0] == line.removesuffix(" pass")


BLOCKS = {
    "definitions": '''
        """This module."""

        import math
        import numpy as np

        k = 1.0


        def f(x: int, y: float = 1.0, /, *z, w=2, **v) -> Tuple[int, str]:
            """Return x.

                Indented, and "quoted".
            """

            def g():
                pass

            return x


        @decorated(1)
        class A(B, metaclass=C):
            """A class."""

            x = 1

            def f(self):
                return super().f()
        ''',
    "branches": """
        if a:
            pass
        elif b:
            x = 1
        elif c:
            if d:
                x = 2
        else:
            x = 3
        for i in x:
            break
        else:
            continue
        while x:
            pass
        else:
            pass
        """,
    "exceptions": """
        try:
            pass
        except (A, B) as e:
            raise
        except C:
            pass
        except:
            pass
        else:
            x = 1
        finally:
            x = 2
        """,
    "match": """
        match (x, y):
            case [1, *_] | A(b=2) if c:
                x = 1
            case _:
                pass
        """,
    "async": """
        async def f(x):
            async with a as b:
                pass
            async for c in d:
                await e
            return [g async for g in h]
        """,
}


@pytest.mark.parametrize("name", BLOCKS)
def test_blocks_are_kept(name):
    text = block(BLOCKS[name])
    assert write(gast.parse(text)) == text


def test_comments_titles_and_docstrings():
    tree = template(
        "def f(x):\n    doc\n    a\n    if x:\n        b\n    c\n    return x",
        doc=template("'Return x.'")[0],
        a=title("forward sweep"),
        b=comment("nothing to do"),
        c=[title("backward sweep"), comment("14: y = x")],
    )
    assert write(tree) == block(
        '''
        def f(x):
            """Return x."""

            # forward sweep
            if x:
                # nothing to do
                pass

            # backward sweep
            # 14: y = x
            return x
        '''
    )


def test_a_title_that_begins_a_block_needs_no_blank_line():
    tree = template("def f(x):\n    a\n    return x", a=title("forward sweep"))
    assert write(tree) == "def f(x):\n    # forward sweep\n    return x\n"


def test_long_comments_are_cut():
    (line,) = write([comment("word " * 30)]).splitlines()
    assert len(line) <= 88 and line.startswith("# word word") and line.endswith(" ...")


def test_comments_survive_the_other_printer(monkeypatch):
    monkeypatch.setattr(writing, "_wrapped", lambda module: None)
    monkeypatch.setattr(writing, "_generated", lambda module: None)
    tree = template("def f(x):\n    a\n    'text'\n    return x", a=title("it's here"))
    assert write(tree) == "def f(x):\n    # it's here\n    'text'\n    return x\n"


def test_docstrings_that_need_escapes():
    for text in ('ends in "', "back\\slash", 'three """ quotes', "tab\t", "nul\0"):
        tree = gast.parse(f"def f():\n    {text!r}")
        assert ast.get_docstring(ast.parse(write(tree)).body[0], clean=False) == text


def test_expressions_have_no_line_break():
    assert write(expression("a + b")) == "a + b"


def test_negative_and_special_constants():
    tree = template("x = a ** 2", a=gast.Constant(-1.0, None))
    assert write(tree) == "x = (-1.0) ** 2\n"
    assert (
        write(template("x = a", a=gast.Constant(float("inf"), None))) == "x = 1e1000\n"
    )
    assert write(template("x = a", a=gast.Constant((1, -2), None))) == "x = 1, -2\n"


def test_a_tree_is_not_changed_by_writing():
    tree = gast.parse("x = (a + b) * c")
    before = gast.dump(tree)
    shared = tree.body[0].value.left
    tree.body.append(template("y = s", s="q")[0])
    tree.body[1].value = shared
    assert write(tree) == "x = (a + b) * c\ny = a + b\n"
    tree.body.pop()
    assert gast.dump(tree) == before and not hasattr(shared, "_pp")


@pytest.mark.parametrize("module", [ast, inspect, textwrap, writing])
def test_real_programs(module):
    tree = gast.parse(inspect.getsource(module))
    text = writing._wrapped(to_ast(tree))
    assert same(to_ast(tree), ast.parse(text))
    assert write(gast.parse(text)) == text
