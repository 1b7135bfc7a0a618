"""This case shows the ternary and `and`."""
# args: (0.3, 2.0)
# args: (0.9, 2.0)
# args: (-0.9, 2.0)


def saturate(x: float, gain: float):
    y = gain * x if x > 0.0 else x / gain
    z = y * y if y > 0.0 and y < 1.0 else y
    return z * x


# vjp


def saturate_vjp(x, gain, y_bar=1.0):
    """Reverse derivative of `saturate` with respect to (x, gain)."""

    # forward sweep
    if x > 0.0:
        y = gain * x
    else:
        y = x / gain
    branch = y > 0.0 and y < 1.0
    if branch:
        z = y * y
    else:
        z = y

    # backward sweep
    # return z * x
    z_bar = x * y_bar
    x_bar = z * y_bar
    if branch:
        # z = y * y if y > 0.0 and y < 1.0 else y
        y_bar2 = 2.0 * y * z_bar
    else:
        # z = y * y if y > 0.0 and y < 1.0 else y
        y_bar2 = z_bar
    if x > 0.0:
        # y = gain * x if x > 0.0 else x / gain
        gain_bar = x * y_bar2
        x_bar += gain * y_bar2
    else:
        # y = gain * x if x > 0.0 else x / gain
        x_bar += y_bar2 / gain
        gain_bar = -y / gain * y_bar2
    return x_bar, gain_bar
