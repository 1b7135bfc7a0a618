"""This module knows the calls and attributes whose results carry no derivative."""

from __future__ import annotations

import builtins

import gast
import numpy as np

from s2s.normalise.context import Context

_BUILTINS = """len int bool str repr format print isinstance issubclass type range id
    hash callable hasattr ord chr any all dir ascii bin hex oct input""".split()
_NUMPY = """shape ndim size argmax argmin argsort argwhere nonzero flatnonzero
    searchsorted isnan isfinite isinf isclose allclose array_equal any all signbit
    zeros_like ones_like empty_like count_nonzero logical_and logical_or logical_not
    logical_xor equal not_equal less less_equal greater greater_equal isscalar
    iscomplexobj isrealobj result_type""".split()

_FUNCTIONS = {getattr(builtins, name) for name in _BUILTINS} | {
    getattr(np, name) for name in _NUMPY
}
_METHODS = frozenset(
    """argmax argmin argsort argpartition any all nonzero searchsorted index
    count""".split()
)
PURE_METHODS = _METHODS | frozenset(
    """dot sum mean prod std var max min cumsum cumprod copy reshape ravel flatten
    transpose squeeze swapaxes astype clip round conj conjugate trace diagonal item take
    repeat tolist get keys values items format join split strip startswith endswith
    upper lower replace""".split()
)
_ATTRIBUTES = frozenset(
    "shape ndim size dtype itemsize nbytes strides flags __name__ __class__".split()
)


def is_inert_call(call: gast.Call, context: Context) -> bool:
    """Whether the result of `call` carries no derivative, whatever its arguments."""
    func = call.func
    target = context.resolve(func)
    if target is not None:
        return _known(target)
    return isinstance(func, gast.Attribute) and func.attr in _METHODS


def _known(target: object) -> bool:
    try:
        return target in _FUNCTIONS
    except TypeError:
        return False


def is_inert_attribute(node: gast.Attribute) -> bool:
    """Whether `node` reads something like `x.shape`."""
    return node.attr in _ATTRIBUTES
