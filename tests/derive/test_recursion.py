"""This module checks that recursion is analysed as often as it needs, not more."""

import numpy as np
import pytest

import s2s
from s2s.derive.program import Program
from tests.programs.load import load, unload

RECURSIVE = """
def g{i}(x, n):
    return x * 0.5 if n == 0 else 0.5 * g{i}(x * x, n - 1) + x
"""
CALLING = """
def h{i}(x):
    return h{before}(x) * g0(x, 1) + g1(x, 2) * g2(x, 1)
"""


def solved(depth: int, monkeypatch) -> int:
    """How often summaries are solved under calls of so many functions in a row."""
    text = "".join(RECURSIVE.format(i=i) for i in range(3)) + "\ndef h0(x):\n"
    text += "    return x\n"
    text += "".join(CALLING.format(i=i + 1, before=i) for i in range(depth))
    program = load(f"{text}\nf, ARGS = h{depth}, (0.3,)\n")
    seen, solve = [], Program._solved

    def counted(self, *args):
        seen.append(args)
        return solve(self, *args)

    with monkeypatch.context() as patch:
        patch.setattr(Program, "_solved", counted)
        s2s.grad(program.f)(*program.args)
    unload(program)
    return len(seen)


def test_recursive_functions_do_not_make_others_unknown(monkeypatch):
    assert solved(6, monkeypatch) - solved(3, monkeypatch) == 3


def rotate(x, a, b, c, d, e, f, n):
    if n > 0:
        a[0] = x * n
        rotate(x, b, c, d, e, f, a, n - 1)


def move(x, a, b, c, d, e, f, n):
    if n > 0:
        f[0] = e[0] * x
        move(1.0, f, a, b, c, d, e, n - 1)


@pytest.mark.parametrize("recursive", [rotate, move])
def test_what_a_recursion_changes_is_found_however_many_rounds_it_takes(recursive):
    def total(x):
        a, b, c, d, e, f = [np.ones(1) for _ in range(6)]
        a[0] = x * x
        recursive(x, a, b, c, d, e, f, 6)
        return (a[0] + b[0]) * (c[0] + d[0]) * (e[0] + f[0])

    wanted = (total(0.7 + 1e-6) - total(0.7 - 1e-6)) / 2e-6
    assert s2s.grad(total)(0.7) == pytest.approx(wanted)
