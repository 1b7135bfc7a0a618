"""This case shows effects on the side, which happen once."""
# args: (0.9, 3)
# jit: no (an f-string with a format)


def printing(x: float, n: int):
    for i in range(n):
        x = x * x
        print(f"{i}: {x:.3f}")
    return x


# vjp


def printing_vjp(x, n, x_bar=1.0):
    """Reverse derivative of `printing` with respect to x."""

    # forward sweep
    x_stack = []
    for i in range(n):
        x_stack.append(x)
        x = x * x
        print(f"{i}: {x:.3f}")

    # backward sweep
    for _ in range(n):
        # x = x * x
        x = x_stack.pop()
        x_bar = 2.0 * x * x_bar
    return x_bar
