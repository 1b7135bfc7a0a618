"""This module checks what is refused where it carries a derivative, and how.

Each program marks with `# here` the line that the refusal must point at.
"""

import collections
import contextlib
import inspect
import math
import re

import numpy as np
import pytest

import s2s
from s2s.errors import NotDifferentiable

programs: list = []
memory = 0.0


def refused(words, *args):
    """Note a program whose refusal must match `words` (a regular expression)."""

    def note(f):
        programs.append(pytest.param(f, words, args, id=f.__name__))
        return f

    return note


class Point:
    """A user's class."""

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def norm(self):
        return self.x * self.x + self.y * self.y


class Scale:
    """A user's callable."""

    def __init__(self, factor):
        self.factor = factor

    def __call__(self, x):
        return x * self.factor


origin = Point(0.0, 0.0)


@refused("class|object|Point", 0.7)
def object_of_a_class(x):
    p = Point(x, 2.0)  # here
    return p.x * p.y


@refused("class|object|method|Point", 0.7)
def method_of_an_object(x):
    y = x * x
    return Point(y, x).norm()  # here


@refused("attribute|object", 0.7)
def attribute_of_a_global_object(x):
    origin.x = x * x  # here
    return origin.x * x


@refused("class|object|Scale|callable", 0.7)
def callable_object(x):
    y = x * x
    return Scale(y)(x)  # here


@refused("dict", 0.7)
def dict_display(x):
    d = {"a": x, "b": 2.0}  # here
    return d["a"] * d["b"]


@refused("dict", 0.7)
def dict_filled(x):
    d = {}
    y = x * x
    d["y"] = y  # here
    return d["y"]


@refused("dict", 0.7)
def dict_comprehension(x):
    d = {k: x**k for k in range(3)}  # here
    return d[2]


@refused("set", 0.7)
def set_display(x):
    s = {x, x * x}  # here
    return sum(s)


@refused("try", 0.7)
def try_around_a_derivative(x):
    y = x
    try:  # here
        y = y * y / 0.0
    except ZeroDivisionError:
        y = y + 1.0
    return y


@refused("try", 0.7, 2)
def try_in_a_loop(x, n):
    v = x
    for k in range(n):
        try:  # here
            v = v * v / (k - 1)
        except ZeroDivisionError:
            v = v + 0.5 * x
    return v


@refused("try", 0.7)
def try_finally(x):
    try:  # here
        y = x * x
    finally:
        print("done")
    return y


@refused("with", 0.7)
def with_around_a_derivative(x):
    y = x
    with contextlib.suppress(ValueError):  # here
        y = math.log(y) * y
    return y


@refused("with", 0.7)
def with_and_return(x):
    with contextlib.nullcontext(2.0) as scale:  # here
        return x * scale


def pieces(x):
    for i in range(3):
        yield x * i


@refused("generator|yield", 0.7)
def generator_of_another_function(x):
    total = 0.0
    for piece in pieces(x):  # here
        total += piece
    return total


@refused("generator|yield", 0.7)
def nested_generator(x):
    def parts():
        yield x  # here
        yield x * x

    return sum(parts())


@refused("match", 0.7, 2)
def match_with_derivatives(x, n):
    match n:  # here
        case 1:
            y = x
        case _:
            y = x * x
    return y


@refused("match", (0.7, 0.2))
def match_on_a_tuple(p):
    match p:  # here
        case (a, b):
            return a * b
    return 0.0


def make(a):
    def g(z):
        return a * z

    return g


@refused("closure|function", 0.7)
def closure_returned_by_a_callee(x):
    g = make(x)  # here
    return g(2.0)


@refused("closure|function", 0.7)
def closure_returned(x):
    def g(z):
        return x * z

    return g  # here


@refused("closure|function", 0.7)
def closure_kept_in_a_list(x):
    gs = []
    for k in range(3):
        gs.append(lambda z: z * x * k)  # here
    return gs[0](2.0)


@refused("repeated in place", 0.7)
def list_repeated_in_place(x):
    xs = [x, 2.0]
    ys = xs
    xs *= 2  # here
    return ys[2] * x


@refused("repeated in place", 0.7)
def row_repeated_in_place(x):
    rows = [[x], [x * x, 2.0]]
    rows[1] *= 2  # here
    return rows[1][2] * x


@refused("a number or an array", 0.7)
def item_of_two_kinds_with_a_name(x):
    items = [x, np.ones(2) * x]
    named = items[1]
    named[0] *= 3.0
    for k in range(2):
        items[k] *= x  # here
    return items[0] * named[0]


@refused("nonlocal", 0.7)
def nonlocal_write(x):
    total = 0.0

    def add(z):
        nonlocal total  # here
        total += z * z

    add(x)
    add(2.0 * x)
    return total


