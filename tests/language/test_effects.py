"""This module checks that effects on the side happen once and in order."""

import random

import numpy as np
import pytest

import s2s
from tests.language.examples import vector


def prints_its_steps(x, n):
    print("start")
    for i in range(n):
        x = x * x
        print(f"step {i}: {x:.3f} {x!r:>5.5}")
    print("end", n, sep=": ")
    return x


def test_prints_happen_once_and_in_order(capsys):
    prints_its_steps(0.9, 2)
    plain = capsys.readouterr().out
    assert s2s.grad(prints_its_steps)(0.9, 2) == pytest.approx(4 * 0.9**3)
    assert capsys.readouterr().out == plain


def test_the_pullback_prints_nothing(capsys):
    _, pullback = s2s.vjp(prints_its_steps, 0.9, 2)
    capsys.readouterr()
    pullback(1.0)
    pullback(1.0)
    assert capsys.readouterr().out == ""


def helper(x):
    print("helper", round(x, 3))
    return x * x


def prints_in_callees(x):
    y = helper(x) + helper(2.0 * x)
    return helper(y) * y


def test_prints_of_callees(capsys):
    prints_in_callees(0.5)
    plain = capsys.readouterr().out
    s2s.grad(prints_in_callees)(0.5)
    assert capsys.readouterr().out == plain
    assert plain.count("helper") == 3


def prints_of_written_arrays(x):
    a = x.copy()
    for i in range(2):
        a[i] *= 2.0
        print(a, f"{a[0]=} {a.sum():.1f}")
    return np.sum(a * a)


def test_prints_of_arrays_that_are_written(capsys):
    x = vector(1.0, 2.0)
    prints_of_written_arrays(x)
    plain = capsys.readouterr().out
    np.testing.assert_array_equal(s2s.grad(prints_of_written_arrays)(x), [8.0, 16.0])
    assert capsys.readouterr().out == plain


def prints_in_branches(x):
    if x > 0:
        print("positive")
        return x * x
    print("negative")
    return -x


@pytest.mark.parametrize("x", [0.5, -0.5])
def test_prints_in_branches(x, capsys):
    prints_in_branches(x)
    plain = capsys.readouterr().out
    s2s.grad(prints_in_branches)(x)
    assert capsys.readouterr().out == plain


def names_formatted(x, names):
    label = ""
    for name in names:
        x = x * 1.5
        label += f"{name}={x:.2f};"
    print(label, len(label), f"{'nested'} {{}} {x > 1}")
    return x * x


def test_f_strings(capsys):
    names_formatted(0.5, ["a", "b"])
    plain = capsys.readouterr().out
    assert s2s.grad(names_formatted)(0.5, ["a", "b"]) == 2 * 0.5 * 1.5**4
    assert capsys.readouterr().out == plain


log: list = []


def logs(x):
    log.append("in")
    y = x * x
    log.append(float(y))
    return y


def test_a_global_log_gets_one_entry_a_call():
    log.clear()
    s2s.grad(logs)(3.0)
    assert log == ["in", 9.0]


def draws(x, n):
    total = 0.0
    for _ in range(n):
        total += x * random.random() * total + x
    return total


def test_random_draws_happen_once():
    random.seed(7)
    value = draws(0.5, 4)
    after = random.random()
    random.seed(7)
    got, slope = s2s.value_and_grad(draws)(0.5, 4)
    assert got == value
    assert random.random() == after
    random.seed(7)
    above = draws(0.5 + 1e-6, 4)
    assert slope == pytest.approx((above - value) / 1e-6, rel=1e-4)


def writes_a_file(x, path):
    with open(path, "a") as out:
        out.write("called\n")
    return x * x


def test_a_file_is_written_once(tmp_path):
    path = tmp_path / "log"
    assert s2s.grad(writes_a_file)(3.0, str(path)) == 6.0
    assert path.read_text() == "called\n"


def asserts(x):
    assert x > 0, f"x is {x}"
    if x > 100.0:
        raise ValueError(f"too large: {x}")
    return x * x


def test_exceptions_are_those_of_the_function():
    assert s2s.grad(asserts)(3.0) == 6.0
    with pytest.raises(AssertionError, match="x is -1.0"):
        s2s.grad(asserts)(-1.0)
    with pytest.raises(ValueError, match=r"too large: 101\.0"):
        s2s.grad(asserts)(101.0)
