"""This case shows a function that calls itself."""
# args: (0.9, 5)
# jit: no (recursion)


def recursion(x: float, n: int):
    if n == 0:
        return 1.0
    return x * recursion(x, n - 1) + x


# vjp
