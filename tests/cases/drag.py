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


import math


def drag_vjp(speed, radius, viscosity, result_bar=1.0):
    """Reverse derivative of `drag` with respect to (speed, radius, viscosity)."""

    # forward sweep
    reynolds = 2.0 * radius * speed / viscosity
    if not reynolds < 1.0:
        if reynolds < 1000.0:
            part = 1.0 + 0.15 * reynolds ** 0.687
            c = 24.0 / reynolds * part
        else:
            c = 0.44

    # backward sweep
    if reynolds < 1.0:
        # return 6.0 * math.pi * viscosity * radius * speed
        scale = 6.0 * math.pi * result_bar
        viscosity_bar = radius * speed * scale
        radius_bar = viscosity * speed * scale
        speed_bar = viscosity * radius * scale
        reynolds_bar = 0.0
    else:
        # return 0.5 * math.pi * c * (radius * speed) ** 2
        scale2 = speed * radius * math.pi * c * result_bar
        c_bar = 0.5 * math.pi * (radius * speed) ** 2 * result_bar
        radius_bar = speed * scale2
        speed_bar = radius * scale2
        if reynolds < 1000.0:
            # c = 24.0 / reynolds * (1.0 + 0.15 * reynolds**0.687)
            reynolds_bar = (
                (2.4732 * reynolds ** -1.313 - 24.0 / (reynolds * reynolds) * part)
                * c_bar
            )
        else:
            reynolds_bar = 0.0
        viscosity_bar = 0.0
    # reynolds = 2.0 * radius * speed / viscosity
    scale3 = 2.0 / viscosity * reynolds_bar
    radius_bar += speed * scale3
    speed_bar += radius * scale3
    viscosity_bar -= reynolds / viscosity * reynolds_bar
    return speed_bar, radius_bar, viscosity_bar
