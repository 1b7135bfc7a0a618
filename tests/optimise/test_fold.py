"""This module tests the tidying of arithmetic, before and after."""

import pytest

from s2s.optimise.fold import fold
from tests.optimise.text import after

FOLDS = {
    "a += 1.0 * u_bar": "a += u_bar",
    "a += u_bar * 1.0": "a += u_bar",
    "a += u_bar / 1.0": "a += u_bar",
    "a += u_bar ** 1": "a += u_bar",
    "a += 0.0 + u_bar": "a += u_bar",
    "a = b * (u_bar - 0.0)": "a = b * u_bar",
    "a = b * (0.0 - u_bar)": "a = -b * u_bar",
    "a = -1.0 * u_bar * v": "a = -u_bar * v",
    "a = -b * (-u_bar * v)": "a = b * u_bar * v",
    "a = 2.0 * (0.5 / b * v)": "a = 1.0 / b * v",
    "a = x_bar * (2.0 * u * v)": "a = 2.0 * x_bar * u * v",
    "a = x_bar / b * (u / v)": "a = x_bar / b * u / v",
    "a = (x_bar * u) @ v": "a = x_bar * u @ v",
    "a = b * -(-u_bar)": "a = b * u_bar",
    "a = b + -u": "a = b - u",
    "a = b - -u": "a = b + u",
    "a = b + -u * v": "a = b - u * v",
    "a = b - u / -v": "a = b + u / v",
    "a += -u": "a -= u",
    "a -= -u": "a += u",
    "a += -0.5 * u * v": "a -= 0.5 * u * v",
    "a += u @ -v": "a -= u @ v",
    "a += -1.0 * u_bar": "a -= u_bar",
    "a = 2.0 * (3.0 * u)": "a = 6.0 * u",
    "a = 2.0 * u * 3.0": "a = 6.0 * u",
    "a = 3.0 * (0.3 * u)": "a = 0.9 * u",
    "a = u ** (0.687 - 1)": "a = u ** -0.313",
    "a = b @ u.T.T": "a = b @ u",
    "a = u_bar[n].copy() * v": "a = u_bar[n] * v",
    "a = u * 2.0 * v * 3.0": "a = u * 6.0 * v",
    "a += 0.5 * (2.0 * u_bar)": "a += u_bar",
    "a = u ** (3 - 1)": "a = u ** 2",
    "a += u ** (2.0 - 1.0) * u_bar": "a += u ** 1.0 * u_bar",
    "for i in range(0, n, 1):\n    a += i": "for i in range(n):\n    a += i",
    "for i in range(n - 1 - 0, 0 - 1, -1):\n    a += i": (
        "for i in range(n - 1, -1, -1):\n    a += i"
    ),
    "for i in range(1 + n - 1 + 2):\n    a += i": (
        "for i in range(1 + n + 1):\n    a += i"
    ),
    "a = u[n - 1 + 1]": "a = u[n]",
    "a = u[1:n + 0]": "a = u[1:n]",
    "a = u[0:]": "a = u[:]",
    "a = u[0:][n]": "a = u[n]",
    "a = u[0:, 1 - 1]": "a = u[:, 0]",
    "a = math.sin(1.0 * u_bar)": "a = math.sin(u_bar)",
    "a = 1.0 * (u_bar * v)": "a = u_bar * v",
}


STAYS = {
    "the copy may be changed": "a = u_bar[n].copy()",
    "what is copied may be a list of lists": "a = u.copy() * n",
    "the transposed array would be shared": "a = u.T.T",
    "infinity is no decimal": "a = 1e1000 * (2.0 * u)",
    "the array would be shared": "a = 1.0 * u_bar",
    "the list would be shared": "a.append(1.0 * u_bar)",
    "u may be boolean": "a += 1.0 * u",
    "a comparison is boolean": "a += 1.0 * (u > v)",
    "nan times zero": "a = 0.0 * u_bar",
    "what the user groups": "a = u * (v * b)",
    "an overflow": "a = 1e+200 * (1e+200 * u)",
    "an integer overflow": "a = 2.0 * (3 * u * v)",
    "a list is another one": "u[:][0] = a",
    "floats do not cancel": "a = b + 1.0 - 1.0",
    "a minus sign alone": "a = -u_bar",
}


@pytest.mark.parametrize("before", FOLDS)
def test_folds(before):
    assert after(fold, before) == FOLDS[before]


@pytest.mark.parametrize("name", STAYS)
def test_stays(name):
    assert after(fold, STAYS[name]) == STAYS[name]


def test_numbers_share_nothing():
    assert after(fold, "a = 1.0 * b", numbers=frozenset("b")) == "a = b"


def test_the_forward_sweep_is_the_users():
    text = "# = forward sweep\na = b * -(-u)\n# = backward sweep\na = b * -(-u)"
    expected = "# forward sweep\na = b * --u\n# backward sweep\na = b * u"
    assert after(fold, text) == expected
