"""This module checks `while`, `break`, `continue` and `else` on loops."""

import numpy as np

from tests.language.examples import Examples, vector

example = Examples()


@example(0.7, 2.3)
@example(0.7, 0.1)
def condition_on_the_value(x, limit):
    y = x
    while y < limit:
        y = y * (1.0 + x)
    return y * y


@example(0.7, 5)
@example(0.7, 0)
def counted(x, n):
    y = x
    while n > 0:
        y = y * x + n * y
        n -= 1
    return y


@example(2.0)
def newton(a):
    x = 1.0
    while abs(x * x - a) > 1e-12:
        x = 0.5 * (x + a / x)
    return x


@example(0.7)
def nested_whiles(x):
    total = 0.0
    i = 0
    while i < 3:
        j = 0
        y = x
        while j < i:
            y = y * x
            j += 1
        total += y * y
        i += 1
    return total


@example(0.7)
@example(0.1)
def endless_with_break(x):
    y = x
    while True:
        y = y * 1.5 + x
        if y > 3.0:
            break
        y = y * 1.1
    return y * y


@example(0.7, 3)
@example(0.7, 9)
@example(0.7, 0)
def break_out_of_for(x, n):
    y = x
    for i in range(6):
        if i == n:
            break
        y = y * x + i * y
    return y


@example(0.7)
def break_on_the_value(x):
    y = x
    for i in range(50):
        y = y * 1.3
        if y > 2.0:
            y = y * y
            break
        y = y + 0.1 * i
    return y


@example([0.5, 0.2, -0.3, 0.8])
@example([0.5, 0.2])
def break_while_walking(xs):
    total = 1.0
    for x in xs:
        if x < 0:
            break
        total = total * x + x
    return total


@example(0.9, 7)
def continue_in_for(x, n):
    y = x
    for i in range(n):
        if i % 3 == 0:
            continue
        y = y * x + i
    return y


@example(0.9)
def continue_in_while(x):
    y = x
    i = 0
    while i < 7:
        i += 1
        if i % 2:
            y = y * x
            continue
        y = y * y + i * x
    return y


@example(0.9)
def continue_and_break(x):
    y = x
    for i in range(10):
        if i % 2:
            continue
        if i > 6:
            break
        y = y * x + i
    return y * i


@example(0.9, 4)
@example(0.9, 40)
def else_of_for(x, limit):
    y = x
    for i in range(6):
        y = y * x + 1.0
        if i == limit:
            y = y * y
            break
    else:
        y = y * x * x
    return y


@example(0.9, 2.0)
@example(0.9, 200.0)
def else_of_while(x, limit):
    y = x
    n = 0
    while n < 6:
        y = y * (1.0 + x)
        n += 1
        if y > limit:
            break
    else:
        y = y / x
    return y


@example(0.9)
def else_without_break(x):
    for i in range(3):
        x = x * x
    else:
        x = x + 1.0
    return x * x


@example(vector(0.9, 0.4, 1.4, 0.2))
def break_out_of_the_inner_loop_only(x):
    total = 0.0
    for i in range(len(x)):
        product = 1.0
        for j in range(len(x)):
            if x[j] > 1.0:
                break
            product *= x[j] * x[i]
        total += product
    return total


@example(vector(0.9, 0.4, 1.4, 0.2))
def leave_two_loops_by_a_flag(x):
    total = 1.0
    done = False
    for i in range(len(x)):
        for j in range(i + 1):
            total = total + x[j] * total
            if total > 4.0:
                done = True
                break
        if done:
            break
    return total * total


@example(vector(0.9, 0.4, 1.4, 0.2))
def continue_of_the_outer_loop_by_else(x):
    total = 1.0
    for i in range(len(x)):
        for j in range(i):
            if x[j] > x[i]:
                break
        else:
            total = total * x[i]
            continue
        total = total + x[i] * x[j]
    return total


@example(0.5)
def while_over_a_list_used_as_a_queue(x):
    work = [x]
    total = 0.0
    while work:
        y = work.pop()
        total += y * y
        if y > 0.1:
            work.append(y * 0.5)
            work.append(y * y)
    return total


@example(vector(0.5, 0.8, 0.1))
def while_with_two_conditions(x):
    i = 0
    total = 1.0
    while i < len(x) and x[i] > 0.2:
        total = total * x[i]
        i += 1
    return total


@example(0.3)
def while_with_a_side_counter(x):
    steps = 0
    while x < 1.0:
        x = x + 0.25 * x
        steps = steps + 1
    return x * steps


@example(vector(1.0, 0.4))
def iterate_an_array_until_small(u):
    while np.sum(u * u) > 0.1:
        u = 0.5 * u * np.cos(u)
    return np.sum(u)


@example(0.5)
def walrus_that_carries_nothing(x):
    k = 0
    s = 0.0
    while (k := k + 1) < 4 and (m := k * 2) < 100:
        s += k * x * m
    return s * k


@example(vector(0.3, 0.4, 0.6))
def walrus_in_an_index(x):
    s = 1.0
    k = 0
    while x[(k := k + 1)] < 0.5:
        s *= x[k] * k
    return s * k * x[0]


@example([0.3, 0.5, 0.7])
def walrus_of_a_length(xs):
    xs = list(xs)
    total = 0.0
    while (n := len(xs)) > 0:
        total += n * xs.pop() ** 2
    return total


test_while = example.test()
