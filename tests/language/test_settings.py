"""This module tests dicts of settings that functions read beside derivatives.

A dict that carries none may be captured, passed on, and stand beside storage that does.
"""

import numpy as np
import pytest

import s2s

SETTINGS = {"k": 2.0, "m": 1.5}
WEIGHTS = {"w": np.array([1.0, 2.0]), "m": np.eye(2) + 0.5, "first": [1.0, 2.0]}
START = np.array([1.0, 0.5])


def rhs(y, t, settings):
    dy = np.zeros(2)
    dy[0] = y[1]
    dy[1] = -settings["k"] * y[0] / settings["m"]
    return dy


def euler(f, y, n, *args):
    for i in range(n):
        y = y + 0.1 * f(y, 0.1 * i, *args)
    return y


def by_a_nested_function(y):
    settings = {"k": 2.0}

    def f(y):
        return -settings["k"] * y

    for _ in range(3):
        y = y + 0.1 * f(y)
    return y[0] * settings["k"]


def of_the_module(y):
    def f(y, t):
        dy = np.zeros(2)
        dy[0] = y[1]
        dy[1] = -SETTINGS["k"] * y[0] / SETTINGS["m"]
        return dy

    for i in range(3):
        y = y + 0.1 * f(y, i)
    return y[0]


def by_a_lambda_that_is_passed(y):
    settings = {"k": 2.0, "m": 1.5}
    return euler(lambda y, t: rhs(y, t, settings), y, 3)[0]


def passed_through(y):
    return euler(rhs, y, 3, SETTINGS)[0] * SETTINGS["m"]


def beside_a_store(y):
    settings = {"k": 2.0, "m": 1.5}
    out = np.zeros((3, 2))

    def step(i, y):
        out[i] = y * settings["k"]
        return y * y * 0.5

    for i in range(3):
        y = step(i, y)
    return out.sum() * settings["m"]


def by_a_lambda_with_a_name(y):
    settings = {"k": 2.0}
    f = lambda y, power=2: y**power * settings["k"]  # noqa: E731
    return f(y)[0] + f(y, power=3)[1]


def changed_between_calls(y):
    settings = {"k": 2.0}

    def f(y):
        return np.sin(y * settings["k"])

    y = f(y)
    settings["k"] = 3.0
    return f(y)[0]


def rate(c, settings):
    if "k" in settings and settings.get("enabled", True):
        c = c * settings["k"]
    settings.setdefault("order", 3)
    for _ in sorted(settings):
        c = c * 1.1
    return c ** settings.get("order") + dict(settings, m=0.1)["m"]


def polynomial(u, coefficients):
    total = 0.0
    for name, factor in coefficients.items():
        total += factor * u ** len(name)
    for name in coefficients.keys():
        total = total * coefficients[name][0]
    return total[0] + sum(u * v.sum() for v in coefficients.values())


def by_views_of_dicts(y):
    coefficients = {"u": np.array([2.0]), "uu": np.array([0.7])}
    return polynomial(y[0], coefficients) * polynomial(y[1], coefficients)


def by_methods_of_dicts(y):
    settings = {"k": 2.0, "m": 1.5}
    return rate(y[0], settings) * rate(y[1], settings) * settings["order"]


def a_method_of_a_setting(y):
    return WEIGHTS["w"].dot(np.array([y[0], y[1] * y[0]]))


def times(m, v):
    return m.dot(v)


def times_a_copy(m, v):
    return m.copy().dot(v)


def a_setting_given_to_a_function(y):
    v = np.array([y[0], y[1] * y[0]])
    return times(WEIGHTS["m"], v)[0] * times_a_copy(WEIGHTS["w"], v)


def a_setting_or_what_varies(y):
    a = WEIGHTS["first"] or [y[0]]
    return a[1] * y[0] * y[1]


@pytest.mark.parametrize(
    "f",
    [
        a_method_of_a_setting,
        a_setting_given_to_a_function,
        a_setting_or_what_varies,
        by_methods_of_dicts,
        by_views_of_dicts,
        by_a_nested_function,
        of_the_module,
        by_a_lambda_that_is_passed,
        passed_through,
        beside_a_store,
        by_a_lambda_with_a_name,
        changed_between_calls,
    ],
)
def test_settings(f):
    value, gradient = s2s.value_and_grad(f)(START)
    assert value == f(START)
    steps = 1e-6 * np.eye(2)
    numerically = [(f(START + h) - f(START - h)) / 2e-6 for h in steps]
    assert np.allclose(gradient, numerically, rtol=1e-6)


def test_a_derivative_kept_in_captured_settings_is_refused():
    def f(x):
        settings = {"k": 1.0}

        def keep(u):
            settings["k"] = u

        keep(x)
        return settings["k"] * x

    with pytest.raises(s2s.NotDifferentiable, match="dict"):
        s2s.grad(f)(2.0)


def test_a_derivative_kept_by_a_function_that_is_passed_is_refused():
    def f(x):
        settings = {"k": [1.0]}

        def keep(u, t):
            settings["k"][0] = u[0]
            return u

        y = euler(keep, np.array([x, x]), 2)
        return settings["k"][0] * y[0]

    with pytest.raises(s2s.NotDifferentiable, match="dict"):
        s2s.grad(f)(2.0)


def test_a_dict_that_carries_a_derivative_is_refused():
    def f(settings):
        return sum(v * v for v in settings.values())

    with pytest.raises(s2s.NotDifferentiable, match="dicts that carry a derivative"):
        s2s.grad(f)({"k": 2.0})
