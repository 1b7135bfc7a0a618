"""This module tests what the oracles compute with."""

import numpy as np

from tests import trees


def test_copies_keep_views():
    base = np.arange(6.0).reshape(2, 3)
    row, column, again = trees.duplicate((base[0], base[:, 1], base[0]))
    row[1] = 7.0
    assert column[0] == again[1] == 7.0
    assert base[0, 1] == 1.0
    assert column.strides == base[:, 1].strides


def test_copies_keep_shared_lists():
    row = [1.0]
    rows = trees.duplicate([row, row])
    rows[0][0] = 2.0
    assert rows == [[2.0], [2.0]]
    assert row == [1.0]


def test_same_tells_types_apart():
    assert trees.same([1.0, (2.0,)], [1.0, (2.0,)])
    assert not trees.same([1.0], (1.0,))
    assert not trees.same(1.0, np.array(1.0))
    assert not trees.same(np.ones(2), np.ones(2, np.float32))
    assert not trees.same(np.ones(1), np.ones(1) + 1e-15)
    assert trees.same(np.ones(1), np.ones(1) + 1e-15, rtol=1e-14)


def test_shifted_leaves_share_nothing():
    a = np.zeros(2)
    p, q = trees.shifted((a, a), (np.ones(2), np.zeros(2)), 0.5)
    assert p.tolist() == [0.5, 0.5]
    assert q.tolist() == [0.0, 0.0]


def test_dot_leaves_out_the_inert():
    assert trees.dot([2.0, None, np.ones(2)], [3.0, None, np.ones(2)]) == 8.0


def test_cast_keeps_the_layout():
    a = np.asfortranarray(np.arange(12.0).reshape(2, 6))[:, ::2]
    for dtype, wider in ((float, 1), (complex, 2)):
        made = trees.cast(a, dtype)
        assert made.strides == (wider * 8, wider * 32)
        assert made.dtype == dtype
        assert made.tolist() == a.tolist()
    assert trees.cast(np.broadcast_to(1.0, 3), float).strides == (8,)
