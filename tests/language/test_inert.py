"""This module checks that what carries no derivative simply runs."""

import contextlib
import dataclasses
import math

import numpy as np

from tests.language.examples import Examples, vector

example = Examples()


@dataclasses.dataclass
class Settings:
    """Constants of a program."""

    steps: int = 3
    rate: float = 0.5
    name: str = "plain"


class Counter:
    """A counter on the side."""

    def __init__(self):
        self.count = 0

    def tick(self):
        self.count += 1
        return self.count


settings = Settings()
table = {"a": 2.0, "b": [1.0, 3.0]}


@example(0.7)
def dict_of_constants(x):
    options = {"scale": 2.0, "n": 3}
    options["n"] += 1
    return x * options["scale"] ** options["n"] * options.get("other", 1.5)


@example(0.7, {"k": 2.0, "n": 3})
def dict_as_argument(x, options):
    for _ in range(options["n"]):
        x = x * options["k"]
    return x * x


@example(0.7)
def global_dict(x):
    return x * table["a"] + x * x * table["b"][1]


@example(0.7)
def attributes_of_an_object(x):
    for _ in range(settings.steps):
        x = x * x * settings.rate
    return x if settings.name == "plain" else 0.0


@example(0.7, Settings(2, 0.3))
def object_as_argument(x, s):
    return x**s.steps * s.rate


@example(0.7)
def methods_of_an_object(x):
    counter = Counter()
    while counter.tick() < 4:
        x = x * x + 0.1
    return x * counter.count


@example(0.7)
def inert_try(x):
    try:
        n = int("three")
    except ValueError:
        n = 3
    finally:
        m = 2
    return x**n * m


@example(0.7)
def inert_with(x):
    n = 2
    with contextlib.suppress(ZeroDivisionError):
        n = n // 0
    return x**n


@example(0.7)
def inert_generator(x):
    def numbers(n):
        for i in range(n):
            yield i * i

    total = 0.0
    for k in numbers(4):
        total += x**k
    return total + x * sum(numbers(3))


@example(0.7)
def inert_sets_and_strings(x):
    words = "one two two".split()
    return x * len(set(words)) + x**2 * words.count("two") * len("-".join(words))


@example(0.7)
def local_imports(x):
    import cmath
    from math import sin as sine

    return sine(x) * x + abs(cmath.phase(1j))


@example(0.7)
def inert_nested_function(x):
    calls = []

    def note(name):
        calls.append(name)
        return len(calls)

    n = note("a") + note("b")
    return x**n


@example(0.7)
def inert_global_write(x):
    global visits
    visits = 1
    return x * x * visits


@example(vector(0.3, 0.5))
def inert_arrays(x):
    weights = np.array([1.0, 2.0])
    weights[0] = 4.0
    weights *= 2.0
    order = np.argsort(weights)
    return np.sum(x * weights) + x[order[0]] ** 2


@example(0.7)
def inert_recursion(x):
    def factorial(n):
        return 1 if n < 2 else n * factorial(n - 1)

    return sum(x**k / factorial(k) for k in range(6))


@example(0.7)
def pass_and_docstring(x):
    """Return the square."""
    "a string"
    ...
    pass
    return x * x


@example(0.7)
def type_checks(x):
    if isinstance(x, float) and not isinstance(x, np.ndarray) and type(x) is float:
        return x * math.pi
    return x


test_inert = example.test()
