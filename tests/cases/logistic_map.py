"""This case shows a loop whose adjoint reads the overwritten value only."""
# args: (3.7, 0.3, 8)


def logistic_map(r: float, x: float, n: int):
    for _ in range(n):
        x = r * x * (1.0 - x)
    return x


# vjp
