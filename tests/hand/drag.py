# at: drag(2.0, 0.05, 0.001)
# at: drag(0.1, 0.05, 0.1)
# at: drag(20.0, 0.05, 0.001)
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


def drag_vjp(speed, radius, viscosity, y_bar=1.0):
    """Reverse derivative of `drag` with respect to (speed, radius, viscosity)."""

    # forward sweep
    reynolds = 2.0 * radius * speed / viscosity
    if reynolds < 1.0:
        # return 6.0 * math.pi * viscosity * radius * speed
        scale = 6.0 * math.pi * y_bar
        speed_bar = scale * viscosity * radius
        radius_bar = scale * viscosity * speed
        viscosity_bar = scale * radius * speed
        return speed_bar, radius_bar, viscosity_bar
    if reynolds < 1000.0:
        c = 24.0 / reynolds * (1.0 + 0.15 * reynolds**0.687)
    else:
        c = 0.44

    # backward sweep
    # return 0.5 * math.pi * c * (radius * speed) ** 2
    scale = math.pi * radius * speed * y_bar
    speed_bar = scale * c * radius
    radius_bar = scale * c * speed
    reynolds_bar = 0.0
    if reynolds < 1000.0:
        # c = 24.0 / reynolds * (1.0 + 0.15 * reynolds**0.687)
        c_bar = 0.5 * scale * radius * speed
        reynolds_bar = c_bar * (24.0 * 0.15 * 0.687 * reynolds**-0.313 - c) / reynolds
    # reynolds = 2.0 * radius * speed / viscosity
    scale = 2.0 * reynolds_bar / viscosity
    speed_bar += scale * radius
    radius_bar += scale * speed
    viscosity_bar = -reynolds / viscosity * reynolds_bar
    return speed_bar, radius_bar, viscosity_bar
