"""This case shows a scalar loop with a branch."""
# args: (0.7, 0.3, 700)


def neuron(current: float, leak: float, steps: int):
    v = 0.0
    for i in range(steps):
        if v > 1.0:
            v = 0.1 * v
        else:
            v = v + 0.01 * (current - leak * v * v)
    return v


# vjp
