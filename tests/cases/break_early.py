"""This case shows a loop that ends early: it counts its trips."""
# args: (0.9, 20, 5.0)
# args: (0.2, 4, 5.0)


def break_early(x: float, n: int, limit: float):
    y = x
    for i in range(n):
        y = y + x * y
        if y > limit:
            break
    return y * y


# vjp


def break_early_vjp(x, n, limit, y_bar=1.0):
    """Reverse derivative of `break_early` with respect to (x, limit)."""

    # forward sweep
    y_stack = []
    y = x
    trips = 0
    for i in range(n):
        trips += 1
        y_stack.append(y)
        y = y + x * y
        if y > limit:
            break

    # backward sweep
    # return y * y
    y_bar2 = 2.0 * y * y_bar
    x_bar = 0.0
    for _ in range(trips):
        # y = y + x * y
        y = y_stack.pop()
        x_bar += y * y_bar2
        y_bar2 += x * y_bar2
    # y = x
    x_bar += y_bar2
    return x_bar, 0.0
