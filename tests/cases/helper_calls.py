"""This case shows calls of pure functions, one inside the other."""
# args: (0.9, 1.3)
import math


def damp(x: float, rate: float):
    return x * math.exp(-rate * x)


def twice(x: float, rate: float):
    return damp(damp(x, rate), 2.0 * rate)


def helper_calls(x: float, rate: float):
    return twice(x, rate) + damp(rate, x)


# vjp
