"""This case shows `enumerate` over a list argument."""
# args: ([0.3, -0.5, 1.1],)
# jit: no (a list as argument)


def enumerated(xs: list[float]):
    total = 0.0
    for i, x in enumerate(xs):
        total = total * x + i * x
    return total


# vjp
