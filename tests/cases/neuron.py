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


def neuron_vjp(current, leak, steps, v_bar=1.0):
    """Reverse derivative of `neuron` with respect to (current, leak)."""

    # forward sweep
    branch_stack = []
    v_stack = []
    v = 0.0
    for i in range(steps):
        branch = v > 1.0
        branch_stack.append(branch)
        if branch:
            v = 0.1 * v
        else:
            v_stack.append(v)
            v = v + 0.01 * (current - leak * v * v)

    # backward sweep
    current_bar = 0.0
    leak_bar = 0.0
    for _ in range(steps):
        branch = branch_stack.pop()
        if branch:
            # v = 0.1 * v
            v_bar = 0.1 * v_bar
        else:
            # v = v + 0.01 * (current - leak * v * v)
            v = v_stack.pop()
            current_bar += 0.01 * v_bar
            leak_bar -= 0.01 * v * v * v_bar
            v_bar -= 0.02 * leak * v * v_bar
    return current_bar, leak_bar
