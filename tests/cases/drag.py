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
        viscosity_bar = 6.0 * math.pi * radius * speed * result_bar
        radius_bar = 6.0 * math.pi * viscosity * speed * result_bar
        speed_bar = 6.0 * math.pi * viscosity * radius * result_bar
        reynolds_bar = 0.0
    else:
        # return 0.5 * math.pi * c * (radius * speed) ** 2
        part_bar = 0.5 * math.pi * c * result_bar
        c_bar = 0.5 * math.pi * (radius * speed) ** 2 * result_bar
        radius_bar = 2.0 * speed * radius * speed * part_bar
        speed_bar = 2.0 * radius * radius * speed * part_bar
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
    radius_bar += 2.0 * speed / viscosity * reynolds_bar
    speed_bar += 2.0 * radius / viscosity * reynolds_bar
    viscosity_bar -= reynolds / viscosity * reynolds_bar
    return speed_bar, radius_bar, viscosity_bar
