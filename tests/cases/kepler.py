"""This case shows functions of `math` in one statement of two variables."""
# args: (0.9, 0.3)
import math


def kepler(anomaly: float, eccentricity: float):
    return anomaly - eccentricity * math.sin(anomaly) + math.hypot(anomaly, eccentricity)


# vjp
