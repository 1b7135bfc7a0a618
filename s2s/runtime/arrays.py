"""This module holds the cotangents of rearranged arrays: `y_bar` back in a's places."""

from typing import Any

import numpy as np

from s2s.runtime.structure import unbroadcast


def inverse_axes(axes: Any) -> tuple[int, ...] | None:
    """Return the permutation that undoes `axes`, given as a tuple or as arguments."""
    if len(axes) == 1 and isinstance(axes[0], tuple | list | None):
        axes = axes[0]
    if not axes:
        return None
    return tuple(int(i) for i in np.argsort([axis % len(axes) for axis in axes]))


def fold(y_bar: Any, a: np.ndarray, order: str) -> np.ndarray:
    """Undo a reshape or ravel that reads `a` in another order than C."""
    bar = np.empty(np.size(a), np.asarray(y_bar).dtype)
    written = "F" if order == "F" or (order == "A" and np.isfortran(a)) else "C"
    bar[_layout(a, order)] = np.ravel(y_bar, written)
    return bar.reshape(np.shape(a))


def placed(y_bar: Any, a: np.ndarray, index: tuple) -> np.ndarray:
    """Return zeros but for the element that `a.item(*index)` read."""
    bar = np.zeros(np.shape(a), np.asarray(y_bar).dtype)
    place = index[0] if len(index) == 1 else index or 0
    if isinstance(place, tuple):
        bar[place] = y_bar
    else:
        bar.flat[place] = y_bar
    return bar


def repeat_back(y_bar: Any, a: Any, repeats: Any, axis: int | None) -> np.ndarray:
    """Sum what each entry was repeated to."""
    shape = np.shape(a)
    axis, shape_along = (0, (np.size(a),)) if axis is None else (axis, shape)
    source = np.repeat(np.arange(shape_along[axis]), repeats)
    bar = np.zeros(shape_along, np.asarray(y_bar).dtype)
    np.add.at(np.moveaxis(bar, axis, 0), source, np.moveaxis(y_bar, axis, 0))
    return bar.reshape(shape)


def tile_back(y_bar: Any, a: Any, reps: Any) -> np.ndarray:
    """Sum the tiles."""
    reps = reps if isinstance(reps, tuple | list) else (reps,)
    rank = max(len(reps), np.ndim(a))
    reps = (1,) * (rank - len(reps)) + tuple(reps)
    shape = (1,) * (rank - np.ndim(a)) + np.shape(a)
    pairs = [n for pair in zip(reps, shape) for n in pair]
    tiles = np.reshape(y_bar, pairs).sum(axis=tuple(range(0, 2 * rank, 2)))
    return tiles.reshape(np.shape(a))


def diag_back(y_bar: Any, v: Any, k: int) -> np.ndarray:
    if np.ndim(v) == 1:
        return np.diagonal(y_bar, k)
    return diagonal_back(y_bar, v, k, 0, 1)


def diagonal_back(
    y_bar: Any, a: Any, offset: int, axis1: int, axis2: int
) -> np.ndarray:
    """Put `y_bar` on the diagonal of zeros."""
    bar = np.zeros(np.shape(a), np.asarray(y_bar).dtype)
    matrices = np.moveaxis(bar, (axis1, axis2), (-2, -1))
    rows, columns = max(-offset, 0), max(offset, 0)
    length = max(min(matrices.shape[-2] - rows, matrices.shape[-1] - columns), 0)
    along = np.arange(length)
    matrices[..., along + rows, along + columns] = y_bar
    return bar


def pad_back(y_bar: Any, a: Any, pad_width: Any, mode: str | None) -> np.ndarray:
    """Cut the padding off, and give what it copied back to where it came from."""
    if mode is None or mode == "constant":
        widths = np.broadcast_to(pad_width, (np.ndim(a), 2))
        inner = [slice(w[0], w[0] + n) for w, n in zip(widths, np.shape(a))]
        return y_bar[tuple(inner)]
    source = np.pad(np.arange(np.size(a)).reshape(np.shape(a)), pad_width, mode)
    bar = np.zeros(np.size(a), y_bar.dtype)
    np.add.at(bar, source, y_bar)
    return bar.reshape(np.shape(a))


def pad_constant(y_bar: Any, array_bar: Any) -> Any:
    """What is not the array's is the cotangent of the one constant around it."""
    return np.sum(y_bar) - np.sum(array_bar)


def take_back(y_bar: Any, a: Any, indices: Any, axis: Any, mode: str) -> np.ndarray:
    """Add each taken entry to where it was taken from."""
    along = (np.size(a),) if axis is None else np.shape(a)
    axis = 0 if axis is None else axis % len(along)
    bar = np.zeros(along, np.asarray(y_bar).dtype)
    source = np.take(np.arange(along[axis]), indices, mode=mode)
    index = (slice(None),) * axis + (source,)
    np.add.at(bar, index, y_bar)
    return bar.reshape(np.shape(a))


def take_along_axis_back(y_bar: Any, a: Any, indices: Any, axis: Any) -> np.ndarray:
    along = np.reshape(a, -1) if axis is None else a
    axis = 0 if axis is None else axis % np.ndim(a)
    bar = np.zeros(np.shape(along), np.asarray(y_bar).dtype)
    index = list(np.indices(np.shape(indices), sparse=True))
    index[axis] = indices
    np.add.at(bar, tuple(index), y_bar)
    return bar.reshape(np.shape(a))


