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


def tax_vjp(income, rate, y_bar=1.0):
    """Reverse derivative of `tax` with respect to (income, rate)."""

    # return income - due
    income_bar = y_bar
    due_bar = -y_bar
    if income < 1.0:
        rate_bar = 0.0
    elif income < 2.0:
        # due = rate * (income - 1.0)
        rate_bar = (income - 1.0) * due_bar
        income_bar += rate * due_bar
    else:
        # due = rate + 2.0 * rate * (income - 2.0) ** 2
        rate_bar = due_bar + 2.0 * (income - 2.0) ** 2 * due_bar
        income_bar += 4.0 * (income - 2.0) * rate * due_bar
    return income_bar, rate_bar
