"""This module holds the cotangents of products of operands of any rank.

`left` is the cotangent of the first operand, `right` that of the second.
"""

from typing import Any

import numpy as np

from s2s.runtime.structure import unbroadcast


def matmul_left(a: Any, b: Any, y_bar: Any) -> np.ndarray:
    rows, columns, y_bar = _as_matrices(a, b, y_bar)
    bar = y_bar @ np.swapaxes(columns, -1, -2)
    return unbroadcast(bar, rows).reshape(np.shape(a))


def matmul_right(a: Any, b: Any, y_bar: Any) -> np.ndarray:
    rows, columns, y_bar = _as_matrices(a, b, y_bar)
    bar = np.swapaxes(rows, -1, -2) @ y_bar
    return unbroadcast(bar, columns).reshape(np.shape(b))


def dot_left(a: Any, b: Any, y_bar: Any) -> np.ndarray:
    if np.ndim(a) == 0 or np.ndim(b) == 0:
        return unbroadcast(np.multiply(y_bar, b), np.asarray(a))
    return tensordot_left(a, b, y_bar, _dot_axes(b))


def dot_right(a: Any, b: Any, y_bar: Any) -> np.ndarray:
    if np.ndim(a) == 0 or np.ndim(b) == 0:
        return unbroadcast(np.multiply(y_bar, a), np.asarray(b))
    return tensordot_right(a, b, y_bar, _dot_axes(b))


def inner_left(a: Any, b: Any, y_bar: Any) -> np.ndarray:
    if np.ndim(a) == 0 or np.ndim(b) == 0:
        return unbroadcast(np.multiply(y_bar, b), np.asarray(a))
    return tensordot_left(a, b, y_bar, (-1, -1))


def inner_right(a: Any, b: Any, y_bar: Any) -> np.ndarray:
    if np.ndim(a) == 0 or np.ndim(b) == 0:
        return unbroadcast(np.multiply(y_bar, a), np.asarray(b))
    return tensordot_right(a, b, y_bar, (-1, -1))


def tensordot_left(a: Any, b: Any, y_bar: Any, axes: Any) -> np.ndarray:
    """Contract `y_bar` with the free axes of b; put the axes back in a's order."""
    mine, other = _contracted(a, b, axes)
    free_a, free_b = _free(a, mine), _free(b, other)
    shared = range(len(free_a), np.ndim(y_bar))
    bar = np.tensordot(y_bar, b, (tuple(shared), free_b))
    # What is left of b follows in ascending order, not in that of the pairing.
    back = free_a + [mine[other.index(axis)] for axis in sorted(other)]
    return np.transpose(bar, np.argsort(back))


def tensordot_right(a: Any, b: Any, y_bar: Any, axes: Any) -> np.ndarray:
    mine, other = _contracted(a, b, axes)
    free_a, free_b = _free(a, mine), _free(b, other)
    bar = np.tensordot(a, y_bar, (free_a, tuple(range(len(free_a)))))
    back = [other[mine.index(axis)] for axis in sorted(mine)] + free_b
    return np.transpose(bar, np.argsort(back))


def einsum_bars(arguments: Any, y_bar: Any) -> list:
    """Each operand's cotangent is the same sum with the result in its place."""
    subscripts, *xs = arguments
    if not isinstance(subscripts, str):
        raise TypeError("np.einsum: write the subscripts as a string")
    inputs, output = _signature(subscripts, xs)
    return [None, *(_einsum_bar(inputs, output, xs, i, y_bar) for i in range(len(xs)))]


def kron_left(a: Any, b: Any, y_bar: Any) -> np.ndarray:
    _, other, blocks = _interleaved(a, b, y_bar)
    bar = np.sum(blocks * other, axis=tuple(range(1, blocks.ndim, 2)))
    return bar.reshape(np.shape(a))


def kron_right(a: Any, b: Any, y_bar: Any) -> np.ndarray:
    other, _, blocks = _interleaved(a, b, y_bar)
    bar = np.sum(blocks * other, axis=tuple(range(0, blocks.ndim, 2)))
    return bar.reshape(np.shape(b))


def cross_left(
    a: Any, b: Any, y_bar: Any, axisa: int, axisb: int, axisc: int, axis: Any
) -> np.ndarray:
    """Return b x y_bar; vectors with two components lie in a plane."""
    axes = (axisa, axisb, axisc) if axis is None else (axis, axis, axis)
    first, second = np.moveaxis(a, axes[0], -1), np.moveaxis(b, axes[1], -1)
    if first.shape[-1] == second.shape[-1] == 2:
        turned = np.expand_dims(y_bar, -1) * [0.0, 0.0, 1.0]
    else:
        turned = np.moveaxis(y_bar, axes[2], -1)
    bar = np.cross(_in_space(second), turned)[..., : first.shape[-1]]
    return np.moveaxis(unbroadcast(bar, first), -1, axes[0])


