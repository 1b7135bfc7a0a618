"""This case shows `enumerate` over a list argument."""
# args: ([0.3, -0.5, 1.1],)
# jit: no (a list as argument)


def enumerated(xs: list[float]):
    total = 0.0
    for i, x in enumerate(xs):
        total = total * x + i * x
    return total


# vjp


def enumerated_vjp(xs, total_bar=1.0):
    """Reverse derivative of `enumerated` with respect to xs."""

    # forward sweep
    total_stack = []
    total = 0.0
    stop = len(xs)
    for i in range(stop):
        x = xs[i]
        total_stack.append(total)
        total = total * x + i * x

    # backward sweep
    xs_bar = [0.0] * len(xs)
    for i in range(stop - 1, -1, -1):
        # total = total * x + i * x
        x = xs[i]
        total = total_stack.pop()
        x_bar = (total + i) * total_bar
        total_bar = x * total_bar
        # for i, x in enumerate(xs):
        xs_bar[i] += x_bar
    return xs_bar
