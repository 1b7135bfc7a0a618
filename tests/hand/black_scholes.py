# at: black_scholes(100.0, 95.0, 0.2, 0.03, 0.7)
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


def black_scholes_vjp(spot, strike, volatility, rate, years, y_bar=1.0):
    """Reverse derivative of `black_scholes` with respect to (spot, volatility, rate)."""

    # forward sweep
    spread = volatility * math.sqrt(years)
    moneyness = math.log(spot / strike) + rate * years
    d1 = moneyness / spread + 0.5 * spread
    d2 = d1 - spread
    n1 = 0.5 * (1.0 + math.erf(d1 / math.sqrt(2.0)))
    n2 = 0.5 * (1.0 + math.erf(d2 / math.sqrt(2.0)))

    # backward sweep
    # return spot * n1 - strike * math.exp(-rate * years) * n2
    discounted_bar = strike * math.exp(-rate * years) * y_bar
    spot_bar = n1 * y_bar
    n1_bar = spot * y_bar
    n2_bar = -discounted_bar
    rate_bar = years * discounted_bar * n2
    # n2 = 0.5 * (1.0 + math.erf(d2 / math.sqrt(2.0)))
    d2_bar = n2_bar * math.exp(-0.5 * d2 * d2) / math.sqrt(2.0 * math.pi)
    # n1 = 0.5 * (1.0 + math.erf(d1 / math.sqrt(2.0)))
    d1_bar = n1_bar * math.exp(-0.5 * d1 * d1) / math.sqrt(2.0 * math.pi)
    # d2 = d1 - spread
    d1_bar += d2_bar
    spread_bar = -d2_bar
    # d1 = (math.log(spot / strike) + rate * years) / spread + 0.5 * spread
    moneyness_bar = d1_bar / spread
    spot_bar += moneyness_bar / spot
    rate_bar += years * moneyness_bar
    spread_bar += 0.5 * d1_bar - moneyness_bar * moneyness / spread
    # spread = volatility * math.sqrt(years)
    volatility_bar = math.sqrt(years) * spread_bar
    return spot_bar, volatility_bar, rate_bar
