"""This module tests which updates in place are kept from Numba."""

import ast
import textwrap

import pytest

from s2s.build.overlap import overlapping


def found(text):
    body = textwrap.indent(textwrap.dedent(text), "    ")
    return [ast.unparse(s) for s in overlapping(ast.parse(f"def f(a, A, b):\n{body}"))]


@pytest.mark.parametrize(
    "text",
    [
        "a[1:] += a[:-1]",
        "a += a[::-1]",
        "A += A.T",
        "A += np.transpose(A)",
        "A[:, 0] *= A[0, :]",
        "a[1:] += a[:-1] if b else b",
        "a[1:] += g(a)",
        "A += A[0]",
    ],
)
def test_shifted_or_turned_parts(text):
    assert found(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "a[1:] += 2.0 * a[:-1]",
        "a[1:] += a[:-1].copy()",
        "a[1:] += np.sin(a[:-1])",
        "a[1:] = a[:-1]",
        "a[1:] += b[:-1]",
        "a += a",
        "t.of(a)[0] += 1.0",
        "t.of(a)[...] += 1.0 if b else 2.0",
        "a[1:] *= a[1:]",
        "a[0] += a[1]",
        "A[0] += A[1]",
        "A[0, 1:] -= A[1, 1:]",
        "t = a[0]\na[1] += t",
    ],
)
def test_what_numba_does_alike(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    ["v = a[:-1]\na[1:] *= v", "w = v[1:]\nv = a[1:]\nw += a[:-2]", "v = a.T\nv += a"],
)
def test_views_have_names(text):
    assert len(found(text)) == 1


def test_parts_of_one_array_as_arguments():
    assert found("y = g(a[1:], a[:-1])") == ["y = g(a[1:], a[:-1])"]
    assert found("y = g(a[1:], b[:-1])") == []
