"""This module compares with autograd: the same NumPy programs, differentiated by both.

It runs in an environment of its own, which has autograd in it; `make bench` makes it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import numpy as np

from benchmarks import numpy_programs
from benchmarks.timing import medians, milliseconds, table

HEADER = ("program", "function", "s2s", "autograd", "s2s/function", "autograd/s2s")


def programs_of_autograd() -> ModuleType:
    """Return the programs with autograd's NumPy in the place of NumPy."""
    path = Path(numpy_programs.__file__)
    text = path.read_text().replace("import numpy", "import autograd.numpy", 1)
    module = ModuleType("programs_of_autograd")
    exec(compile(text, str(path), "exec"), module.__dict__)
    return module


def compare() -> list[tuple]:
    """Measure every program; return the rows of a table."""
    import autograd

    import s2s

    rows = []
    theirs = programs_of_autograd().PROGRAMS
    for name, (function, args) in numpy_programs.PROGRAMS.items():
        ours = s2s.value_and_grad(function)
        other = autograd.value_and_grad(theirs[name][0])
        if not np.allclose(ours(*args)[1], other(*args)[1], rtol=1e-6):
            raise AssertionError(f"{name}: {ours(*args)} is not {other(*args)}")
        plain, own, peer = medians(
            lambda g=g, args=args: g(*args) for g in (function, ours, other)
        )
        times = (milliseconds(t) for t in (plain, own, peer))
        rows.append((name, *times, f"{own / plain:.2f}", f"{peer / own:.2f}"))
        print(".", end="", file=sys.stderr, flush=True)
    return rows


def main() -> None:
    """Print how much longer autograd takes than s2s."""
    table("NumPy programs, value and gradient", HEADER, compare())
