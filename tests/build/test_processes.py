"""This module tests what one process finds of what another has compiled."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

PROGRAM = """
import math
import numpy as np

RATE = 2.0
TABLE = [1.0, 2.0]


def helper(x):
    return RATE * x * x


class Config:
    scale = 3.0


def other(x):
    return x


def inner(x, k=2.0):
    return helper(x) * k


def f(x, y=1.0):
    total = 0.0
    for i in range(3):
        total += inner(x) * math.sin(y) * Config.scale
    return total + np.sum(x * y) + TABLE[0] * x
"""

# The compiler's own text is part of every key: it stands still here.
RUN = """
import sys
import s2s.compiled
s2s.compiled.stamp = lambda: "this compiler"
import program
{before}
print(repr(s2s.grad(program.f)({args})))
print("compiled" if "s2s.pipeline" in sys.modules else "found")
"""


@pytest.fixture
def run(tmp_path):
    """Give a function that runs the program in a process of its own."""

    def run(before="", args="0.7", program=PROGRAM):
        (tmp_path / "program.py").write_text(program)
        process = start(tmp_path, RUN.format(before=before, args=args))
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        value, how = out.split("\n")[:2]
        return how, float(value.replace("np.float64(", "").strip("()"))

    return run


def start(folder, text):
    environment = {
        **os.environ,
        "S2S_CACHE_DIR": str(folder / "cache"),
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(folder)]),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return subprocess.Popen(
        [sys.executable, "-c", text],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_second_process_does_not_compile(run):
    first, second = run(), run()
    assert (first[0], second[0]) == ("compiled", "found")
    assert first[1] == second[1]


def test_values_are_those_of_the_process_that_runs(run):
    one = run()[1]
    how, two = run("program.RATE = 4.0")
    assert how == "found"
    assert two != one


@pytest.mark.parametrize(
    "old, new",
    [
        ("RATE * x * x", "RATE * x"),
        ("helper(x) * k", "helper(x) * k * k"),
        ("k=2.0", "k=3.0"),
        ("range(3)", "range(4)"),
        ("TABLE[0]", "TABLE[1]"),
    ],
)
def test_an_edited_function_is_compiled_again(run, old, new):
    run()
    how, found = run(program=PROGRAM.replace(old, new))
    assert how == "compiled"
    assert run(program=PROGRAM.replace(old, new)) == ("found", found)
    assert run()[0] == "found"


@pytest.mark.parametrize(
    "before",
    [
        "program.helper = program.other",
        "program.inner.__defaults__ = (5.0,)",
        "import cmath; program.math = __import__('numpy')",
        "program.RATE = __import__('numpy').float32(2.0)",
        "program.TABLE = (1.0, 2.0)",
        "program.Config.scale = 3",
    ],
)
def test_a_name_that_means_something_else_is_seen(run, before):
    run()
    assert run(before)[0] == "compiled"


def test_other_kinds_are_compiled(run):
    run()
    assert run(args="0.7, 2")[0] == "compiled"
    assert run(args="0.7, 2.0")[0] == "found"


@pytest.mark.parametrize(
    "damage", [lambda text: text[:-30], lambda text: "", lambda text: "x" + text]
)
def test_a_damaged_file_is_compiled_again(run, tmp_path, damage):
    value = run()[1]
    (path,) = (tmp_path / "cache").iterdir()
    path.write_text(damage(path.read_text()))
    assert run() == ("compiled", value)
    assert run() == ("found", value)


def test_a_file_that_calls_something_else_is_not_run(run, tmp_path):
    value = run()[1]
    (path,) = (tmp_path / "cache").iterdir()
    path.write_text(path.read_text() + "\nraise SystemExit('run')\n")
    assert run() == ("compiled", value)


def test_a_folder_that_others_may_write_is_left_alone(run, tmp_path):
    value = run()[1]
    (tmp_path / "cache").chmod(0o777)
    assert run() == ("compiled", value)
    assert run() == ("compiled", value)


def test_a_folder_that_cannot_be_made(run, tmp_path):
    (tmp_path / "cache").write_text("a file")
    assert run()[0] == "compiled"


def test_processes_may_race(run, tmp_path):
    (tmp_path / "program.py").write_text(PROGRAM)
    text = RUN.format(before="", args="0.7")
    processes = [start(tmp_path, text) for _ in range(4)]
    found = {process.communicate(timeout=60)[0].split("\n")[0] for process in processes}
    assert len(found) == 1 and found != {""}
    assert run()[0] == "found"
    assert [p for p in (tmp_path / "cache").iterdir() if p.suffix != ".py"] == []


def test_a_traceback_shows_the_file(run, tmp_path):
    run()
    text = "import s2s, program\nprogram.RATE = 1e200\ns2s.grad(program.f)(None)"
    _, err = start(tmp_path, text).communicate(timeout=60)
    assert "BadArgument: `x` of `f` is None, which has no derivative" in err
    text = "import s2s, program\nprogram.TABLE.pop()\nprogram.TABLE.pop()\n"
    text += "s2s.grad(program.f)(0.7)"
    _, err = start(tmp_path, text).communicate(timeout=60)
    assert "IndexError" in err and str(tmp_path / "cache") in err
