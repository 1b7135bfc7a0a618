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
