"""This module tests partial derivatives that need a look at the values."""

import numpy as np
import pytest
import scipy.special

from s2s import runtime


@pytest.mark.parametrize("x", [0.1, 0.9, 1.0, 3.7, 12.0, 80.0, -0.4, -3.3])
def test_digamma(x: float) -> None:
    assert runtime.digamma(x) == pytest.approx(scipy.special.digamma(x), rel=1e-12)


def test_ratio_of_numbers_stays_a_number() -> None:
    assert type(runtime.ratio(1.0, 2.0)) is float
    assert runtime.ratio(1.0, 0.0) == 0.0
    assert runtime.ratio(np.ones(2), np.array([0.0, 2.0])).tolist() == [0.0, 0.5]
    assert runtime.ratio(np.ones(2, np.float32), np.float32(2)).dtype == np.float32


def test_inverse_axes() -> None:
    for axes in [(2, 0, 1), ((2, 0, 1),), (-1, 0, 1)]:
        x = np.ones((2, 3, 4))
        assert x.transpose(*axes).transpose(runtime.inverse_axes(axes)).shape == x.shape
    assert runtime.inverse_axes(()) is None
