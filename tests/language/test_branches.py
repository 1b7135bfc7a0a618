"""This module checks `if`, `elif`, `else` and the ternary."""

import math

import numpy as np

from tests.language.examples import Examples, vector

example = Examples()


@example(0.7)
@example(-0.7)
def if_else(x):
    if x > 0:
        y = x * x
    else:
        y = math.exp(x)
    return y * x


@example(0.7)
@example(-0.7)
def if_alone(x):
    y = x * x
    if x > 0:
        y = y * y
    return y


@example(0.1)
@example(0.7)
@example(1.7)
@example(2.7)
def elif_ladder(x):
    if x > 2.0:
        y = x**3
    elif x > 1.0:
        y = 2.0 * x * x
    elif x > 0.5:
        y = math.sin(x)
    else:
        y = x
    return y * y


@example(0.7, 1.3)
@example(0.7, -1.3)
@example(-0.7, 1.3)
def nested_ifs(x, y):
    z = x * y
    if x > 0:
        z = z * x
        if y > 0:
            z = z * z
        else:
            z = z - y
        z = z * y
    return z


@example(0.7, 1.3)
@example(-0.7, 1.3)
def condition_reads_what_the_arm_overwrites(x, y):
    if x * y > 0:
        x = -x * y
    else:
        y = x * x
    if x * y > 0:
        x = x * x
    return x * y


@example(0.7, 3)
@example(0.7, 0)
def flag_changes_after_the_test(x, n):
    flag = n > 1
    y = x
    if flag:
        y = y * x
    flag = not flag
    if flag:
        y = y * y * x
    return y


@example(0.7, 1.3)
@example(1.3, 0.7)
def ternary(x, y):
    z = x * x if x > y else x * y
    return (z if z > 1.0 else z * z) * (x if y < 1.0 else y)


@example(0.7)
@example(1.7)
def ternary_evaluates_one_arm(x):
    return math.sqrt(x - 1.0) * x if x > 1.0 else math.sqrt(1.0 - x)


@example(0.7, None)
@example(0.7, 2.0)
def optional_argument(x, scale):
    if scale is None:
        scale = 3.0
    return x * x * scale


@example(vector(0.5, -0.2, 0.8, -1.0))
def branch_in_a_loop(x):
    total = 1.0
    for i in range(len(x)):
        if x[i] > 0:
            total = total * x[i]
        elif x[i] > -0.5:
            total = total - x[i] * x[i]
    return total


@example(0.9, 6)
def branch_on_parity(x, n):
    y = x
    for i in range(n):
        if i % 2:
            y = y * x
        else:
            y = math.sin(y)
    return y


@example(0.7, "cube")
@example(0.7, "square")
@example(0.7, "other")
def branch_on_a_string(x, how):
    if how == "square":
        return x * x
    elif how == "cube":
        return x * x * x
    return x


@example(0.7)
def arms_of_different_kinds(x):
    if x > 0.5:
        y = np.array([x, x * x])
    else:
        y = x
    return np.sum(y * y)


@example(vector(0.7, 0.2), True)
@example(vector(0.7, 0.2), False)
def value_or_array(x, summed):
    y = np.sum(x) if summed else x
    y = y * y
    return np.sum(y * 3.0)


@example(0.7)
def branch_never_taken(x):
    y = x * x
    if x > 5.0:
        y = y / 0.0
    return y


@example(0.7, 1.2)
def passed_over(x, y):
    if x > 0.5:
        pass
    else:
        y = y * x
    return x * y


@example([0.4, 0.9, -0.3])
def truth_of_an_item_that_changes(xs):
    stacks = [[xs[0]], [], [xs[1], xs[2]]]
    s = 1.0
    for _ in range(5):
        if stacks[-1]:
            s = s * stacks[-1].pop() + xs[0]
        elif stacks[0]:
            s = s + stacks[0].pop()
        else:
            s = s * xs[1]
    return s


@example([0.4, 0.9, -0.3])
def truth_of_an_item_that_changes_by_another_name(xs):
    stacks = [[xs[0]], [], [xs[1], xs[2]]]
    s = 1.0
    row = stacks[2]
    for _ in range(4):
        if row:
            s = s + stacks[-1].pop() * xs[0]
        if not row and stacks and stacks[0]:
            s = s * xs[1]
    return s


@example(vector(0.4, 0.9, -0.3))
def truth_of_a_view(xs):
    a = np.array([xs[0], 0.0])
    s = 1.0
    for _ in range(4):
        if a[:1]:
            a[0] = 0.0
            s = s * xs[1]
        else:
            a[0] = xs[2]
            s = s + xs[0] * s
    return s


@example([0.4, 0.9, -0.3])
def truth_among_conditions(xs):
    rows = [[xs[0]], [], [xs[1], xs[2]]]
    s = 0.0
    for i, row in enumerate(rows):
        if i > 0 and rows[i]:
            s += row[0] * xs[1]
        if s > 0.0 and s:
            s *= xs[0]
    return s


test_branches = example.test()
