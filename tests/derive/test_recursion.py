"""This module checks that recursion costs no more analyses than it needs."""

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
