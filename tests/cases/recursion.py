"""This case shows a function that calls itself."""
# args: (0.9, 5)
# jit: no (recursion)


def recursion(x: float, n: int):
    if n == 0:
        return 1.0
    return x * recursion(x, n - 1) + x


# vjp


def recursion_forward(x, n):
    """Forward sweep of `recursion`: its value, and a tape for the way back."""

    recursion_tape = None
    recursion_value = 0.0
    if n == 0:
        result = 1.0
    else:
        recursion_value, recursion_tape = recursion_forward(x, n - 1)
        result = x * recursion_value + x
    return result, (n, recursion_tape, recursion_value, x)


def recursion_backward(tape, result_bar):
    """Backward sweep of `recursion` with respect to x."""

    n, recursion_tape, recursion_value, x = tape
    if n == 0:
        x_bar = 0.0
    else:
        # return x * recursion(x, n - 1) + x
        x_bar = recursion_value * result_bar + result_bar
        d_x = recursion_backward(recursion_tape, x * result_bar)
        x_bar += d_x
    return x_bar


def recursion_vjp(x, n, result_bar=1.0):
    """Reverse derivative of `recursion` with respect to x."""

    # forward sweep
    if n != 0:
        recursion_value, recursion_tape = recursion_forward(x, n - 1)

    # backward sweep
    if n == 0:
        x_bar = 0.0
    else:
        # return x * recursion(x, n - 1) + x
        x_bar = recursion_value * result_bar + result_bar
        d_x = recursion_backward(recursion_tape, x * result_bar)
        x_bar += d_x
    return x_bar
