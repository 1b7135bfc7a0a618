"""This case shows the shortest program: one expression of one number."""
# args: (3.0,)


def square(x: float):
    return x * x


# vjp
