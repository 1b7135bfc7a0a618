"""This module checks `return` anywhere, also out of nested loops."""

import math

import numpy as np
import pytest

import s2s
from tests.language.examples import Examples, vector

example = Examples()


@example(0.7)
@example(-0.7)
def early(x):
    if x < 0:
        return x * x
    y = math.sin(x)
    return y * y


@example(0.2)
@example(0.7)
@example(1.7)
@example(2.7)
def guards(x):
    if x > 2.5:
        return x
    y = x * x
    if x > 1.5:
        return y * x
    y = y * y
    if x > 0.5:
        return y
    return y * x


@example(0.7)
def out_of_a_for(x):
    for i in range(10):
        x = x * 1.3
        if x > 2.0:
            return x * i
    return x * x


@example(0.7, 3.0)
@example(0.7, 300.0)
def out_of_a_while(x, limit):
    n = 0
    while n < 8:
        x = x * 1.4
        if x > limit:
            return x * x
        n += 1
    return x


@example(vector(0.5, 0.7, 0.2, 0.9), 0.1)
@example(vector(0.5, 0.7, 0.2, 0.9), 1.7)
@example(vector(0.5, 0.7, 0.2, 0.9), 99.0)
def out_of_nested_loops(x, limit):
    total = 0.0
    for i in range(len(x)):
        for j in range(i, len(x)):
            total += x[i] * x[j]
            if total > limit:
                return total * x[j]
        total = total * 1.1
    return total * total


@example(vector(0.5, 0.7, 0.2), 0)
@example(vector(0.5, 0.7, 0.2), 2)
@example(vector(0.5, 0.7, 0.2), 5)
def out_of_three_loops(x, stop):
    y = 1.0
    for i in range(3):
        n = 0
        while n < 2:
            for a in x:
                y = y + a * y
                if i + n == stop:
                    return y * a
            n += 1
        y = y * x[i]
    return y


@example(0.7)
@example(1.2)
def out_of_both_arms(x):
    if x > 1.0:
        y = x * x
        return y * 3.0
    else:
        y = x * x * x
        return y + x


@example(0.7, 2)
@example(0.7, 20)
def from_the_else_of_a_loop(x, k):
    for i in range(5):
        x = x * x + 0.1
        if i == k:
            break
    else:
        return x * 3.0
    return x


@example(0.7)
@example(7.0)
def continue_and_return(x):
    total = 0.0
    for i in range(6):
        if i == 1:
            continue
        if x > 5.0:
            return total + x * i
        total += x * i
        x = x * 1.5
    return total


@example(0.7)
def dead_code_after_return(x):
    return x * x
    x = x * 3.0
    return x


@example(0.7, 0.9)
def of_a_tuple(x, y):
    if x > y:
        return x, y
    return x * y, (y * y, x)


@example(0.7)
def of_an_array(x):
    for i in range(3):
        if i == 2:
            return np.array([x, x * x, x * i])
    return np.zeros(3)


@example(0.7)
@example(1.7)
def of_a_constant(x):
    if x > 1.0:
        return 3.0
    return x * x


def test_a_hundred_guard_clauses(tmp_path):
    guards = "".join(
        f"    if n == {k}:\n        return x * x * {k}.0\n    x = x * 1.01\n"
        for k in range(100)
    )
    path = tmp_path / "guards.py"
    path.write_text(f"def guards(x, n):\n{guards}    return x\n")
    names: dict = {}
    exec(compile(path.read_text(), str(path), "exec"), names)
    for n in (0, 57, 99, 200):
        value, slope = s2s.value_and_grad(names["guards"])(1.0, n)
        assert value == names["guards"](1.0, n)
        assert slope == pytest.approx(2.0 * value if n < 100 else value, rel=1e-12)


test_return = example.test()
