"""This module checks lambdas, nested functions and functions passed as arguments."""

import functools
import math

import numpy as np

from tests.language.examples import Examples, grid, vector

example = Examples()


def twice(f, x):
    return f(f(x))


def cube(x):
    return x * x * x


def apply_to_both(f, x, y):
    return f(x) * f(y)


def pass_on(g, x):
    return twice(g, x) + apply_to_both(g, x, 2.0 * x)


def euler(rhs, y, h, n):
    for i in range(n):
        y = y + h * rhs(i * h, y)
    return y


def compose(f, g, x):
    return f(g(x))


@example(0.7)
def lambda_called_where_it_stands(x):
    return (lambda z: z * z)(x) * x


@example(0.7)
def lambda_with_a_name(x):
    f = lambda z, w=2.0: z * w * x  # noqa: E731
    return f(x) + f(x, x)


@example(0.7)
def two_lambdas_on_a_line(x):
    f, g = (lambda z: z * z), (lambda z: z * z * z)
    return f(x) * 2.0 + g(x) * f(g(x))


@example(0.7, 1.3)
def nested_function(x, y):
    def g(z):
        return z * z + 1.0

    return g(x) * g(y)


@example(0.7, 1.3)
def nested_function_captures(x, y):
    def g(z):
        return z * y

    a = g(x)
    y = y * 2.0
    return a + g(x)


@example(0.7)
def nested_function_sees_the_value_at_the_call(x):
    k = 1.0

    def g(z):
        return k * z

    k = x
    a = g(x)
    k = x * x
    return a * g(x)


@example(0.7)
def nested_functions_call_each_other(x):
    def even(z, n):
        return z if n == 0 else odd(z * x, n - 1)

    def odd(z, n):
        return z * 2.0 if n == 0 else even(z + x, n - 1)

    return even(x, 4) + odd(x, 3)


@example(0.7)
def nested_recursion(x):
    def power(n):
        return 1.0 if n == 0 else x * power(n - 1)

    return power(4)


@example(0.7, 1.3)
def nested_twice(x, y):
    def outer(a):
        def inner(b):
            return a * b * x

        return inner(y) + inner(a)

    return outer(x * y)


@example(0.7)
def defined_in_a_loop(x):
    total = 0.0
    for i in range(3):

        def g(z):
            return z * x * i

        total += g(x) * g(total)
        total += x
    return total


@example(0.7, beyond=True)
def defined_in_branches(x):
    if x > 0.5:

        def g(z):
            return z * z * x

    else:

        def g(z):
            return z + x

    return g(x) * g(2.0)


@example(0.7)
def function_as_argument(x):
    return twice(cube, x) + twice(math.sin, x)


@example(0.7)
def library_functions_as_arguments(x):
    return compose(math.exp, np.cos, x) + apply_to_both(math.tanh, x, x * x)


@example(0.7, 1.3)
def captured_variable_of_a_passed_function(x, y):
    def g(z):
        return z * y + x

    return twice(g, x) * y


@example(0.7, 1.3)
def captured_through_two_levels(x, y):
    def g(z):
        return z * z * y

    return pass_on(g, x) + pass_on(lambda z: z * x, y)


@example(0.7, 1.3, 0.4)
def right_hand_side_of_an_equation(y, k, c):
    def rhs(t, z):
        return -k * z + c * math.sin(t)

    return euler(rhs, y, 0.1, 5)


@example(vector(0.7, 0.1), 1.3)
def right_hand_side_of_a_system(y, k):
    def rhs(t, z):
        return np.array([z[1], -k * math.sin(z[0]) - t])

    return np.sum(euler(rhs, y, 0.1, 4) ** 2)


@example(0.7, beyond=True)
def lambda_chosen_at_run_time(x):
    f = (lambda z: z * x) if x > 0.5 else (lambda z: z + x)
    return twice(f, x)


@example(0.7, True)
@example(0.7, False)
def function_chosen_at_run_time(x, flag):
    f = cube if flag else math.sin
    return f(x) * x


@example(0.7, beyond=True)
def functions_in_a_tuple(x):
    total = x
    for f in (math.sin, cube, math.exp):
        total = f(total) * x
    return total


@example(0.7, beyond=True)
def functions_in_a_list_and_a_dict(x):
    fs = [math.sin, cube]
    table = {"sin": math.sin, "cube": cube}
    return fs[0](x) * fs[1](x) + table["cube"](x) * table["sin"](x)


def relu(z):
    return z if z > 0 else 0.0 * z


def layer(W, x, activation=math.tanh):
    return activation(np.sum(W * x))


@example(grid(2, 2), 0.7)
def default_argument_that_is_a_function(W, x):
    return layer(W, x) * layer(W, x, relu)


@example(0.7)
def defaults_with_a_sign(x):
    def power(n=-1, /):
        return n + 3

    def g(y, k, n=-2):
        return y * power() * k() + y**n

    return g(x, power)


@example(0.7)
def default_that_is_changed_later(x):
    m = 2

    def power(n=m):
        return n + 3

    y = x ** power()
    m = 5
    return y ** power() * m


@example(cube, 0.7)
@example(math.sin, 0.7)
@example(lambda z: z * z, 0.7)
def function_as_argument_of_the_differentiated(f, x):
    return f(x) * f(f(x))


@example(0.7, 1.3, beyond=True)
def partial(x, y):
    g = functools.partial(apply_to_both, cube)
    return g(x, y)


