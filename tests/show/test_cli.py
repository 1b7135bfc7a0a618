"""This module tests the command line: what it prints, and its exit codes."""

import subprocess
import sys

import pytest

import s2s
from s2s.__main__ import main

SHOT = """
import math
import numpy as np
from s2s import differentiate
from helpers import drag

G = 9.81
TABLE = [1.0, 2.0]


def height(t: float, v: float):
    print("height is called")
    return v * t - 0.5 * G * t * t


def slowed(t: float, v: float):
    return v * t - drag(v, t)


def cubes(u: "float[n]"):
    return np.sum(u * u * u)


def jump(x: float):
    return x + 2.0 * math.floor(x)


def looked_up(x: float, i: int):
    return x * TABLE[i]


def opened(x: float):
    with open("file") as file:
        y = x * x
    return y


def two(x: float):
    return x, x


def fails(x: float):
    raise ValueError("not today")
    return x


@differentiate(wrt="v")
def decorated(t: float, v: float):
    return t * v * v


if __name__ == "__main__":
    raise SystemExit("the main part ran")
"""
HELPERS = """
K = 0.25


def drag(v, t):
    return K * v * v * t
"""


@pytest.fixture
def shot(tmp_path, monkeypatch):
    """A user's file, and another that it imports from."""
    names = ("shot", "helpers")
    monkeypatch.setattr(sys, "path", list(sys.path))
    for name in names:
        monkeypatch.delitem(sys.modules, name, raising=False)
    (tmp_path / "helpers.py").write_text(HELPERS)
    (tmp_path / "shot.py").write_text(SHOT)
    yield str(tmp_path / "shot.py")
    for name in names:
        sys.modules.pop(name, None)


def said(capsys, *argv: str) -> tuple[int, str, str]:
    """The exit code of a command and what it wrote."""
    code = main(list(argv))
    out, err = capsys.readouterr()
    return code, out, err


def test_version(capsys):
    assert said(capsys, "--version") == (0, f"s2s {s2s.__version__}\n", "")


def test_runs_as_a_module():
    command = [sys.executable, "-m", "s2s", "--version"]
    found = subprocess.run(command, capture_output=True, text=True, check=True)
    assert found.stdout == f"s2s {s2s.__version__}\n"


def test_grad_prints_the_derivative_and_runs_nothing(capsys, shot):
    code, out, err = said(capsys, "grad", f"{shot}:height")
    assert (code, err) == (0, "")
    assert "def height_vjp(t, v" in out
    assert "with respect to t." in out
    assert "height is called" not in out.splitlines()


def test_grad_is_repeatable(capsys, shot):
    first = said(capsys, "grad", f"{shot}:height")
    assert said(capsys, "grad", f"{shot}:height") == first


def test_grad_takes_wrt(capsys, shot):
    code, out, _ = said(capsys, "grad", f"{shot}:height", "--wrt", "t, v")
    assert code == 0
    assert "with respect to (t, v)." in out


def test_grad_takes_arguments_for_kinds(capsys, shot):
    target = f"{shot}:cubes"
    code, out, _ = said(capsys, "grad", target, "--args", "np.ones(3)")
    assert code == 0
    assert "np.sum" not in out.split('"""')[-1].replace("# return np.sum", "")


def test_grad_writes_a_file(capsys, shot, tmp_path):
    out = tmp_path / "out.py"
    assert said(capsys, "grad", f"{shot}:height", "-o", str(out)) == (0, "", "")
    assert "def height_vjp" in out.read_text()


def test_a_file_that_cannot_be_written(capsys, shot, tmp_path):
    nowhere = str(tmp_path / "no" / "out.py")
    code, _, err = said(capsys, "grad", f"{shot}:height", "-o", nowhere)
    assert code == 2
    assert "cannot write" in err


def test_a_decorated_function_keeps_its_wrt(capsys, shot):
    code, out, _ = said(capsys, "grad", f"{shot}:decorated")
    assert code == 0
    assert "with respect to v." in out
    assert "respect to t." in said(capsys, "grad", f"{shot}:decorated", "--wrt", "t")[1]


def test_standalone_needs_nothing_of_the_users(capsys, shot):
    target = f"{shot}:slowed"
    code, out, err = said(capsys, "grad", target, "--wrt", "t,v", "--standalone")
    assert (code, err) == (0, "")
    assert "helpers" not in out
    for name in ("shot", "helpers"):
        sys.modules.pop(name, None)
    names: dict = {}
    exec(compile(out, "<standalone>", "exec"), names)
    assert names["slowed_vjp"](2.0, 3.0) == pytest.approx((0.75, -1.0))


