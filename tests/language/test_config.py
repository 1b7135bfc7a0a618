"""This module checks dicts of settings that are passed along; and long expressions."""

import linecache

import numpy as np
import pytest

import s2s
from tests.language.examples import Examples

example = Examples()
CONFIG = {"alpha": 0.5, "steps": 3, "shift": 1.0}


@example(0.7, CONFIG)
def read_here(x, config):
    for _ in range(config["steps"]):
        x = x * config["alpha"] * x
    return x


def step(x, config):
    return x * config["alpha"]


@example(0.7, CONFIG)
def passed_along(x, config):
    for _ in range(config["steps"]):
        x = step(x, config) * x
    return x


def counted(x, config):
    total = x
    for _ in range(config["steps"]):
        total = step(total, config) + config["shift"]
    return total


@example(0.7, CONFIG)
def passed_twice(x, config):
    return counted(x, config) * x


@example(0.7, CONFIG)
def appended(x, config):
    steps = []
    for _ in range(config["steps"]):
        steps.append(x * config["alpha"])
    return sum(steps) * x


@example(0.7, CONFIG)
def under_names(x, config):
    alpha, n = config["alpha"], config["steps"]
    values = [x * alpha]
    for _ in range(n):
        values.append(values[-1] * alpha + config["shift"])
    return values[-1]


@example(0.7)
def of_its_own(x):
    config = {"alpha": 0.5, "steps": 2}
    for _ in range(config["steps"]):
        x = step(x, config) * x
    return x


@example(0.7, {"rows": [[1.0, 2.0], [3.0]], "w": np.ones(2)})
def nested_settings(x, config):
    total = 0.0
    for row in config["rows"]:
        for weight in row:
            total += x * weight
    return total + np.sum(config["w"] * x * x)


test_config = example.test()


def test_a_row_in_a_list_is_still_followed():
    def f(x):
        row = [0.0]
        rows = []
        rows.append(row)
        rows[0][0] = x * x
        return row[0] * x

    assert s2s.grad(f)(2.0) == 12.0


def of_terms(text):
    """A function of a text that `linecache` knows."""
    lines = f"def f(x):\n    return {text}\n"
    name = f"<terms {len(text)}>"
    linecache.cache[name] = (len(lines), None, lines.splitlines(True), name)
    space = {"np": np}
    exec(compile(lines, name, "exec"), space)
    return space["f"]


@pytest.mark.parametrize("n", [300, 600])
def test_a_sum_of_many_terms(n):
    f = of_terms(" + ".join(f"x * {i}.0" for i in range(n)))
    assert s2s.grad(f)(0.5) == n * (n - 1) / 2


def test_many_levels_of_calls():
    f = of_terms("np.tanh(" * 100 + "x" + ")" * 100)
    slope = (f(0.5 + 1e-6) - f(0.5 - 1e-6)) / 2e-6
    assert s2s.grad(f)(0.5) == pytest.approx(slope, rel=1e-6)
