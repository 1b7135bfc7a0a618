"""This case shows an index that the adjoint reads: the loop runs backwards."""
# args: (0.9, 12)


def taylor(x: float, n: int):
    total = 1.0
    term = 1.0
    for k in range(1, n):
        term = term * x / k
        total += term
    return total


# vjp