def sort_back(y_bar: Any, a: Any, axis: int | None) -> np.ndarray:
    along = np.reshape(a, -1) if axis is None else np.asarray(a)
    axis = 0 if axis is None else axis
    bar = np.zeros(along.shape, np.asarray(y_bar).dtype)
    np.put_along_axis(bar, np.argsort(along, axis, kind="stable"), y_bar, axis)
    return bar.reshape(np.shape(a))


def median_back(y_bar: Any, a: Any, axis: Any, keepdims: bool) -> np.ndarray:
    """The middle entry takes all, of two middle ones each takes half."""
    axes = tuple(range(np.ndim(a))) if axis is None else axis
    axes = axes if isinstance(axes, tuple) else (axes,)
    last = tuple(range(-len(axes), 0))
    moved = np.moveaxis(np.asarray(a), axes, last)
    kept = moved.shape[: moved.ndim - len(axes)]
    flat = moved.reshape(*kept, -1)
    n = flat.shape[-1]
    ranks = np.argsort(np.argsort(flat, -1, kind="stable"), -1, kind="stable")
    middle = ((ranks == (n - 1) // 2) * 0.5 + (ranks == n // 2) * 0.5).reshape(
        moved.shape
    )
    y_bar = y_bar if keepdims or axis is None else np.expand_dims(y_bar, axis)
    return y_bar * np.moveaxis(middle, last, axes)


def diff_back(y_bar: Any, n: int, axis: int) -> np.ndarray:
    """The transpose of a difference is minus the difference with zeros around."""
    for _ in range(n):
        y_bar = -np.diff(y_bar, axis=axis, prepend=0.0, append=0.0)
    return y_bar


def cumprod_back(y_bar: Any, a: Any, y: Any, axis: int | None) -> np.ndarray:
    """Horner's scheme from the end: no division, so zeros do no harm."""
    along = np.reshape(a, -1) if axis is None else np.moveaxis(np.asarray(a), axis, 0)
    products = y if axis is None else np.moveaxis(y, axis, 0)
    seeds = y_bar if axis is None else np.moveaxis(y_bar, axis, 0)
    bar = np.zeros(along.shape, np.asarray(y_bar).dtype)
    gathered = 0.0
    for i in range(len(along) - 1, -1, -1):
        gathered = gathered + seeds[i]
        bar[i] = gathered * (products[i - 1] if i else 1.0)
        gathered = gathered * along[i]
    return bar.reshape(np.shape(a)) if axis is None else np.moveaxis(bar, 0, axis)


def trapezoid_values(y_bar: Any, values: Any, x: Any, dx: Any, axis: int) -> np.ndarray:
    """Each value weighs half of the steps on its two sides."""
    steps = _steps(values, x, 1.0 if dx is None else dx, axis)
    padding = [(0, 0)] * (np.ndim(values) - 1) + [(1, 1)]
    padded = np.pad(steps, padding)
    weights = np.moveaxis(0.5 * (padded[..., 1:] + padded[..., :-1]), -1, axis)
    return np.expand_dims(y_bar, axis) * weights


def trapezoid_points(y_bar: Any, values: Any, x: Any, axis: int) -> Any:
    if x is None:
        return None
    means = np.expand_dims(y_bar, -1) * _means(values, axis)
    bar = -np.diff(means, prepend=0.0, append=0.0)
    return unbroadcast(bar if np.ndim(x) == 1 else np.moveaxis(bar, -1, axis), x)


def trapezoid_step(y_bar: Any, values: Any, x: Any, axis: int) -> Any:
    return np.sum(y_bar * np.sum(_means(values, axis), -1)) if x is None else None


def interp_slope(x: Any, xp: Any, fp: Any) -> np.ndarray:
    """The slope of the piece to the right; 0 outside of the points."""
    xp, fp = np.asarray(xp), np.asarray(fp)
    piece = np.clip(np.searchsorted(xp, x, "right") - 1, 0, len(xp) - 2)
    slopes = np.diff(fp) / np.diff(xp)
    return np.where((x < xp[0]) | (x > xp[-1]), 0.0, slopes[piece])


def interp_back(y_bar: Any, x: Any, xp: Any) -> np.ndarray:
    """Each point takes its share of what is interpolated beside it."""
    xp = np.asarray(xp)
    piece = np.clip(np.searchsorted(xp, x, "right") - 1, 0, len(xp) - 2)
    part = np.clip((x - xp[piece]) / (xp[piece + 1] - xp[piece]), 0.0, 1.0)
    bar = np.zeros(xp.shape, np.asarray(y_bar).dtype)
    np.add.at(bar, piece, y_bar * (1.0 - part))
    np.add.at(bar, piece + 1, y_bar * part)
    return bar


def _layout(a: np.ndarray, order: str) -> np.ndarray:
    """The C positions of the elements of `a`, in the order NumPy reads them."""
    positions = np.empty_like(a, dtype=int)
    positions[...] = np.arange(a.size).reshape(a.shape)
    return positions.ravel(order)


def _steps(values: Any, x: Any, dx: Any, axis: int) -> np.ndarray:
    moved = np.moveaxis(np.asarray(values), axis, -1).shape
    if x is None:
        return np.broadcast_to(dx, (*moved[:-1], moved[-1] - 1))
    steps = np.diff(x) if np.ndim(x) == 1 else np.diff(np.moveaxis(x, axis, -1))
    return np.broadcast_to(steps, (*moved[:-1], moved[-1] - 1))


def _means(values: Any, axis: int) -> np.ndarray:
    moved = np.moveaxis(np.asarray(values), axis, -1)
    return 0.5 * (moved[..., 1:] + moved[..., :-1])
