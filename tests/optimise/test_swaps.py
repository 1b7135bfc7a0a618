"""This module checks the exchange of names instead of copies in a ring."""

import gast
import pytest

from s2s.optimise import Facts
from s2s.optimise.swaps import swaps
from s2s.tree.write import write


def tidied(*lines: str) -> str:
    text = "def f(a, b, c):\n" + "".join(f"    {line}\n" for line in lines)
    tree = gast.parse(text).body[0]
    return write(gast.Module([swaps(tree, Facts())], []))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["t = b", "b = a", "a = t", "return a - b"], "    a, b = b, a\n"),
        (["t = a", "a = b", "b = c", "c = t", "return a - b * c"], "c, a, b = a, b, c"),
        (["t = a", "a = b", "x = c", "b = t", "return a - b * x"], "x = c\n"),
    ],
)
def test_rings_of_copies(lines, expected):
    assert expected in tidied(*lines)
    assert "t" not in {
        n.id for n in gast.walk(gast.parse(tidied(*lines))) if isinstance(n, gast.Name)
    }


@pytest.mark.parametrize(
    "lines",
    [
        ["t = b", "b = a", "a = t", "return a - b * t"],
        ["t = b", "b = a", "c = t", "return a - b * c"],
        ["t = b", "b = a * 1.0", "a = t", "return a - b"],
    ],
)
def test_what_stays(lines):
    values = []
    for text in (
        tidied(*lines),
        "def f(a, b, c):\n" + "".join(f"    {x}\n" for x in lines),
    ):
        names = {}
        exec(text, names)
        values.append(names["f"](2.0, 3.0, 5.0))
    assert values[0] == values[1]


def test_a_ring_computes_what_the_copies_did():
    lines = ["t = a", "a = b", "x = c", "b = c", "c = t", "return (a, b, c, x)"]
    names = {}
    exec(tidied(*lines), names)
    assert names["f"](2.0, 3.0, 5.0) == (3.0, 5.0, 2.0, 5.0)
