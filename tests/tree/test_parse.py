"""This module tests that a function's own definition is found, and nothing else."""

import functools
import linecache
import math
import sys

import pytest

from s2s.errors import BadArgument, NoSource, NotDifferentiable
from s2s.tree.parse import nested, parse
from s2s.tree.write import write

k = 3.0


def text(fn):
    return write(parse(fn).tree)


def decorated(factor):
    def decorate(fn):
        return fn

    return decorate


def wrapping(fn):
    @functools.wraps(fn)
    def twice(*args):
        return 2.0 * fn(*args)

    return twice


@decorated(
    2.0,
)
@decorated(lambda x: x)
def plain(x, y=1.0):
    # a comment
    return x * y


class Base:
    def shift(self, x):
        return x


class Moved(Base):
    __secret = 2.0

    def shift(self, x):
        return super().shift(x) + self.__secret

    @staticmethod
    def static(x):
        return x

    @classmethod
    def of_class(cls, x):
        return x

    key = lambda self, x: x + 1  # noqa: E731


def test_a_decorated_function():
    assert text(plain) == "def plain(x, y=1.0):\n    return x * y\n"


def test_methods():
    expected = "def shift(self, x):\n    return super().shift(x) + self.__secret\n"
    assert text(Moved.shift) == text(Moved().shift) == expected
    assert text(Moved.static) == "def static(x):\n    return x\n"
    assert text(Moved.of_class) == "def of_class(cls, x):\n    return x\n"
    assert text(Moved.key) == "def key(self, x):\n    return x + 1\n"


def test_nested_functions_and_their_cells():
    def make(a):
        def inner(x):
            """Over
            two lines.
            """
            return x * a * k

        return inner

    function = parse(make(5.0))
    assert function.cells["a"].cell_contents == 5.0
    assert function.globals is globals()
    assert text(make(5.0)).endswith("    return x * a * k\n")


def test_several_lambdas_on_a_line():
    fns = [lambda x: x * 2.0, lambda x: x * 3.0, lambda x: lambda y: y * x]
    assert [text(f).split("return ")[1].strip() for f in fns] == [
        "x * 2.0",
        "x * 3.0",
        "lambda y: y * x",
    ]
    assert "return y * x" in text(fns[2](1.0))


def test_equal_lambdas_on_a_line_have_their_own_positions():
    fns = [lambda x: x * 2.0, lambda x: x * 2.0]
    columns = [parse(f).tree.col_offset for f in fns]
    assert columns[0] < columns[1] or sys.version_info < (3, 11)


def test_a_lambda_is_named_after_its_variable():
    square = lambda x: x * x  # noqa: E731
    assert parse(square).name == parse(square).tree.name == "square"
    assert parse((lambda: lambda x: x)()).name == "function"


def test_a_lambda_over_several_lines():
    fn = functools.reduce(
        lambda f, g: f,
        [
            lambda x: (
                x
                + 1.0
            ),
            None,
        ],
    )  # fmt: skip
    assert "return x + 1.0" in text(fn)


def test_positions_are_those_of_the_file():
    function = parse(Moved.shift)
    body = function.tree.body[0]
    line = function.lines[body.lineno - 1]
    assert line[body.value.col_offset :] == "super().shift(x) + self.__secret\n"
    assert function.tree.lineno == Moved.shift.__code__.co_firstlineno


def test_a_wrapper_that_is_a_python_function_is_what_it_does():
    assert "return 2.0 * fn(*args)" in text(wrapping(plain))


def test_other_wrappers_are_looked_through():
    assert text(functools.lru_cache(plain)) == text(plain)


def test_dead_code_is_part_of_the_source():
    def f(x):
        return x
        if 0:
            print(x)

    assert "print(x)" in text(f)


def test_asserts_that_a_test_runner_rewrites():
    def f(x):
        assert x > 0.0, "positive"
        return math.log(x) + (lambda y: y * 2.0)(x)

    assert "return math.log(x) + (lambda y: y * 2.0)(x)" in text(f)


def test_calls_through_imported_names():
    def f(x):
        import os

        return math.sin(x) + os.path.getsize("f") + linecache.getline("f", 1)

    assert "math.sin(x)" in text(f)


def test_nested_makes_functions_of_definitions_and_lambdas():
    def f(x):
        def g(y):
            return y

        return g(x) + (lambda z: z * x)(x)

    function = parse(f)
    inner = nested(function, function.tree.body[0])
    assert inner.name == "g" and write(inner.tree).startswith("def g(y):")
    call = function.tree.body[1].value.right
    assert "return z * x" in write(nested(function, call.func).tree)


@pytest.mark.parametrize("fn", [math.sin, len, dict.get, [].append])
def test_built_in_functions_have_no_source(fn):
    with pytest.raises(NoSource, match="has no Python source"):
        parse(fn)


def test_classes_and_objects_are_refused_kindly():
    class Callable:
        def __call__(self, x):
            return x

    with pytest.raises(NoSource, match="is a class"):
        parse(Callable)
    with pytest.raises(NoSource, match="pass its method `__call__`"):
        parse(Callable())
    with pytest.raises(BadArgument, match="a function is needed, not float"):
        parse(2.0)


def test_partial_is_refused_kindly():
    with pytest.raises(BadArgument, match="write instead: a function that makes"):
        parse(functools.partial(plain, y=2.0))


def test_async_is_refused_at_its_line():
    async def f(x):
        return x

    with pytest.raises(NotDifferentiable, match="async def") as caught:
        parse(f)
    assert caught.value.lineno == f.__code__.co_firstlineno


def test_text_given_to_exec():
    namespace = {}
    exec("def f(x):\n    return x\n", namespace)
    with pytest.raises(NoSource, match="given to `exec`"):
        parse(namespace["f"])


def test_a_cell_of_a_notebook():
    cell = "y = 1\ndef f(x):\n    return x * y\n"
    name = "<ipython-input-7-s2s>"
    linecache.cache[name] = (len(cell), None, cell.splitlines(True), name)
    namespace = {}
    exec(compile(cell, name, "exec"), namespace)
    assert text(namespace["f"]) == "def f(x):\n    return x * y\n"
