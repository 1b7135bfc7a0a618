"""This case shows an endless loop left by `break`."""
# args: (7.0, 1.0, 1e-3)
# wrt: a, guess


def root(a: float, guess: float, tolerance: float):
    x = guess
    while True:
        step = 0.5 * (x - a / x)
        x = x - step
        if abs(step) < tolerance:
            break
    return x


# vjp


def root_vjp(a, guess, tolerance, x_bar=1.0):
    """Reverse derivative of `root` with respect to (a, guess)."""

    # forward sweep
    x_stack = []
    x = guess
    trips = 0
    while True:
        trips += 1
        step = 0.5 * (x - a / x)
        x_stack.append(x)
        x = x - step
        if abs(step) < tolerance:
            break

    # backward sweep
    a_bar = 0.0
    for _ in range(trips):
        # x = x - step
        x = x_stack.pop()
        step_bar = -x_bar
        # step = 0.5 * (x - a / x)
        x_bar += 0.5 * (1.0 + a / (x * x)) * step_bar
        a_bar -= 0.5 / x * step_bar
    return a_bar, x_bar
