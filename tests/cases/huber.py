"""This case shows branches that each return."""
# args: (0.3, 1.0)
# args: (-1.7, 1.0)


def huber(error: float, width: float):
    if abs(error) <= width:
        return 0.5 * error * error
    return width * (abs(error) - 0.5 * width)


# vjp
