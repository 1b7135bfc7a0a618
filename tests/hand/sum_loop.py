# at: sum_loop(1.5, 5)
# bench: sum_loop(1.5, 20000)


def sum_loop(x: float, n: int):
    total = 0.0
    for i in range(n):
        total += x * i
    return total


# vjp


def sum_loop_vjp(x, n, total_bar=1.0):
    """Reverse derivative of `sum_loop` with respect to x."""

    # backward sweep
    x_bar = 0.0
    for i in range(n - 1, -1, -1):
        # total += x * i
        x_bar += i * total_bar
    return x_bar
