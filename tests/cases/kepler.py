"""This case shows functions of `math` in one statement of two variables."""
# args: (0.9, 0.3)
import math


def kepler(anomaly: float, eccentricity: float):
    mean = anomaly - eccentricity * math.sin(anomaly)
    return mean + math.hypot(anomaly, eccentricity)


# vjp


import math


def kepler_vjp(anomaly, eccentricity, y_bar=1.0):
    """Reverse derivative of `kepler` with respect to (anomaly, eccentricity)."""

    # return mean + math.hypot(anomaly, eccentricity)
    part = math.hypot(anomaly, eccentricity)
    anomaly_bar = (anomaly / part if part else 0.0) * y_bar
    eccentricity_bar = (eccentricity / part if part else 0.0) * y_bar
    # mean = anomaly - eccentricity * math.sin(anomaly)
    anomaly_bar += y_bar - math.cos(anomaly) * eccentricity * y_bar
    eccentricity_bar -= math.sin(anomaly) * y_bar
    return anomaly_bar, eccentricity_bar
