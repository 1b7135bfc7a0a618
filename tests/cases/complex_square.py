"""This case shows tuples as values in a loop."""
# runtime: yes (zeros of a complex number)
# jit: no (the text calls s2s.runtime)
# args: (0.3, 0.4, 6)


def complex_square(re: float, im: float, n: int):
    z = (0.0, 0.0)
    for _ in range(n):
        a, b = z
        z = (a * a - b * b + re, 2.0 * a * b + im)
    return z[0] * z[0] + z[1] * z[1]


# vjp


from s2s import runtime


def complex_square_vjp(re, im, n, y_bar=1.0):
    """Reverse derivative of `complex_square` with respect to (re, im)."""

    # forward sweep
    a_stack = []
    b_stack = []
    z_stack = []
    z = 0.0, 0.0
    for _ in range(n):
        a = z[0]
        a_stack.append(a)
        b = z[1]
        b_stack.append(b)
        z_stack.append(z)
        z = a * a - b * b + re, 2.0 * a * b + im

    # backward sweep
    # return z[0] * z[0] + z[1] * z[1]
    z_bar = runtime.zeros(z)
    z_bar[0] += 2.0 * z[0] * y_bar
    z_bar[1] += 2.0 * z[1] * y_bar
    re_bar = 0.0
    im_bar = 0.0
    for _ in range(n):
        # z = (a * a - b * b + re, 2.0 * a * b + im)
        b = b_stack.pop()
        a = a_stack.pop()
        z = z_stack.pop()
        a_bar = 2.0 * (a * z_bar[0] + b * z_bar[1])
        b_bar = 2.0 * (a * z_bar[1] - b * z_bar[0])
        re_bar += z_bar[0]
        im_bar += z_bar[1]
        # a, b = z
        z_bar = runtime.zeros(z)
        z_bar[1] += b_bar
        z_bar[0] += a_bar
    return re_bar, im_bar
