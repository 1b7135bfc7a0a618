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
    sqrt_years = math.sqrt(years)
    spread = volatility * sqrt_years
    part = math.log(spot / strike) + rate * years
    d1 = part / spread + 0.5 * spread
    d2 = d1 - spread
    part2 = d1 / math.sqrt(2.0)
    n1 = 0.5 * (1.0 + math.erf(part2))
    part3 = d2 / math.sqrt(2.0)
    n2 = 0.5 * (1.0 + math.erf(part3))

    # backward sweep
    # return spot * n1 - strike * math.exp(-rate * years) * n2
    scale = math.exp(-rate * years) * strike * y_bar
    spot_bar = n1 * y_bar
    n1_bar = spot * y_bar
    rate_bar = years * n2 * scale
    n2_bar = -scale
    # n2 = 0.5 * (1.0 + math.erf(d2 / math.sqrt(2.0)))
    d2_bar = math.exp(-part3 * part3) / (math.sqrt(2.0) * math.sqrt(math.pi)) * n2_bar
    # n1 = 0.5 * (1.0 + math.erf(d1 / math.sqrt(2.0)))
    d1_bar = math.exp(-part2 * part2) / (math.sqrt(2.0) * math.sqrt(math.pi)) * n1_bar
    # d2 = d1 - spread
    d1_bar += d2_bar
    spread_bar = -d2_bar
    # d1 = (math.log(spot / strike) + rate * years) / spread + 0.5 * spread
    part_bar = d1_bar / spread
    spot_bar += part_bar / spot
    rate_bar += years * part_bar
    spread_bar += (0.5 - part / (spread * spread)) * d1_bar
    # spread = volatility * math.sqrt(years)
    volatility_bar = sqrt_years * spread_bar
    return spot_bar, volatility_bar, rate_bar
