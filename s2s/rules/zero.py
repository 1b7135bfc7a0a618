"""This module lists the functions of NumPy whose results carry no derivative."""

import numpy as np

from s2s.rules.registry import existing, zero

zero(*existing(np, "floor ceil round around rint fix trunc signbit floor_divide"))
zero(*existing(np, "argmax argmin argsort nanargmax nanargmin argwhere argpartition"))
zero(*existing(np, "searchsorted digitize nonzero flatnonzero count_nonzero"))
zero(
    *existing(np, "isnan isfinite isinf isneginf isposinf isclose allclose array_equal")
)
zero(*existing(np, "equal not_equal less less_equal greater greater_equal isin in1d"))
zero(*existing(np, "logical_and logical_or logical_not logical_xor all any invert"))
zero(*existing(np, "bitwise_and bitwise_or bitwise_xor shape size ndim unravel_index"))
zero(*existing(np, "result_type iscomplexobj isrealobj isscalar may_share_memory"))
zero(*existing(np, "shares_memory broadcast_shapes ravel_multi_index spacing"))
zero(*existing(np, "int8 int16 int32 int64 uint8 uint16 uint32 uint64 bool_ intp"))
zero(*existing(np.ndarray, "shape ndim size dtype nbytes itemsize strides flags"))
zero(np.linalg.matrix_rank)
