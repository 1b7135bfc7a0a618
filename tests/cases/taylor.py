"""This case shows an index that the adjoint reads: the loop runs backwards."""
# args: (0.9, 12)


def taylor(x: float, n: int):
    total = 1.0
    term = 1.0
    for k in range(1, n):
        term = term * x / k
        total += term
    return total


# vjp


def taylor_vjp(x, n, total_bar=1.0):
    """Reverse derivative of `taylor` with respect to x."""

    # forward sweep
    term_stack = []
    term = 1.0
    for k in range(1, n):
        term_stack.append(term)
        term = term * x / k

    # backward sweep
    x_bar = 0.0
    term_bar = 0.0
    for k in range(n - 1, 0, -1):
        # total += term
        term_bar += total_bar
        # term = term * x / k
        term = term_stack.pop()
        x_bar += term / k * term_bar
        term_bar = x / k * term_bar
    return x_bar
