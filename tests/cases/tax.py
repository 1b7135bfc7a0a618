"""This case shows a ladder of `elif`."""
# args: (0.5, 0.2)
# args: (1.5, 0.2)
# args: (3.5, 0.2)


def tax(income: float, rate: float):
    if income < 1.0:
        due = 0.0
    elif income < 2.0:
        due = rate * (income - 1.0)
    else:
        due = rate + 2.0 * rate * (income - 2.0) ** 2
    return income - due


# vjp
