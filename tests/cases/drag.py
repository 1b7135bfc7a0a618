"""This case shows early returns."""
# args: (2.0, 0.05, 0.001)
# args: (0.1, 0.05, 0.1)
# args: (20.0, 0.05, 0.001)
import math


def drag(speed: float, radius: float, viscosity: float):
    reynolds = 2.0 * radius * speed / viscosity
    if reynolds < 1.0:
        return 6.0 * math.pi * viscosity * radius * speed
    if reynolds < 1000.0:
        c = 24.0 / reynolds * (1.0 + 0.15 * reynolds**0.687)
    else:
        c = 0.44
    return 0.5 * math.pi * c * (radius * speed) ** 2


# vjp
