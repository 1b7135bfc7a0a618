"""This case shows a `while` that runs until convergence, and two targets at once."""
# args: (2.0, 0.7)


def agm(a: float, b: float):
    while abs(a - b) > 1e-9:
        a, b = 0.5 * (a + b), (a * b) ** 0.5
    return a


# vjp


def agm_vjp(a, b, a_bar=1.0):
    """Reverse derivative of `agm` with respect to (a, b)."""

    # forward sweep
    a_stack = []
    b_stack = []
    trips = 0
    while abs(a - b) > 1e-09:
        trips += 1
        a_new = 0.5 * (a + b)
        b_stack.append(b)
        b = (a * b) ** 0.5
        a_stack.append(a)
        a = a_new

    # backward sweep
    b_bar = 0.0
    for _ in range(trips):
        # a, b = 0.5 * (a + b), (a * b) ** 0.5
        a = a_stack.pop()
        a_new_bar = a_bar
        b = b_stack.pop()
        scale = 0.5 * (a * b) ** -0.5 * b_bar
        a_bar = b * scale
        b_bar = a * scale
        a_bar += 0.5 * a_new_bar
        b_bar += 0.5 * a_new_bar
    return a_bar, b_bar
