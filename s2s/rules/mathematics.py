"""This module is the table of derivatives of `math`, and of NumPy where it agrees."""

import math

import numpy as np

from s2s import runtime
from s2s.rules.registry import elementwise, existing, joining, linear, pair, zero


@elementwise(math.sin, np.sin)
def sin(x):
    return np.cos(x)


@elementwise(math.cos, np.cos)
def cos(x):
    return -np.sin(x)


@elementwise(math.tan, np.tan)
def tan(x, y):
    return 1.0 + y * y


@elementwise(math.asin, np.arcsin)
def arcsin(x):
    return 1.0 / np.sqrt(1.0 - x * x)


@elementwise(math.acos, np.arccos)
def arccos(x):
    return -1.0 / np.sqrt(1.0 - x * x)


@elementwise(math.atan, np.arctan)
def arctan(x):
    return 1.0 / (1.0 + x * x)


@elementwise(math.atan2, np.arctan2)
def arctan2(x1, x2):
    r2 = x1 * x1 + x2 * x2
    return x2 / r2, -x1 / r2


@elementwise(math.sinh, np.sinh)
def sinh(x):
    return np.cosh(x)


@elementwise(math.cosh, np.cosh)
def cosh(x):
    return np.sinh(x)


@elementwise(math.tanh, np.tanh)
def tanh(x, y):
    return 1.0 - y * y


@elementwise(math.asinh, np.arcsinh)
def arcsinh(x):
    return 1.0 / np.sqrt(x * x + 1.0)


@elementwise(math.acosh, np.arccosh)
def arccosh(x):
    return 1.0 / np.sqrt(x * x - 1.0)


@elementwise(math.atanh, np.arctanh)
def arctanh(x):
    return 1.0 / (1.0 - x * x)


@elementwise(math.exp, np.exp)
def exp(x, y):
    return y


@elementwise(*existing(math, "exp2"), np.exp2)
def exp2(x, y):
    return math.log(2.0) * y


@elementwise(math.expm1, np.expm1)
def expm1(x, y):
    return y + 1.0


@elementwise(np.log)
def log(x):
    return 1.0 / x


@elementwise(math.log)
def log_to_base(x, base, y):
    if base is None:
        return 1.0 / x, 0.0
    return 1.0 / (x * np.log(base)), -y / (base * np.log(base))


@elementwise(math.log2, np.log2)
def log2(x):
    return 1.0 / (x * math.log(2.0))


@elementwise(math.log10, np.log10)
def log10(x):
    return 1.0 / (x * math.log(10.0))


@elementwise(math.log1p, np.log1p)
def log1p(x):
    return 1.0 / (1.0 + x)


@elementwise(math.sqrt, np.sqrt)
def sqrt(x, y):
    return 0.5 / y


@elementwise(*existing(math, "cbrt"), np.cbrt)
def cbrt(x, y):
    return 1.0 / (3.0 * y * y)


@elementwise(math.pow, np.power, np.float_power)
def power(x, n, y):
    return n * x ** (n - (n != 0)), runtime.log_power(x, y)


@elementwise(*pair(math.hypot))
def hypot_of_two(x1, x2, y):
    """0 at 0."""
    return x1 / y if y else 0.0, x2 / y if y else 0.0


@elementwise(np.hypot)
def hypot(x1, x2, y):
    return runtime.ratio(x1, y), runtime.ratio(x2, y)


@joining(math.hypot)
def hypot_of_many(*xs, y, y_bar):
    return runtime.scaled_ratios(xs, y, y_bar)


@elementwise(math.fabs)
def fabs(x):
    """0 at 0, where `copysign` would give 1 or -1."""
    return math.copysign(1.0, x) if x else 0.0


@elementwise(math.copysign)
def copysign(x1, x2):
    return math.copysign(1.0, x1) * math.copysign(1.0, x2) if x1 else 0.0, 0.0


@elementwise(math.degrees, np.degrees, np.rad2deg)
def degrees(x):
    return 180.0 / math.pi


@elementwise(math.radians, np.radians, np.deg2rad)
def radians(x):
    return math.pi / 180.0


@elementwise(math.fmod, math.remainder, np.fmod)
def fmod(x1, x2, y):
    return 1.0, (y - x1) / x2


@elementwise(math.erf)
def erf(x):
    return 2.0 / math.sqrt(math.pi) * np.exp(-x * x)


@elementwise(math.erfc)
def erfc(x):
    return -2.0 / math.sqrt(math.pi) * np.exp(-x * x)


@elementwise(math.gamma)
def gamma(x, y):
    return y * runtime.digamma(x)


@elementwise(math.lgamma)
def lgamma(x):
    return runtime.digamma(x)


@joining(math.fsum)
def fsum(xs, y_bar):
    return runtime.spread(y_bar, xs)


@linear(math.dist)
def dist(p, q, y, y_bar):
    return runtime.away(p, q, y, y_bar), runtime.away(q, p, y, y_bar)


@elementwise(math.ldexp)
def ldexp(x, i):
    return 2.0**i, None


@elementwise(*existing(math, "fma"))
def fma(x1, x2, x3):
    return x2, x1, 1.0


zero(math.floor, math.ceil, math.trunc, math.isclose, math.isfinite, math.isinf)
zero(math.isnan, math.factorial, math.gcd, math.comb, math.perm, math.isqrt)