@refused("nonlocal", 0.7)
def nonlocal_count(x):
    calls = 0

    def squared(z):
        nonlocal calls  # here
        calls += 1
        return z * z

    return squared(x) + squared(2.0 * x) * calls


@refused("closure", 0.7)
def what_a_key_keeps(x):
    kept = [0.0]

    def key(i):
        kept[0] = x * i
        return -i

    first = max([1, 2, 3], key=key)  # here
    return kept[0] * first


@refused("global", 0.7)
def global_write(x):
    global memory  # here
    memory = x * x
    return memory * x


def remember(x):
    global memory
    memory = x
    return x


@refused("global", 0.7)
def global_write_in_a_callee(x):
    y = remember(x * x)  # here or there
    return y * memory


@refused("exec|eval", 0.7)
def evaluated_text(x):
    y = eval("x * x")  # here
    return y * x


@refused("setattr|object|attribute", 0.7)
def setattr_call(x):
    setattr(origin, "x", x * x)  # here
    return origin.x


@refused("attribute `flat`", np.ones((2, 2)))
def an_update_through_flat(m):
    m = m.copy()
    m.flat[1:] *= m[0, 0]  # here
    return np.sum(m)


@refused("no derivative is known for `np.fft.ifft`", np.ones(2))
def a_view_of_what_no_rule_gives(a):
    z = a * 1j
    z[0] = 0.0
    part = np.fft.ifft(z).real  # here
    return np.sum(part * part)


@refused(
    "no derivative is known for `np.random.default_rng\\(0\\).shuffle`", np.ones(3)
)
def shuffled_by_an_unnamed_generator(a):
    b = a * 2.0
    np.random.default_rng(0).shuffle(b)  # here
    return np.sum(b * np.arange(3.0))


@refused("`out=` of a function without a rule", np.ones(3))
def noise_in_a_buffer(a):
    b = a * 2.0
    np.random.default_rng(0).standard_normal(out=b)  # here
    return np.sum(a * b)


@refused("`np.nan_to_num` with `copy=`", np.ones(3))
def cleaned_in_place(a):
    b = a * 2.0
    b[0] = np.nan
    np.nan_to_num(b, copy=False)  # here
    return np.sum(b * b)


def marked(f):
    """Return the line of `f` that is marked, and its number."""
    lines, first = inspect.getsourcelines(f)
    for number, line in enumerate(lines, first):
        if "# here" in line:
            return number, line, "# here or there" in line
    raise LookupError(f.__name__)


def refuse(f, args):
    """Return the refusal of the gradient of `f`."""
    with pytest.raises(NotDifferentiable) as caught:
        s2s.grad(f)(*args)
    return caught.value


@pytest.mark.parametrize("f, words, args", programs)
def test_refusal_names_construct_file_line_and_advice(f, words, args):
    error = refuse(f, args)
    number, line, anywhere = marked(f)
    assert isinstance(error, SyntaxError)
    assert error.filename == __file__
    assert anywhere or (error.lineno, error.text.strip()) == (number, line.strip())
    assert error.offset >= 1
    construct, advice = error.msg.split("; write instead: ")
    assert re.search(words, construct)
    assert len(advice) > 5


def test_a_refused_function_still_runs_as_itself():
    f = s2s.differentiate(with_and_return)
    assert f(0.7) == 1.4
    with pytest.raises(NotDifferentiable):
        f.grad(0.7)


def test_source_refuses_as_well():
    with pytest.raises(NotDifferentiable, match="dict"):
        s2s.differentiate(dict_display).source()


def test_a_dict_of_parameters_is_refused():
    def f(p):
        return p["a"] * p["b"]

    with pytest.raises(s2s.errors.S2SError, match="dict"):
        s2s.grad(f)({"a": 1.0, "b": 2.0})


def test_python_prints_the_caret():
    import traceback

    error = refuse(dict_display, (0.7,))
    printed = "".join(traceback.format_exception_only(error))
    assert 'd = {"a": x, "b": 2.0}' in printed
    assert "^" in printed
    assert "test_refused.py" in printed


def appends_to_an_argument(x, queue):
    queue.append(x)
    return x * queue[0]


def stores_into_an_argument(x, queue):
    queue[0] = x
    return x * queue[0]


@pytest.mark.parametrize("f", [appends_to_an_argument, stores_into_an_argument])
def test_a_deque_that_is_given_a_derivative(f):
    queue = collections.deque([0.5])
    with pytest.raises(NotDifferentiable, match="a deque; write instead: a list"):
        s2s.grad(f)(0.7, queue)
    assert list(queue) == [0.5]


def reads_an_argument(x, queue):
    return x * queue[0]


def test_a_deque_that_is_read():
    assert s2s.grad(reads_an_argument)(0.7, collections.deque([0.5])) == 0.5
