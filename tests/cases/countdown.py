"""This case shows a `while` over a counter, with a branch on its parity."""
# args: (0.9, 5)


def countdown(x: float, n: int):
    y = 1.0
    power = x
    while n > 0:
        if n % 2 == 1:
            y = y * power
        power = power * power
        n = n // 2
    return y


# vjp


def countdown_vjp(x, n, y_bar=1.0):
    """Reverse derivative of `countdown` with respect to x."""

    # forward sweep
    branch_stack = []
    power_stack = []
    y_stack = []
    y = 1.0
    power = x
    trips = 0
    while n > 0:
        trips += 1
        branch = n % 2 == 1
        branch_stack.append(branch)
        if branch:
            y_stack.append(y)
            y = y * power
        power_stack.append(power)
        power = power * power
        n = n // 2

    # backward sweep
    power_bar = 0.0
    for _ in range(trips):
        # power = power * power
        power = power_stack.pop()
        power_bar = 2.0 * power * power_bar
        branch = branch_stack.pop()
        if branch:
            # y = y * power
            y = y_stack.pop()
            power_bar += y * y_bar
            y_bar = power * y_bar
    return power_bar