def convolve_left(a: Any, v: Any, y_bar: Any, mode: str) -> np.ndarray:
    """Correlate the cotangent of the full convolution with the other operand."""
    n, m = np.size(a), np.size(v)
    full = np.zeros(n + m - 1, np.result_type(y_bar, v))
    kept = np.size(y_bar)
    start = (n + m - 1 - kept) // 2
    full[start : start + kept] = y_bar
    bar = np.correlate(full, np.conj(np.ravel(v)), "valid")
    return bar.reshape(np.shape(a))


def _as_matrices(a: Any, b: Any, y_bar: Any) -> tuple:
    """A vector on the left is a row, one on the right a column."""
    a, b, y_bar = np.asarray(a), np.asarray(b), np.asarray(y_bar)
    if b.ndim == 1:
        b, y_bar = b[:, None], y_bar[..., None]
    if a.ndim == 1:
        a, y_bar = a[None], np.expand_dims(y_bar, -2)
    return a, b, y_bar


def _dot_axes(b: Any) -> tuple[int, int]:
    return -1, max(np.ndim(b) - 2, 0)


def _contracted(a: Any, b: Any, axes: Any) -> tuple[list[int], list[int]]:
    """The axes of a and b that `np.tensordot` sums over, from 0 upwards."""
    rank, other = np.ndim(a), np.ndim(b)
    if isinstance(axes, int | np.integer):
        return list(range(rank - axes, rank)), list(range(axes))
    left, right = (np.atleast_1d(each).tolist() for each in axes)
    return [axis % rank for axis in left], [axis % other for axis in right]


def _free(a: Any, contracted: list[int]) -> list[int]:
    return [axis for axis in range(np.ndim(a)) if axis not in contracted]


def _signature(subscripts: str, xs: Any) -> tuple[list[str], str]:
    """Spell `...` out and name the result's axes."""
    left, arrow, output = subscripts.replace(" ", "").partition("->")
    inputs = left.split(",")
    spare = [c for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if c not in subscripts]
    ranks = [np.ndim(x) - len(s.replace("...", "")) for s, x in zip(inputs, xs)]
    hidden = [r if "..." in s else 0 for s, r in zip(inputs, ranks)]
    most = "".join(spare[: max(hidden)])
    if not arrow:
        once = sorted(c for c in set(left) - set(",.") if left.count(c) == 1)
        output = ("..." if "..." in left else "") + "".join(once)
    spelled = [s.replace("...", most[len(most) - h :]) for s, h in zip(inputs, hidden)]
    return spelled, output.replace("...", most)


def _einsum_bar(inputs: list, output: str, xs: Any, i: int, y_bar: Any) -> np.ndarray:
    """An index that only this operand has is spread with ones; a repeated one is
    summed on the diagonal."""
    mine, x = inputs[i], np.asarray(xs[i])
    axes = "".join(dict.fromkeys(mine))
    sizes = dict(zip(mine, x.shape))
    others = [(s, xs[j]) for j, s in enumerate(inputs) if j != i]
    known = set(output).union(*(s for s, _ in others))
    ones = [(c, np.ones(sizes[c], x.dtype)) for c in axes if c not in known]
    terms = [(output, y_bar), *others, *ones]
    spec = ",".join(s for s, _ in terms) + "->" + axes
    bar = np.einsum(spec, *(value for _, value in terms))
    if axes != mine:
        return _on_diagonal(bar, mine, axes, x.shape)
    return unbroadcast(bar, x)


def _on_diagonal(bar: np.ndarray, mine: str, axes: str, shape: tuple) -> np.ndarray:
    full = np.zeros(shape, bar.dtype)
    grid = np.indices(bar.shape)
    full[tuple(grid[axes.index(c)] for c in mine)] = bar
    return full


def _interleaved(a: Any, b: Any, y_bar: Any) -> tuple:
    """Split each axis of the result into the pair of axes it came from."""
    a, b = np.asarray(a), np.asarray(b)
    rank = max(a.ndim, b.ndim)
    a = a.reshape((1,) * (rank - a.ndim) + a.shape)
    b = b.reshape((1,) * (rank - b.ndim) + b.shape)
    pairs = [n for pair in zip(a.shape, b.shape) for n in pair]
    spread_a = np.expand_dims(a, tuple(range(1, 2 * rank, 2)))
    spread_b = np.expand_dims(b, tuple(range(0, 2 * rank, 2)))
    return spread_a, spread_b, np.reshape(y_bar, pairs)


def _in_space(vectors: np.ndarray) -> np.ndarray:
    missing = 3 - vectors.shape[-1]
    return np.pad(vectors, [(0, 0)] * (vectors.ndim - 1) + [(0, missing)])
