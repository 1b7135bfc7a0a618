"""This case shows a `while` over a counter, with a branch on its parity."""
# args: (0.9, 5)


def countdown(x: float, n: int):
    y = 1.0
    power = x
    while n > 0:
        if n % 2 == 1:
            y = y * power
        power = power * power
        n = n // 2
    return y


# vjp
