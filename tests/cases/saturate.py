"""This case shows the ternary and `and`."""
# args: (0.3, 2.0)
# args: (0.9, 2.0)
# args: (-0.9, 2.0)


def saturate(x: float, gain: float):
    y = gain * x if x > 0.0 else x / gain
    z = y * y if y > 0.0 and y < 1.0 else y
    return z * x


# vjp
