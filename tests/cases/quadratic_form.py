"""This case shows one array on both sides of a product."""
# args: (np.array([0.3, -0.5, 0.8]), np.cos(np.arange(9.0)).reshape(3, 3))


def quadratic_form(x: "float[n]", A: "float[n, n]"):
    return 0.5 * (x @ A @ x)


# vjp
