"""This case shows branches that each return."""
# args: (0.3, 1.0)
# args: (-1.7, 1.0)


def huber(error: float, width: float):
    if abs(error) <= width:
        return 0.5 * error * error
    return width * (abs(error) - 0.5 * width)


# vjp


import math


def huber_vjp(error, width, result_bar=1.0):
    """Reverse derivative of `huber` with respect to (error, width)."""

    # forward sweep
    branch = abs(error) <= width

    # backward sweep
    if branch:
        # return 0.5 * error * error
        error_bar = error * result_bar
        width_bar = 0.0
    else:
        # return width * (abs(error) - 0.5 * width)
        part_bar = width * result_bar
        width_bar = (abs(error) - 0.5 * width) * result_bar - 0.5 * part_bar
        error_bar = (math.copysign(1.0, error) if error else 0.0) * part_bar
    return error_bar, width_bar
