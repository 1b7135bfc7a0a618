"""This module lists the calls at which powers, sums and products are tested."""

import math
import operator

import numpy as np

from s2s.rules.registry import existing
from tests.rules.making import array, call, spd

A, B, C = array(2, 3), array(3, 4, seed=1), array(3, seed=2)
T = array(2, 3, 4, seed=3)
WITH_ZERO = np.array([[0.0, 2.0, -1.5], [0.5, 0.7, -0.3]])

CALLS = [
    # powers: 0 to the power of 0, negative bases, constant exponents
    call(operator.pow, 0.0, 0),
    call(operator.pow, 0.0, 1),
    call(operator.pow, 0.0, 2),
    call(operator.pow, -1.5, 3),
    call(operator.pow, A, 2),
    call(np.power, A, 0),
    call(np.power, np.array([0.0, 0.0, -2.0]), np.array([0, 2, 3])),
    call(math.hypot, 0.7, -1.3, 0.4),
    call(math.hypot, 0.7),
    call(math.dist, [0.7, 0.2], [-1.3, 0.5]),
    call(math.fsum, [0.7, 0.2, -0.4]),
    call(math.ldexp, 0.7, 3),
    call(np.ldexp, A, 3),
    call(math.lgamma, -1.3),
    call(math.gamma, 12.5),
    call(np.sinc, 0.0),
    call(np.logaddexp, -np.inf, 0.7),
    # builtins
    call(max, 0.7, 1.3, -0.2),
    call(min, 0.7, 1.3, -0.2),
    call(max, [0.7, 1.3, -0.2]),
    call(min, [0.7, 1.3, -0.2]),
    call(sum, [0.7, 1.3, -0.2]),
    call(sum, [0.7, 1.3], 0.4),
    call(sum, [C, A]),
    call(sum, A),
    call(list, [0.7, 1.3]),
    call(tuple, [0.7, 1.3]),
    # reductions
    *[
        call(function, x, axis=axis, keepdims=keepdims)
        for function in (np.sum, np.mean, np.prod, np.max, np.min, np.var, np.std)
        for x, axis in ((A, None), (A, 0), (A, -1), (T, (0, 2)), (T, (0, 1, 2)), (C, 0))
        for keepdims in (False, True)
    ],
    call(np.sum, T, 1),
    call(np.sum, 0.7),
    call(np.sum, A, where=A > 0),
    call(np.sum, A, axis=1, where=A > 0),
    call(np.mean, 0.7),
    call(np.prod, WITH_ZERO),
    call(np.prod, WITH_ZERO, axis=1),
    call(np.prod, np.zeros(3)),
    call(np.prod, np.zeros((0, 3)), 0),
    call(np.var, A, ddof=1),
    call(np.std, A, axis=1, ddof=1),
    call(np.ptp, A, 1),
    call(np.nansum, np.array([0.7, np.nan, 1.3])),
    call(np.nansum, np.array([[0.7, np.nan, 1.3]]), 1),
    call(np.nanmean, np.array([[0.7, np.nan, 1.3]]), 1),
    call(np.nanmean, np.array([0.7, np.nan, 1.3])),
    call(np.nanmax, np.array([[0.7, np.nan, 1.3]]), 1),
    call(np.nanmin, np.array([0.7, np.nan, 1.3])),
    # products, all combinations of ranks
    *[
        call(function, array(*left), array(*right, seed=1))
        for function in (np.matmul, operator.matmul, np.dot)
        for left, right in (
            ((2, 3), (3, 4)),
            ((2, 3), (3,)),
            ((3,), (3, 4)),
            ((3,), (3,)),
            ((2, 2, 3), (3,)),
            ((3,), (2, 3, 4)),
        )
    ],
    call(np.matmul, array(5, 2, 3), array(5, 3, 4)),
    call(np.matmul, array(5, 2, 3), array(3, 4)),
    call(np.matmul, array(2, 3), array(5, 3, 4)),
    call(np.matmul, array(1, 2, 3), array(5, 3, 4)),
    call(np.matmul, array(6, 1, 2, 3), array(5, 3, 4)),
    call(np.dot, 0.7, A),
    call(np.dot, A, 0.7),
    call(np.dot, 0.7, 1.3),
    call(np.dot, array(5, 2, 3), array(6, 3, 4)),
    call(np.dot, array(2, 3), array(6, 3, 4)),
    call(np.vdot, A, array(2, 3, seed=4)),
    call(np.vdot, C, array(3)),
    call(np.inner, C, array(3)),
    call(np.inner, A, array(4, 3)),
    call(np.inner, A, array(3)),
    call(np.inner, A, 0.7),
    call(np.outer, C, array(4)),
    call(np.outer, A, array(4)),
    call(np.tensordot, T, array(3, 4, 5), 2),
    call(np.tensordot, T, array(4, 3, 5), axes=((1, 2), (1, 0))),
    call(np.tensordot, T, array(4, 3, 5), axes=((2, 1), (0, 1))),
    call(np.tensordot, A, B, 1),
    call(np.tensordot, A, array(5, 2), axes=(0, 1)),
    call(np.tensordot, A, C, 0),
    call(np.einsum, "ij,jk->ik", A, B),
    call(np.einsum, "ij,jk", A, B),
    call(np.einsum, "ij->j", A),
    call(np.einsum, "ij->", A),
    call(np.einsum, "ii->i", array(3, 3)),
    call(np.einsum, "ii", array(3, 3)),
    call(np.einsum, "i,i,i->", C, C, array(3)),
    call(np.einsum, "ij,kl->il", A, B),
    call(np.einsum, "...ij,...jk->...ik", array(5, 2, 3), array(3, 4)),
    call(np.einsum, "...i,i", A, C),
    call(np.kron, A, B),
    call(np.kron, C, A),
    call(np.cross, C, array(3)),
    call(np.cross, array(2, 3), array(3)),
    call(np.cross, array(3, 2), array(3, 2, seed=1), axis=0),
    call(np.cross, array(3, 2), array(2, 3), axisa=0),
    call(np.convolve, array(5), array(3)),
    call(np.convolve, array(5), array(3), mode="same"),
    call(np.convolve, array(5), array(4), mode="same"),
    call(np.convolve, array(5), array(3), mode="valid"),
    call(np.convolve, array(3), array(5), mode="valid"),
    call(np.convolve, array(3), array(6), mode="same"),
    *[call(f, A, array(3)) for f in existing(np, "vecdot")],
    # linear algebra
    *[
        call(np.linalg.norm, x, ord=ord, axis=axis, keepdims=keepdims)
        for x, ord, axis in (
            (C, None, None),
            (C, 1, None),
            (C, 2, None),
            (C, 3, None),
            (C, np.inf, None),
            (C, -np.inf, None),
            (A, None, None),
            (A, None, 0),
            (A, 1, 1),
            (A, np.inf, 1),
            (A, "fro", None),
            (A, 1, None),
            (A, -1, None),
            (A, np.inf, None),
            (A, 2, None),
            (A, -2, None),
            (A, "nuc", None),
            (T, None, (0, 2)),
            (T, 2, (0, 2)),
            (T, 1, (2, 0)),
            (T, "nuc", (1, 2)),
        )
        for keepdims in (False, True)
    ],
    call(np.linalg.norm, C, 0),
    call(np.linalg.solve, spd(3), C),
    call(np.linalg.solve, spd(3), B),
    call(np.linalg.solve, np.stack([spd(3), 2.0 * spd(3)]), array(2, 3, 4)),
    call(np.linalg.solve, spd(3), array(2, 3, 4)),
    call(np.linalg.inv, spd(3)),
    call(np.linalg.inv, np.stack([spd(3), 2.0 * spd(3)])),
    call(np.linalg.det, spd(3)),
    call(np.linalg.det, np.stack([spd(3), array(3, 3)])),
    call(np.linalg.det, np.diag([0.0, 2.0, 3.0])),
    call(np.linalg.slogdet, -spd(3)),
    call(np.linalg.slogdet, np.stack([spd(3), array(3, 3)])),
    call(np.linalg.cholesky, spd(3)),
    call(np.linalg.cholesky, np.stack([spd(3), 2.0 * spd(3)])),
    call(np.linalg.eigvalsh, spd(3)),
    call(np.linalg.eigvalsh, spd(3), "U"),
]

if int(np.__version__.split(".")[0]) >= 2:  # NumPy 1 reads these stacks otherwise
    CALLS += [
        call(np.linalg.solve, np.stack([spd(3), 2.0 * spd(3)]), B),
        call(np.linalg.solve, np.stack([spd(3), 2.0 * spd(3)]), C),
    ]
if hasattr(math, "fma"):
    CALLS.append(call(math.fma, 0.7, 1.3, 0.2))
