"""This module computes with arguments and gradients: trees of numbers.

A *tree* is a leaf or a list, tuple or dict of trees. A leaf that is a float or a float
array *carries* a derivative; its gradient is a leaf of its shape. Any other leaf (an
int, a string, a function) carries none; its gradient is None.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np


def combine(leaf: Callable, tree: Any, *others: Any) -> Any:
    """Return the tree of `leaf(a, *b)` for the corresponding leaves of all trees."""
    if isinstance(tree, list):
        return [combine(leaf, *parts) for parts in zip(tree, *others)]
    if isinstance(tree, tuple):
        parts = [combine(leaf, *parts) for parts in zip(tree, *others)]
        return type(tree)(*parts) if hasattr(tree, "_fields") else tuple(parts)
    if isinstance(tree, dict):
        return {k: combine(leaf, v, *(o[k] for o in others)) for k, v in tree.items()}
    return leaf(tree, *others)


def leaves(tree: Any) -> Iterator[Any]:
    """Yield the leaves of a tree from left to right."""
    if isinstance(tree, (list, tuple)):
        for part in tree:
            yield from leaves(part)
    elif isinstance(tree, dict):
        for part in tree.values():
            yield from leaves(part)
    else:
        yield tree


def carries(leaf: Any) -> bool:
    """Say whether a leaf carries a derivative."""
    if isinstance(leaf, np.ndarray):
        return leaf.dtype.kind in "fc"
    return isinstance(leaf, (float, complex, np.inexact))


def active(tree: Any) -> bool:
    """Say whether any leaf of a tree carries a derivative."""
    return any(carries(leaf) for leaf in leaves(tree))


def duplicate(tree: Any, memo: dict | None = None) -> Any:
    """Return a deep copy that keeps sharing (views too) and the layout of arrays."""
    memo = {} if memo is None else memo
    if isinstance(tree, np.ndarray):
        return _duplicate_array(tree, memo)
    if isinstance(tree, list):
        if id(tree) not in memo:
            memo[id(tree)] = [duplicate(part, memo) for part in tree]
        return memo[id(tree)]
    if isinstance(tree, (tuple, dict)):
        return combine(lambda leaf: duplicate(leaf, memo), tree) if tree else tree
    return copy.deepcopy(tree, memo)


def _duplicate_array(
    array: np.ndarray, memo: dict, dtype: np.dtype | None = None
) -> np.ndarray:
    dtype = array.dtype if dtype is None else dtype
    owner = array
    while isinstance(owner.base, np.ndarray):
        owner = owner.base
    if array.size == 0 or not owner.flags.forc or owner.dtype != array.dtype:
        return memo.setdefault(id(array), array.astype(dtype))
    fresh = memo.setdefault(id(owner), owner.astype(dtype))
    if array is owner:
        return fresh
    if ("view", id(array)) not in memo:
        wider = dtype.itemsize // array.itemsize
        memo["view", id(array)] = np.ndarray(
            array.shape,
            dtype,
            buffer=fresh.ravel(order="K"),
            offset=wider * (_address(array) - _address(owner)),
            strides=[wider * stride for stride in array.strides],
        )
    return memo["view", id(array)]


def _address(array: np.ndarray) -> int:
    return array.__array_interface__["data"][0]


def largest(tree: Any) -> float:
    """Return the largest absolute value of the numbers of a tree."""
    sizes = (
        np.max(np.abs(leaf), initial=0.0) for leaf in leaves(tree) if carries(leaf)
    )
    return float(max(sizes, default=0.0))


def same(a: Any, b: Any, rtol: float = 0.0, size: float = 0.0) -> bool:
    """Compare two trees: structure, types of arrays, and bits (or to a tolerance).

    That is relative to the largest number of each leaf, or to `size` if that is larger.
    """
    if isinstance(a, (list, tuple)):
        alike = isinstance(b, list if isinstance(a, list) else tuple)
        return (
            alike
            and len(a) == len(b)
            and all(same(p, q, rtol, size) for p, q in zip(a, b))
        )
    if isinstance(a, dict):
        return (
            isinstance(b, dict)
            and list(a) == list(b)
            and all(same(a[k], b[k], rtol, size) for k in a)
        )
    if isinstance(a, (np.ndarray, np.generic, float, complex)):
        return _same_numbers(a, b, rtol, size)
    return a is b or (type(a) is type(b) and bool(a == b))


def _same_numbers(a: Any, b: Any, rtol: float, size: float) -> bool:
    if isinstance(b, (list, tuple, dict)) or b is None:
        return False
    if isinstance(a, np.ndarray) != isinstance(b, np.ndarray):
        return False
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape or a.dtype != b.dtype:
        return False
    if a.dtype == object or np.array_equal(a, b, equal_nan=a.dtype.kind in "fc"):
        return a.dtype != object or bool(np.all(a == b))
    scale = max(1e-300, size, float(np.max(np.abs(a))))
    return a.dtype.kind in "fc" and bool(np.max(np.abs(a - b)) <= rtol * scale)


def random_like(tree: Any, rng: np.random.Generator) -> Any:
    """Return a tree of random numbers for what carries a derivative, None elsewhere.

    They have few digits, so that `2 * a - b / 2` is exact in half precision, too.
    """

    def draw(leaf: Any) -> Any:
        if not carries(leaf):
            return None
        noise = (32 + rng.integers(1, 64, np.shape(leaf))) / 64
        noise = noise * rng.choice([-1.0, 1.0], np.shape(leaf))
        return _like(leaf, noise)

    return combine(draw, tree)


def constant_like(tree: Any, value: float) -> Any:
    """Return a tree of one constant for what carries a derivative, None elsewhere."""

    def fill(leaf: Any) -> Any:
        return _like(leaf, np.full(np.shape(leaf), value)) if carries(leaf) else None

    return combine(fill, tree)


def _like(leaf: Any, numbers: np.ndarray) -> Any:
    if isinstance(leaf, np.ndarray):
        return np.asarray(numbers).astype(leaf.dtype)
    return leaf.dtype.type(numbers) if hasattr(leaf, "dtype") else float(numbers)


def dot(a: Any, b: Any) -> Any:
    """Return the inner product of two trees (zero where either carries nothing)."""
    pairs = []
    combine(lambda p, q: pairs.append((p, q)), a, b)
    return sum(
        (np.sum(np.asarray(p) * np.asarray(q)) for p, q in pairs if _numbers(p, q)),
        0.0,
    )


def size_of_dot(a: Any, b: Any) -> float:
    """Return the inner product of the absolute values: the scale of rounding in it."""
    absolute = lambda leaf: None if leaf is None else np.abs(leaf)  # noqa: E731
    kept_a = combine(lambda p: absolute(p) if carries(p) else None, a)
    return float(dot(kept_a, combine(lambda q: absolute(q) if carries(q) else None, b)))


def _numbers(p: Any, q: Any) -> bool:
    return carries(p) and carries(q)


def linear(a: float, p: Any, b: float = 0.0, q: Any = None) -> Any:
    """Return `a * p + b * q` for trees of numbers (None stays None)."""

    def add(m: Any, n: Any) -> Any:
        if not carries(m):
            return None
        return _like(m, a * np.asarray(m) + b * np.asarray(n))

    return combine(add, p, p if q is None else q)


def shifted(tree: Any, direction: Any, step: Any) -> Any:
    """Return a copy of `tree` moved by `step * direction`; its leaves share nothing."""

    def move(leaf: Any, part: Any) -> Any:
        if not carries(leaf):
            return duplicate(leaf)
        if not isinstance(leaf, np.ndarray):
            return leaf + step * part
        moved = duplicate(leaf, {})
        moved[...] += step * part
        return moved

    return combine(move, tree, direction)


def cast(tree: Any, dtype: type) -> Any:
    """Return a copy whose narrower floats (arrays and NumPy scalars) are of `dtype`.

    Arrays keep their layout, which decides where `reshape` gives a view, unless it has
    several items in one place.
    """

    def convert(leaf: Any) -> Any:
        if not carries(leaf):
            return leaf
        if isinstance(leaf, np.ndarray) and 0 not in leaf.strides:
            return _duplicate_array(leaf, {}, np.result_type(leaf.dtype, dtype))
        if hasattr(leaf, "dtype"):
            return leaf.astype(np.result_type(leaf.dtype, dtype))
        return dtype(leaf)

    return combine(convert, tree)


def scribble(tree: Any) -> None:
    """Fill every float array of a tree with nan: what shares its storage will show."""
    for leaf in leaves(tree):
        if isinstance(leaf, np.ndarray) and carries(leaf) and leaf.flags.writeable:
            leaf[...] = np.nan


def overlap(a: Any, b: Any) -> bool:
    """Say whether any arrays of two trees share storage."""
    arrays = [leaf for leaf in leaves(b) if isinstance(leaf, np.ndarray)]
    return any(
        isinstance(leaf, np.ndarray) and np.shares_memory(leaf, other)
        for leaf in leaves(a)
        for other in arrays
    )
