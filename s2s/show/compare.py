"""This module compares a gradient with central differences, input by input.

input      gradient       difference     error    verdict
angle       -12.04137     -12.04137      2.1e-10  ok
speed         3.02250       6.04500      5.0e-01  OFF
"""

from __future__ import annotations

import contextlib
import copy
import io
import traceback
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np

from s2s.api import Differentiable
from s2s.errors import S2SError

_STEPS = (1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7)
_TOLERANCE = 1e-5
_NOISE = 1e-8  # of a difference, where the value is of the size of one
_FEW = 6  # entries of an array that are looked at one by one
_DIRECTIONS = 3  # random ones, for larger arrays


class CannotCompare(Exception):
    """The function does not run at the point where it is to be checked."""


class Row(NamedTuple):
    """One input, or one direction in an array: two slopes and how they differ."""

    label: str
    gradient: float
    difference: float
    error: float
    verdict: str


class Report(NamedTuple):
    """What the comparison found."""

    name: str
    value: float
    rows: list[Row]

    @property
    def passed(self) -> bool:
        """Whether no input is off."""
        return bool(self.rows) and all(row.verdict != "OFF" for row in self.rows)

    def table(self) -> str:
        """The comparison for people, with the inputs that are off named at the end."""
        width = max([5, *(len(row.label) for row in self.rows)])
        lines = [f"{self.name} = {self.value:.10g}", ""]
        header = f"{'input':<{width}}  {'gradient':>15}  {'difference':>15}"
        lines.append(f"{header}  {'error':>8}  verdict")
        for label, gradient, difference, error, verdict in self.rows:
            numbers = f"{gradient:>15.8g}  {difference:>15.8g}  {error:>8.1e}"
            lines.append(f"{label:<{width}}  {numbers}  {verdict}")
        return "\n".join([*lines, "", self._summary()])

    def _summary(self) -> str:
        off = [row.label for row in self.rows if row.verdict == "OFF"]
        if not self.rows:
            return "nothing to compare: no argument that is asked for holds a float"
        return f"off: {', '.join(off)}" if off else "the gradient agrees"


class _Probe(NamedTuple):
    """A way to move one argument: a leaf of it, along a direction."""

    label: str
    position: int
    path: tuple
    direction: Any


def compare(made: Differentiable, args: tuple) -> Report:
    """Compare the gradient of a function at `args` with differences of its values."""
    made = _unpacked(made)
    args = made.bound(args, {})
    value = _value(made.__wrapped__, args)
    gradients = _gradients(made, args)
    rows = []
    for name, gradient in zip(made.wrt, gradients):
        position = made.parameters.index(name)
        for probe in _probes(name, position, args[position]):
            found = float(np.sum(_at(gradient, probe.path) * probe.direction))
            rows.append(_row(made.__wrapped__, args, probe, found, value))
    return Report(made.__name__, value, rows)


def _unpacked(made: Differentiable) -> Differentiable:
    """The same derivative; that of one input is no tuple, however it was asked for."""
    wrt = made.wrt if len(made.wrt) > 1 else made.wrt[0]
    return Differentiable(made.__wrapped__, wrt, made.jit)


def carriers(made: Differentiable, args: tuple) -> tuple[str, ...]:
    """The parameters whose arguments hold floats."""
    bound = made.bound(args, {})
    return tuple(n for n, a in zip(made.parameters, bound) if any(_leaves(n, (), a)))


def _gradients(made: Differentiable, args: tuple) -> tuple:
    with _quiet():
        found = _run(made.grad, args)
    return tuple(found) if len(made.wrt) > 1 else (found,)


def _value(function: Callable, args: tuple) -> float:
    with _quiet():
        value = np.asarray(_run(function, args))
    if value.size != 1 or value.dtype.kind not in "fiu":
        raise CannotCompare("check needs a function whose result is one real number")
    return float(value.reshape(()))


def _run(function: Callable, args: tuple) -> Any:
    try:
        return function(*copy.deepcopy(args))
    except S2SError:
        raise
    except Exception as error:
        reason = "".join(traceback.format_exception_only(error)).strip()
        raise CannotCompare(f"the function does not run there: {reason}") from None


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """What the function prints does not belong into the table."""
    with contextlib.redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
        yield


def _row(
    function: Callable, args: tuple, probe: _Probe, found: float, value: float
) -> Row:
    """The best of several step sizes: rounding and curvature err in opposite ways."""
    differences = list(_differences(function, args, probe))
    nearest = min(differences, key=lambda d: abs(d - found), default=float("nan"))
    size = max(abs(found), abs(nearest))
    error = abs(found - nearest) / size if size else 0.0
    close = abs(found - nearest) <= _TOLERANCE * size + _NOISE * max(1.0, abs(value))
    return Row(probe.label, found, nearest, error, "ok" if close else "OFF")


def _differences(function: Callable, args: tuple, probe: _Probe) -> Iterator[float]:
    size = max(1.0, float(np.max(np.abs(_at(args[probe.position], probe.path)))))
    for step in _STEPS:
        h = step * size
        with contextlib.suppress(CannotCompare):
            ahead = _value(function, _moved(args, probe, h))
            behind = _value(function, _moved(args, probe, -h))
            if np.isfinite(ahead - behind):
                yield (ahead - behind) / (2.0 * h)


def _moved(args: tuple, probe: _Probe, h: float) -> tuple:
    moved = copy.deepcopy(args)
    old = _at(moved[probe.position], probe.path)
    new = (old + h * probe.direction).astype(old.dtype) if _is_array(old) else old + h
    position = probe.position
    return (
        *moved[:position],
        _put(moved[position], probe.path, new),
        *moved[position + 1 :],
    )


def _probes(name: str, position: int, argument: Any) -> Iterator[_Probe]:
    for label, path, leaf in _leaves(name, (), argument):
        for suffix, direction in _directions(leaf):
            yield _Probe(label + suffix, position, path, direction)


def _directions(leaf: Any) -> Iterator[tuple[str, Any]]:
    if not _is_array(leaf):
        yield "", 1.0
    elif leaf.size <= _FEW:
        for index in np.ndindex(leaf.shape):
            direction = np.zeros(leaf.shape)
            direction[index] = 1.0
            yield f"[{', '.join(map(str, index))}]" if index else "", direction
    else:
        random = np.random.default_rng(0)
        for number in range(_DIRECTIONS):
            yield f", direction {number + 1}", random.standard_normal(leaf.shape)


def _leaves(label: str, path: tuple, tree: Any) -> Iterator[tuple[str, tuple, Any]]:
    """(label, path, leaf) of the floats and arrays of floats in an argument."""
    if isinstance(tree, (list, tuple)):
        for index, part in enumerate(tree):
            yield from _leaves(f"{label}[{index}]", (*path, index), part)
    elif isinstance(tree, dict):
        for key, part in tree.items():
            yield from _leaves(f"{label}[{key!r}]", (*path, key), part)
    elif isinstance(tree, float) or (_is_array(tree) and tree.dtype.kind == "f"):
        yield label, path, tree


def _is_array(value: Any) -> bool:
    return isinstance(value, (np.ndarray, np.floating))


def _at(tree: Any, path: tuple) -> Any:
    for key in path:
        tree = tree[key]
    return tree


def _put(tree: Any, path: tuple, leaf: Any) -> Any:
    """The tree with another leaf at a path."""
    if not path:
        return leaf
    part = _put(tree[path[0]], path[1:], leaf)
    if isinstance(tree, tuple):
        return (*tree[: path[0]], part, *tree[path[0] + 1 :])
    twin = copy.copy(tree)
    twin[path[0]] = part
    return twin
