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
