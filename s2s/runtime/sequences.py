"""This module holds the cotangents of sequences: of what is joined, split or summed."""

from typing import Any

import numpy as np

from s2s.errors import NotDifferentiable
from s2s.runtime.structure import unbroadcast


def spread(y_bar: Any, xs: Any) -> Any:
    """Return the cotangent of `xs` in sum(xs): every item's is `y_bar`."""
    if isinstance(y_bar, list | tuple):
        raise NotDifferentiable("`sum` of lists; write instead: a loop with `extend`")
    if isinstance(xs, np.ndarray):
        return np.broadcast_to(y_bar, xs.shape)
    return [_fit(y_bar, x) for x in xs]


def items(y_bar: Any, xs: Any) -> Any:
    """Return the cotangent of np.array(xs) in the structure of `xs`."""
    if isinstance(xs, list | tuple):
        return [items(y_bar[i], x) for i, x in enumerate(xs)]
    return np.reshape(y_bar, np.shape(xs)) if np.shape(y_bar) != np.shape(xs) else y_bar


def listed(y_bar: Any, xs: Any) -> Any:
    """Return the cotangent of `xs` from that of the array that NumPy made of it."""
    bars = unbroadcast(y_bar, np.asarray(xs))
    return unbroadcast(bars, xs) if np.iscomplexobj(bars) else items(bars, xs)


def scaled_ratios(xs: Any, y: Any, y_bar: Any) -> Any:
    """Return the cotangents of y = hypot(*xs); 0 at 0."""
    if isinstance(xs, float):  # hypot(x) of one number is abs(x)
        return y_bar * xs / y if y else 0.0
    return [y_bar * x / y if y else 0.0 for x in xs]


def away(p: Any, q: Any, y: Any, y_bar: Any) -> list:
    """Return the cotangent of p in y = dist(p, q); 0 where they meet."""
    return scaled_ratios([a - b for a, b in zip(p, q)], y, y_bar)


def pick_max(xs: Any, y_bar: Any) -> list:
    """Return the cotangents of max(*xs): the first of the largest was picked."""
    return _picked(xs, max(range(len(xs)), key=lambda i: xs[i]), y_bar)


def pick_min(xs: Any, y_bar: Any) -> list:
    """Return the cotangents of min(*xs): the first of the smallest was picked."""
    return _picked(xs, min(range(len(xs)), key=lambda i: xs[i]), y_bar)


def pieces(y_bar: Any, xs: Any, axis: int | None) -> list:
    """Cut the cotangent of a concatenation into those of its parts."""
    if axis is None:
        ends = np.cumsum([np.size(x) for x in xs])
        return [
            np.reshape(piece, np.shape(x))
            for piece, x in zip(np.split(y_bar, ends[:-1]), xs)
        ]
    ends = np.cumsum([np.shape(x)[axis] for x in xs])
    return np.split(y_bar, ends[:-1], axis)


def hstack_back(y_bar: Any, xs: Any) -> list:
    axis = 0 if np.ndim(xs[0]) <= 1 else 1
    return _unstacked(y_bar, xs, axis, np.atleast_1d)


def vstack_back(y_bar: Any, xs: Any) -> list:
    return _unstacked(y_bar, xs, 0, np.atleast_2d)


def dstack_back(y_bar: Any, xs: Any) -> list:
    return _unstacked(y_bar, xs, 2, np.atleast_3d)


def column_stack_back(y_bar: Any, xs: Any) -> list:
    return _unstacked(y_bar, xs, 1, _as_column)


def split_back(y_bar: Any, a: Any, sections: Any, axis: int) -> np.ndarray:
    """Put the cotangents of the parts, None where there are none, together."""
    bar = np.zeros_like(a)
    for part, part_bar in zip(np.array_split(bar, sections, axis), y_bar):
        if part_bar is not None:
            part += part_bar
    return bar


def append_left(y_bar: Any, a: Any, values: Any, axis: int | None) -> np.ndarray:
    return pieces(y_bar, [a, values], axis)[0]


def append_right(y_bar: Any, a: Any, values: Any, axis: int | None) -> np.ndarray:
    return pieces(y_bar, [a, values], axis)[1]


def _fit(y_bar: Any, x: Any) -> Any:
    if isinstance(x, np.ndarray):  # a buffer of its own for each item
        return np.array(unbroadcast(y_bar, x))
    return np.sum(y_bar) if isinstance(y_bar, np.ndarray) else y_bar


def _picked(xs: Any, winner: int, y_bar: Any) -> list:
    return [y_bar if i == winner else 0.0 for i in range(len(xs))]


def _unstacked(y_bar: Any, xs: Any, axis: int, raised: Any) -> list:
    """Cut along `axis`, then undo the ranks that `raised` added."""
    cut = pieces(y_bar, [raised(x) for x in xs], axis)
    return [np.reshape(piece, np.shape(x)) for piece, x in zip(cut, xs)]


def _as_column(x: Any) -> np.ndarray:
    x = np.asarray(x)
    return x.reshape(-1, 1) if x.ndim < 2 else x
