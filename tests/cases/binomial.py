"""This case shows an option's price on a tree that is rolled up in place."""
# args: (100.0, 95.0, 0.2, 0.03, 1.0, 6)
import math

import numpy as np


def binomial(
    spot: float, strike: float, sigma: float, rate: float, years: float, n: int
):
    dt = years / n
    up = math.exp(sigma * math.sqrt(dt))
    p = (math.exp(rate * dt) - 1.0 / up) / (up - 1.0 / up)
    discount = math.exp(-rate * dt)
    value = np.zeros(n + 1)
    for i in range(n + 1):
        value[i] = max(spot * up ** (2 * i - n) - strike, 0.0)
    for step in range(n, 0, -1):
        value[:step] = discount * (p * value[1 : step + 1] + (1.0 - p) * value[:step])
    return value[0]


# vjp
