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
