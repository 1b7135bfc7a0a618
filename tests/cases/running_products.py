"""This case shows a list that grows and is read again."""
# args: (np.array([0.3, -0.5, 1.1, 0.9]),)


def running_products(x: "float[n]"):
    products = [1.0]
    for i in range(len(x)):
        products.append(products[-1] * x[i])
    total = 0.0
    for p in products:
        total += p * p
    return total


# vjp


import numpy as np


def running_products_vjp(x, total_bar=1.0):
    """Reverse derivative of `running_products` with respect to x."""

    # forward sweep
    products = [1.0]
    stop = len(x)
    for i in range(stop):
        products.append(products[-1] * x[i])
    stop2 = len(products)

    # backward sweep
    products_bar = [0.0] * len(products)
    for i2 in range(stop2 - 1, -1, -1):
        # total += p * p
        p = products[i2]
        p_bar = 2.0 * p * total_bar
        # for p in products:
        products_bar[i2] += p_bar
    x_bar = np.zeros_like(x)
    for i in range(stop - 1, -1, -1):
        # products.append(products[-1] * x[i])
        item_bar = products_bar.pop()
        products.pop()
        products_bar[-1] += x[i] * item_bar
        x_bar[i] += products[-1] * item_bar
    return x_bar
