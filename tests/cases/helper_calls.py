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


import math


def damp_vjp(x, rate, y_bar):
    """Reverse derivative of `damp` with respect to (x, rate)."""

    # return x * math.exp(-rate * x)
    part = math.exp(-rate * x)
    x_bar = (1.0 - rate * x) * part * y_bar
    rate_bar = -x * part * x * y_bar
    return x_bar, rate_bar


def twice_forward(x, rate):
    """Forward sweep of `twice`: its value, and a tape for the way back."""

    damp_value2 = damp(x, rate)
    damp_value = damp(damp_value2, 2.0 * rate)
    return damp_value, (damp_value2, rate, x)


def twice_backward(tape, damp_value_bar):
    """Backward sweep of `twice` with respect to x, rate."""

    damp_value2, rate, x = tape
    # return damp(damp(x, rate), 2.0 * rate)
    d_x, d_rate = damp_vjp(damp_value2, 2.0 * rate, damp_value_bar)
    rate_bar = 2.0 * d_rate
    d_x2, d_rate2 = damp_vjp(x, rate, d_x)
    rate_bar += d_rate2
    return d_x2, rate_bar


def helper_calls_vjp(x, rate, y_bar=1.0):
    """Reverse derivative of `helper_calls` with respect to (x, rate)."""

    # forward sweep
    twice_value, twice_tape = twice_forward(x, rate)

    # backward sweep
    # return twice(x, rate) + damp(rate, x)
    d_x, d_rate = damp_vjp(rate, x, y_bar)
    rate_bar = d_x
    x_bar = d_rate
    d_x2, d_rate2 = twice_backward(twice_tape, y_bar)
    x_bar += d_x2
    rate_bar += d_rate2
    return x_bar, rate_bar
