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


import math
import numpy as np


def binomial_vjp(spot, strike, sigma, rate, years, n, y_bar=1.0):
    """Reverse derivative of `binomial` with respect to (spot, strike, sigma, rate, years)."""

    # forward sweep
    part_stack = []
    value_stack = []
    dt = years / n
    sqrt_dt = math.sqrt(dt)
    up = math.exp(sigma * sqrt_dt)
    exp = math.exp(rate * dt)
    p = (exp - 1.0 / up) / (up - 1.0 / up)
    discount = math.exp(-rate * dt)
    value = np.zeros(n + 1)
    for i in range(n + 1):
        value[i] = max(spot * up ** (2 * i - n) - strike, 0.0)
    for step in range(n, 0, -1):
        value_stack.append(value[:step].copy())
        part = p * value[1:step + 1] + (1.0 - p) * value[:step]
        value[:step] = discount * part
        part_stack.append(part)

    # backward sweep
    # return value[0]
    value_bar = np.zeros_like(value)
    value_bar[0] += y_bar
    discount_bar = 0.0
    p_bar = 0.0
    for step in range(1, n + 1):
        # value[:step] = discount * (p * value[1 : step + 1] + (1.0 - p) * value[:step])
        part = part_stack.pop()
        value[:step] = value_stack.pop()
        value_part_bar = value_bar[:step].copy()
        value_bar[:step] = 0.0
        part_bar = discount * value_part_bar
        discount_bar += np.sum(part * value_part_bar)
        p_bar += np.sum(value[1:step + 1] * part_bar) - np.sum(value[:step] * part_bar)
        value_bar[1:step + 1] += p * part_bar
        value_bar[:step] += (1.0 - p) * part_bar
    spot_bar = 0.0
    up_bar = 0.0
    strike_bar = 0.0
    for i in range(n, -1, -1):
        # value[i] = max(spot * up ** (2 * i - n) - strike, 0.0)
        value_part_bar2 = value_bar[i]
        value_bar[i] = 0.0
        part2 = spot * up ** (2 * i - n) - strike
        spot_bar += up ** (2 * i - n) * (0.0 if 0.0 > part2 else value_part_bar2)
        up_bar += (
            (2 * i - n) * up ** (2 * i - n - (2 * i - n != 0)) * spot
            * (0.0 if 0.0 > part2 else value_part_bar2)
        )
        strike_bar -= 0.0 if 0.0 > part2 else value_part_bar2
    # discount = math.exp(-rate * dt)
    rate_bar = -dt * discount * discount_bar
    dt_bar = -rate * discount * discount_bar
    # p = (math.exp(rate * dt) - 1.0 / up) / (up - 1.0 / up)
    part_bar2 = p_bar / (up - 1.0 / up)
    part_bar3 = -p / (up - 1.0 / up) * p_bar
    rate_bar += dt * exp * part_bar2
    dt_bar += rate * exp * part_bar2
    up_bar += part_bar2 / (up * up) + part_bar3 + part_bar3 / (up * up)
    # up = math.exp(sigma * math.sqrt(dt))
    sigma_bar = sqrt_dt * up * up_bar
    dt_bar += 0.5 * sigma * up / sqrt_dt * up_bar
    # dt = years / n
    years_bar = dt_bar / n
    return spot_bar, strike_bar, sigma_bar, rate_bar, years_bar
