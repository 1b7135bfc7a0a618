"""This case shows a nested function that captures what is differentiated."""
# args: (0.9, 1.3, 4)
# jit: no (a nested function)


def nested_function(x: float, rate: float, n: int):
    def slope(y):
        return -rate * y * x

    y = x
    for _ in range(n):
        y = y + 0.1 * slope(y)
    return y


# vjp
