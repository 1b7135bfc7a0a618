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