@example([0.3, 0.5], beyond=True)
def mapped(xs):
    return sum(map(cube, xs)) + sum(list(map(lambda z: z * xs[0], xs)))


@example(0.7)
def accumulates_through_a_captured_list(x):
    seen = []

    def g(z):
        seen.append(z * x)
        return z * z

    a = g(x) + g(2.0 * x)
    return a * seen[0] * seen[1]


@example(vector(0.3, 0.5))
def writes_a_captured_array(x):
    out = np.zeros(2)

    def put(i, value):
        out[i] = value * x[i]

    put(0, x[1])
    put(1, out[0])
    return np.sum(out * out)


def simpson(f, a, b, tolerance, depth):
    middle = (a + b) / 2
    once = (b - a) * (f(a) + 4 * f(middle) + f(b)) / 6
    left, right = (a + middle) / 2, (middle + b) / 2
    twice = (middle - a) * (f(a) + 4 * f(left) + f(middle)) / 6
    twice += (b - middle) * (f(middle) + 4 * f(right) + f(b)) / 6
    if abs(twice - once) < tolerance or depth > 4:
        return twice
    half = simpson(f, a, middle, tolerance / 2, depth + 1)
    return half + simpson(f, middle, b, tolerance / 2, depth + 1)


@example(0.7, 2.0)
def recursion_that_passes_a_closure_on(w, b):
    return simpson(lambda x: math.exp(-w * x) * math.sin(3 * x), 0.0, b, 1e-4, 0)


@example(
    np.array([[0.2, 1.5, -0.7], [1.1, 0.4, 0.9], [-0.3, 0.8, 1.3]]),
    vector(1.0, 2.0, -0.5),
)
def elimination_with_pivots(A, b):
    A, b, n = A.copy(), b.copy(), len(b)
    for k in range(n):
        row = max(range(k, n), key=lambda i: abs(A[i, k]))
        if row != k:
            A[[k, row]] = A[[row, k]]
            b[k], b[row] = b[row], b[k]
        for i in range(k + 1, n):
            f = A[i, k] / A[k, k]
            A[i, k:] -= f * A[k, k:]
            b[i] -= f * b[k]
    x = np.zeros(n)
    for i in range(n - 1, -1, -1):
        x[i] = (b[i] - A[i, i + 1 :] @ x[i + 1 :]) / A[i, i]
    return np.sum(x * x)


@example([0.3, 0.2, 0.9, 0.4])
def nested_sort(xs):
    def ordered(v):
        if len(v) <= 1:
            return v
        p = v[0]
        low = [u for u in v[1:] if u < p]
        high = [u for u in v[1:] if u >= p]
        return ordered(low) + [p] + ordered(high)

    return sum(i * v * v for i, v in enumerate(ordered(xs)))


@example([[4.0, 2.0, 0.5], [3.0, 5.0, 0.1], [1.0, 0.2, 2.0]])
def nested_determinant(rows):
    def determinant(m):
        if len(m) == 1:
            return m[0][0]
        total = 0.0
        for j in range(len(m)):
            minor = [row[:j] + row[j + 1 :] for row in m[1:]]
            total += (-1) ** j * m[0][j] * determinant(minor)
        return total

    return determinant(rows)


@example([3.0, 5.0, 0.5], [[1.0, 0.2], [0.3, 2.0], [3.0, 2.0]])
def table_asked_by_a_lambda(c, rows):
    table = [row + [c[i]] for i, row in enumerate(rows)]
    row = max(range(3), key=lambda i: table[i][0])
    while table[row][1] > 0.5:
        pivot = table[row][0]
        table[row] = [v / pivot for v in table[row]]
        row = min(range(3), key=lambda i: table[i][1])
        x = [0.0] * 2
        x[0] = table[row][-1]
    return x[0] * table[0][-1] + sum(v * v for v in table[2])


@example(1.2, 0.3)
def right_hand_side_of_lists(k, y0):
    y = [y0, 0.0]
    f = lambda t, y: [y[1], -k * y[0] - 0.1 * y[1] + math.sin(t)]  # noqa: E731
    h = 0.1
    for i in range(4):
        k1 = f(i * h, y)
        k2 = f(i * h + h, [a + h * b for a, b in zip(y, k1)])
        new = [a + h / 2 * (b + c) for a, b, c in zip(y, k1, k2)]
        if max(abs(a - b) for a, b in zip(y, new)) > 0.5:
            continue
        y = new
    return y[0] ** 2 + y[1]


@example(1.3)
def captured_names_assigned_beside_a_call(x):
    def g(u):
        return x * u

    a = [x, x, x]
    x, y = 0.5 * x, g(2.0)
    x, a[int(g(1.0))] = 1.5, g(3.0)
    (x, z), w = (2.0 * x, 1.0), g(2.0)
    a[int(g(0.5))], x = g(1.0), y
    return x * y + z * w, a


@example(1.3)
def captured_names_assigned_in_parts(x):
    def g(u):
        return x * u

    y = x
    x = 0.0 * y or g(2.0)
    x = sum(g(v) for v in (1.0, 2.0))
    x = (g(2.0) if y > 0 else 1.0) + g(1.0)
    x += g(1.0) * (x := 2.0 * y) + g(3.0)
    return x * y


@example(1.3)
def captured_names_assigned_by_a_walrus(x):
    def g(u):
        return x * u

    y = g(1.0) + (x := 3.0 * x) * g(1.0)
    held = [(x := x + v) * g(1.0) for v in (1.0, 2.0)]
    return y * held[0] * held[1]


test_functions = example.test()
