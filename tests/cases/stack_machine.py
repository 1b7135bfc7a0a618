"""This case shows a list that grows and shrinks."""
# args: (0.7, 3.0)


def stack_machine(x: float, limit: float):
    work = [x]
    total = 0.0
    while len(work) > 0:
        y = work.pop()
        total += y * y
        if y < limit:
            work.append(2.0 * y)
            work.append(y * y + limit)
    return total


# vjp


def stack_machine_vjp(x, limit, total_bar=1.0):
    """Reverse derivative of `stack_machine` with respect to (x, limit)."""

    # forward sweep
    y_stack = []
    work = [x]
    trips = 0
    while len(work) > 0:
        trips += 1
        y = work.pop()
        y_stack.append(y)
        branch = y < limit
        if branch:
            work.append(2.0 * y)
            work.append(y * y + limit)

    # backward sweep
    work_bar = [0.0] * len(work)
    limit_bar = 0.0
    for _ in range(trips):
        y = y_stack.pop()
        branch = y < limit
        if branch:
            # work.append(y * y + limit)
            item_bar = work_bar.pop()
            y_bar = 2.0 * y * item_bar
            limit_bar += item_bar
            # work.append(2.0 * y)
            item_bar2 = work_bar.pop()
            y_bar += 2.0 * item_bar2
        else:
            y_bar = 0.0
        # total += y * y
        y_bar += 2.0 * y * total_bar
        # y = work.pop()
        work_bar.append(y_bar)
    # work = [x]
    x_bar = work_bar[0]
    return x_bar, limit_bar
