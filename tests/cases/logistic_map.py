"""This case shows a loop whose adjoint reads the overwritten value only."""
# args: (3.7, 0.3, 8)


def logistic_map(r: float, x: float, n: int):
    for _ in range(n):
        x = r * x * (1.0 - x)
    return x


# vjp


def logistic_map_vjp(r, x, n, x_bar=1.0):
    """Reverse derivative of `logistic_map` with respect to (r, x)."""

    # forward sweep
    x_stack = []
    for _ in range(n):
        x_stack.append(x)
        x = r * x * (1.0 - x)

    # backward sweep
    r_bar = 0.0
    for _ in range(n):
        # x = r * x * (1.0 - x)
        x = x_stack.pop()
        r_bar += x * (1.0 - x) * x_bar
        x_bar = (1.0 - x - x) * r * x_bar
    return r_bar, x_bar