def test_standalone_copies_constants(capsys, shot):
    code, out, _ = said(capsys, "grad", f"{shot}:height", "--standalone")
    assert code == 0
    assert "G = 9.81" in out
    assert "import G" not in out


def test_standalone_refuses_what_it_cannot_copy(capsys, shot):
    code, out, err = said(capsys, "grad", f"{shot}:looked_up", "--standalone")
    assert (code, out) == (2, "")
    assert "`TABLE` is of type list" in err


def test_check_passes(capsys, shot):
    code, out, _ = said(capsys, "check", f"{shot}:height", "--args", "0.6, 30.0")
    assert code == 0
    assert "the gradient agrees" in out
    rows = {line.split()[0] for line in out.splitlines() if line.endswith("ok")}
    assert rows == {"t", "v"}


def test_check_fails_and_names_the_input(capsys, shot, monkeypatch):
    wrong = s2s.api.Differentiable.grad

    def grad(self, *args):
        first, second = wrong(self, *args)
        return first, 2.0 * second

    monkeypatch.setattr(s2s.api.Differentiable, "grad", grad)
    code, out, _ = said(capsys, "check", f"{shot}:height", "--args", "0.6, 30.0")
    assert code == 1
    assert "off: v" in out
    assert "off: t" not in out


def test_check_of_an_array(capsys, shot):
    code, out, _ = said(capsys, "check", f"{shot}:cubes", "--args", "np.arange(3.0)")
    assert code == 0
    assert "u[2]" in out
    code, out, _ = said(capsys, "check", f"{shot}:cubes", "--args", "np.ones(50)")
    assert code == 0
    assert "u, direction 1" in out


@pytest.mark.parametrize(
    "argv, words",
    [
        (["grad", "{}:missing"], "no function missing; it has"),
        (["grad", "{}"], "FILE.py:FUNCTION"),
        (["grad", "nowhere.py:f"], "there is no file nowhere.py"),
        (["grad", "{}:G"], "is not a function"),
        (["grad", "{}:height", "--wrt", "w"], "'w' is no parameter of `height`"),
        (["grad", "{}:height", "--mode", "forward"], "comes later"),
        (["grad", "{}:height", "--mode", "sideways"], "invalid choice"),
        (["grad", "{}:height", "--args", "1.0 +"], "--args '1.0 +': SyntaxError"),
        (["grad", "{}:height", "--args", "zz"], "NameError"),
        (["check", "{}:height"], "check needs arguments"),
        (["check", "{}:height", "--args", "1.0"], "missing a required argument"),
        (["check", "{}:two", "--args", "1.0"], "one real number"),
        (["check", "{}:fails", "--args", "1.0"], "ValueError: not today"),
        (["nonsense"], "invalid choice"),
        ([], "COMMAND"),
    ],
)
def test_bad_usage(capsys, shot, argv, words):
    code, out, err = said(capsys, *(part.format(shot) for part in argv))
    assert (code, out) == (2, "")
    assert words in err
    assert "Traceback" not in err


def test_a_refusal_shows_the_line_with_a_caret(capsys, shot):
    code, out, err = said(capsys, "grad", f"{shot}:opened")
    assert (code, out) == (2, "")
    assert 'with open("file") as file:' in err
    assert "^^^" in err
    assert "write instead" in err
    assert "Traceback" not in err


def test_a_file_that_is_not_python(capsys, tmp_path):
    path = tmp_path / "broken_file.py"
    path.write_text("def f(:\n")
    code, _, err = said(capsys, "grad", f"{path}:f")
    assert code == 2
    assert "SyntaxError" in err
    assert "Traceback" not in err


def test_a_file_that_fails(capsys, tmp_path):
    path = tmp_path / "failing_file.py"
    path.write_text("1 / 0\n")
    code, _, err = said(capsys, "grad", f"{path}:f")
    assert code == 2
    assert "ZeroDivisionError" in err


def test_a_file_named_like_a_module_in_use(capsys, tmp_path):
    (tmp_path / "numbers.py").write_text("def f(x: float):\n    return x * x\n")
    before = sys.modules.get("numbers")
    assert said(capsys, "grad", f"{tmp_path / 'numbers.py'}:f")[0] == 0
    assert sys.modules.get("numbers") is before


def test_stages_are_shown_in_order(capsys, shot):
    code, out, _ = said(capsys, "stages", f"{shot}:height")
    assert code == 0
    assert out.count("# ---- ") >= 3
    assert "def height_vjp" in out


def test_arguments_may_use_the_names_of_the_file(capsys, shot):
    code, out, _ = said(capsys, "check", f"{shot}:height", "--args", "G, 2 * G")
    assert code == 0
    assert "the gradient agrees" in out
