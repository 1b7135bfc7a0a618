"""This module is the table of derivatives of the functions that rearrange arrays."""

import numpy as np

from s2s import runtime
from s2s.rules.registry import existing, joining, linear


@linear(np.reshape, view="maybe")
def reshape(a, y_bar, shape=None, order="C", copy=None):
    if order == "C":
        return np.reshape(y_bar, np.shape(a))
    return runtime.fold(y_bar, a, order)


@linear(np.ndarray.reshape, view="maybe")
def reshape_method(a, y_bar, *shape, order="C", copy=None):
    if order == "C":
        return np.reshape(y_bar, np.shape(a))
    return runtime.fold(y_bar, a, order)


@linear(np.ravel, view="maybe")
def ravel(a, y_bar, order="C"):
    if order == "C":
        return np.reshape(y_bar, np.shape(a))
    return runtime.fold(y_bar, a, order)


@linear(np.ndarray.flatten)
def flatten(a, y_bar, order="C"):
    if order == "C":
        return np.reshape(y_bar, np.shape(a))
    return runtime.fold(y_bar, a, order)


@linear(np.squeeze, view="always")
def squeeze(a, y_bar, axis=None):
    return np.reshape(y_bar, np.shape(a))


@linear(np.expand_dims, view="always")
def expand_dims(a, y_bar, axis=None):
    return np.reshape(y_bar, np.shape(a))


@linear(np.atleast_1d, np.atleast_2d, np.atleast_3d, view="maybe")
def atleast(a, y_bar):
    return np.reshape(y_bar, np.shape(a))


@linear(np.transpose, *existing(np, "permute_dims"), view="always")
def transpose(a, y_bar, axes=None):
    if axes is None:
        return np.transpose(y_bar)
    return np.transpose(y_bar, runtime.inverse_axes(axes))


@linear(np.ndarray.T, view="always")
def transposed(a, y_bar):
    return y_bar.T


@linear(*existing(np.ndarray, "mT"), *existing(np, "matrix_transpose"), view="always")
def matrix_transposed(a, y_bar):
    return np.swapaxes(y_bar, -1, -2)


@linear(np.ndarray.transpose, view="always")
def transpose_method(a, y_bar, *axes):
    return np.transpose(y_bar, runtime.inverse_axes(axes))


@linear(np.swapaxes, view="always")
def swapaxes(a, y_bar, axis1=0, axis2=0):
    return np.swapaxes(y_bar, axis1, axis2)


@linear(np.moveaxis, view="always")
def moveaxis(a, y_bar, source=0, destination=0):
    return np.moveaxis(y_bar, destination, source)


@linear(np.flip, view="always")
def flip(m, y_bar, axis=None):
    if axis is None:
        return np.flip(y_bar)
    return np.flip(y_bar, axis)


@linear(np.fliplr, view="always")
def fliplr(m, y_bar):
    return np.fliplr(y_bar)


@linear(np.flipud, view="always")
def flipud(m, y_bar):
    return np.flipud(y_bar)


@linear(np.rot90, view="always")
def rot90(m, y_bar, k=1, axes=(0, 1)):
    return np.rot90(y_bar, -k, axes)


@linear(np.roll)
def roll(a, y_bar, shift=0, axis=None):
    if isinstance(shift, tuple):
        return np.roll(y_bar, np.negative(shift), axis)
    if axis is None:
        return np.roll(y_bar, -shift)
    return np.roll(y_bar, -shift, axis)


@linear(np.broadcast_to, view="always")
def broadcast_to(array, y_bar, shape=None, subok=False):
    return runtime.unbroadcast(y_bar, array)


@linear(np.repeat)
def repeat(a, y_bar, repeats=None, axis=None):
    return runtime.repeat_back(y_bar, a, repeats, axis)


@linear(np.tile)
def tile(a, y_bar, reps=None):
    return runtime.tile_back(y_bar, a, reps)


@joining(np.concatenate, *existing(np, "concat"))
def concatenate(xs, y_bar, axis=0):
    return runtime.pieces(y_bar, xs, axis)


@joining(np.stack)
def stack(xs, y_bar, axis=0):
    if axis == 0:
        return list(y_bar)
    return list(np.moveaxis(y_bar, axis, 0))


@joining(np.hstack)
def hstack(xs, y_bar):
    return runtime.hstack_back(y_bar, xs)


@joining(np.vstack)
def vstack(xs, y_bar):
    return runtime.vstack_back(y_bar, xs)


@joining(np.column_stack)
def column_stack(xs, y_bar):
    return runtime.column_stack_back(y_bar, xs)


@joining(np.dstack)
def dstack(xs, y_bar):
    return runtime.dstack_back(y_bar, xs)


@linear(np.split, np.array_split, view="always")
def split(ary, y_bar, indices_or_sections=None, axis=0):
    return runtime.split_back(y_bar, ary, indices_or_sections, axis)


@linear(np.append)
def append(arr, values, y_bar, axis=None):
    left = runtime.append_left(y_bar, arr, values, axis)
    return left, runtime.append_right(y_bar, arr, values, axis)


@linear(np.diag, view="maybe")
def diag(v, y_bar, k=0):
    if np.ndim(v) == 1:
        return np.diagonal(y_bar, k)
    return runtime.diag_back(y_bar, v, k)


@linear(np.diagonal, view="always")
def diagonal(a, y_bar, offset=0, axis1=0, axis2=1):
    return runtime.diagonal_back(y_bar, a, offset, axis1, axis2)


@linear(np.trace)
def trace(a, y_bar, offset=0, axis1=0, axis2=1):
    if np.ndim(a) == 2 and axis1 == 0 and axis2 == 1:
        return y_bar * np.eye(np.shape(a)[0], np.shape(a)[1], offset)
    return runtime.diagonal_back(np.expand_dims(y_bar, -1), a, offset, axis1, axis2)


@linear(np.triu)
def triu(m, y_bar, k=0):
    return runtime.unbroadcast(np.triu(y_bar, k), m)


@linear(np.tril)
def tril(m, y_bar, k=0):
    return runtime.unbroadcast(np.tril(y_bar, k), m)


@linear(np.pad)
def pad(array, pad_width, mode, constant_values, y_bar):
    array_bar = runtime.pad_back(y_bar, array, pad_width, mode)
    return array_bar, None, None, runtime.pad_constant(y_bar, array_bar)
