"""This case shows a `return` out of a nested loop."""
# args: (np.array([0.3, 0.5, 1.1, 0.9]), 0.5)
# args: (np.array([0.3, 0.5, 1.1, 0.9]), 50.0)


def search(x: "float[n]", limit: float):
    total = 0.0
    for i in range(len(x)):
        for j in range(i, len(x)):
            total += x[i] * x[j]
            if total > limit:
                return total * x[j]
    return total


# vjp


import numpy as np


def search_vjp(x, limit, result_bar=1.0):
    """Reverse derivative of `search` with respect to (x, limit)."""

    # forward sweep
    branch_stack = []
    total_stack = []
    trips2_stack = []
    total = 0.0
    returned = False
    stop = len(x)
    trips = 0
    for i in range(stop):
        trips += 1
        stop2 = len(x)
        trips2 = 0
        for j in range(i, stop2):
            trips2 += 1
            total_stack.append(total)
            total += x[i] * x[j]
            branch = total > limit
            branch_stack.append(branch)
            if branch:
                returned = True
                break
        trips2_stack.append(trips2)
        if returned:
            break

    # backward sweep
    if not returned:
        # return total
        total_bar = result_bar
        result_bar = 0.0
    else:
        total_bar = 0.0
    x_bar = np.zeros_like(x)
    for i in range(trips - 1, -1, -1):
        trips2 = trips2_stack.pop()
        for j in range(i + trips2 - 1, i - 1, -1):
            branch = branch_stack.pop()
            if branch:
                # return total * x[j]
                total_bar += x[j] * result_bar
                x_bar[j] += total * result_bar
                result_bar = 0.0
            # total += x[i] * x[j]
            total = total_stack.pop()
            x_bar[i] += x[j] * total_bar
            x_bar[j] += x[i] * total_bar
    return x_bar, 0.0
