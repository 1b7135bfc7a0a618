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
            c = 24.0 / reynolds * (1.0 + 0.15 * reynolds ** 0.687)
        else:
            c = 0.44

    # backward sweep
    if reynolds < 1.0:
        # return 6.0 * math.pi * viscosity * radius * speed
        viscosity_bar = 6.0 * result_bar * speed * radius * math.pi
        radius_bar = 6.0 * result_bar * speed * math.pi * viscosity
        speed_bar = 6.0 * result_bar * math.pi * viscosity * radius
        reynolds_bar = 0.0
    else:
        # return 0.5 * math.pi * c * (radius * speed) ** 2
        part_bar = 0.5 * result_bar * math.pi * c
        c_bar = 0.5 * result_bar * (radius * speed) ** 2 * math.pi
        radius_bar = 2.0 * part_bar * radius * speed * speed
        speed_bar = 2.0 * part_bar * radius * speed * radius
        if reynolds < 1000.0:
            # c = 24.0 / reynolds * (1.0 + 0.15 * reynolds**0.687)
            reynolds_bar = (
                2.4732 * c_bar * reynolds ** -0.31299999999999994 / reynolds
                - 24.0 * c_bar * (1.0 + 0.15 * reynolds ** 0.687)
                / (reynolds * reynolds)
            )
        else:
            reynolds_bar = 0.0
        viscosity_bar = 0.0
    # reynolds = 2.0 * radius * speed / viscosity
    radius_bar += 2.0 * reynolds_bar * speed / viscosity
    speed_bar += 2.0 * reynolds_bar * radius / viscosity
    viscosity_bar -= reynolds_bar * reynolds / viscosity
    return speed_bar, radius_bar, viscosity_bar
