"""This case shows `continue`."""
# args: (np.array([0.3, -0.5, 1.1, -0.9, 0.4]),)


def skip(x: "float[n]"):
    product = 1.0
    for i in range(len(x)):
        if x[i] < 0.0:
            continue
        product = product * x[i]
    return product


# vjp


import numpy as np


def skip_vjp(x, product_bar=1.0):
    """Reverse derivative of `skip` with respect to x."""

    # forward sweep
    product_stack = []
    product = 1.0
    stop = len(x)
    for i in range(stop):
        branch = not x[i] < 0.0
        if branch:
            product_stack.append(product)
            product = product * x[i]

    # backward sweep
    x_bar = np.zeros_like(x)
    for i in range(stop - 1, -1, -1):
        branch = not x[i] < 0.0
        if branch:
            # product = product * x[i]
            product = product_stack.pop()
            x_bar[i] += product * product_bar
            product_bar = x[i] * product_bar
    return x_bar
