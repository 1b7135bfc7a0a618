"""This case shows the smallest loop."""
# args: (1.5, 5)


def sum_loop(x: float, n: int):
    total = 0.0
    for i in range(n):
        total += x * i
    return total


# vjp
