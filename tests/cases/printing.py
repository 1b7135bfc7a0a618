"""This case shows effects on the side, which happen once."""
# args: (0.9, 3)
# jit: no (an f-string with a format)


def printing(x: float, n: int):
    for i in range(n):
        x = x * x
        print(f"{i}: {x:.3f}")
    return x


# vjp
