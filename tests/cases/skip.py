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
