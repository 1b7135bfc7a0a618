"""This case shows a loop whose variable must be recorded."""
# args: (0.4, 5)
# args: (0.4, 0)


def power_loop(x: float, n: int):
    y = x
    for _ in range(n):
        y = y * y + x
    return y


# vjp
