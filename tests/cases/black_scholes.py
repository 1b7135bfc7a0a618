"""This case shows a formula in six statements."""
# args: (100.0, 95.0, 0.2, 0.03, 0.7)
# wrt: spot, volatility, rate
import math


def black_scholes(
    spot: float, strike: float, volatility: float, rate: float, years: float
):
    spread = volatility * math.sqrt(years)
    d1 = (math.log(spot / strike) + rate * years) / spread + 0.5 * spread
    d2 = d1 - spread
    n1 = 0.5 * (1.0 + math.erf(d1 / math.sqrt(2.0)))
    n2 = 0.5 * (1.0 + math.erf(d2 / math.sqrt(2.0)))
    return spot * n1 - strike * math.exp(-rate * years) * n2


# vjp


import math


def black_scholes_vjp(spot, strike, volatility, rate, years, y_bar=1.0):
    """Reverse derivative of `black_scholes` with respect to (spot, volatility, rate)."""

    # forward sweep
    spread = volatility * math.sqrt(years)
    d1 = (math.log(spot / strike) + rate * years) / spread + 0.5 * spread
    d2 = d1 - spread
    n1 = 0.5 * (1.0 + math.erf(d1 / math.sqrt(2.0)))
    n2 = 0.5 * (1.0 + math.erf(d2 / math.sqrt(2.0)))

    # backward sweep
    # return spot * n1 - strike * math.exp(-rate * years) * n2
    part = math.exp(-rate * years)
    spot_bar = y_bar * n1
    n1_bar = y_bar * spot
    rate_bar = y_bar * n2 * strike * part * years
    n2_bar = -y_bar * strike * part
    # n2 = 0.5 * (1.0 + math.erf(d2 / math.sqrt(2.0)))
    part2 = math.sqrt(2.0)
    d2_bar = (
        n2_bar * math.exp(-(d2 / part2) * (d2 / part2)) / (math.sqrt(math.pi) * part2)
    )
    # n1 = 0.5 * (1.0 + math.erf(d1 / math.sqrt(2.0)))
    part3 = math.sqrt(2.0)
    d1_bar = (
        n1_bar * math.exp(-(d1 / part3) * (d1 / part3)) / (math.sqrt(math.pi) * part3)
    )
    # d2 = d1 - spread
    d1_bar += d2_bar
    spread_bar = -d2_bar
    # d1 = (math.log(spot / strike) + rate * years) / spread + 0.5 * spread
    part_bar = d1_bar / spread
    spot_bar += part_bar / spot
    rate_bar += part_bar * years
    spread_bar += (
        0.5 * d1_bar
        - d1_bar * (math.log(spot / strike) + rate * years) / (spread * spread)
    )
    # spread = volatility * math.sqrt(years)
    volatility_bar = spread_bar * math.sqrt(years)
    return spot_bar, volatility_bar, rate_bar
