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
