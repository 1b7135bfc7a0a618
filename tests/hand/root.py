# at: root(7.0, 1.0, 1e-3)
# bench: root(7.0, 1e100, 1e-3)


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
    trips = 0
    x = guess
    while True:
        trips += 1
        x_stack.append(x)
        step = 0.5 * (x - a / x)
        x = x - step
        if abs(step) < tolerance:
            break

    # backward sweep
    a_bar = 0.0
    for _ in range(trips):
        # x = x - step
        x = x_stack.pop()
        step_bar = -0.5 * x_bar
        # step = 0.5 * (x - a / x)
        a_bar -= step_bar / x
        x_bar += step_bar * (1.0 + a / (x * x))
    return a_bar, x_bar
