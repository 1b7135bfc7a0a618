"""This module checks assignment in all its forms."""

import numpy as np

from tests.language.examples import Examples, grid, vector

example = Examples()


@example(0.7, 1.3)
def plain(x, y):
    z = x * y
    z = z * z + x
    return z


@example(0.7, 1.3)
def overwrite_a_parameter(x, y):
    x = x * y
    x = x * x
    y = x + y
    return y * y


@example(0.7)
def chained(x):
    a = b = c = x * x
    a = a * 2.0
    return a + b * c


@example(vector(1.0, 2.0, 3.0))
def chained_to_subscripts(x):
    a = np.zeros(3)
    a[0] = a[2] = b = x[1] * x[2]
    a[1] = b * a[0]
    return np.sum(a * a)


@example(0.7, 1.3)
def swap(x, y):
    x, y = y, x
    x, y = x * y, x - y
    return x * x + 3.0 * y


@example(0.2, 0.5, 0.9)
def rotate_three(a, b, c):
    for _ in range(4):
        a, b, c = b * c, c + a, a
    return a * b + c * c


@example((0.4, (0.5, 0.6)))
def nested_targets(p):
    a, (b, c) = p
    (d, e), f = (a * b, b * c), c * a
    return d * e + f * d


@example(vector(0.3, 0.5, 0.7, 1.1))
def starred(x):
    first, *middle, last = x
    return first * last + middle[0] * middle[1] ** 2


@example(1.1)
def starred_into_what_is_taken_apart(x):
    b = [x, x * x, 3.0 * x, 4.0]
    *b[1:], c = b
    return b, c


@example([0.3, 0.5, 0.7])
def starred_at_the_end(xs):
    head, *tail = xs
    return head * tail[0] + tail[-1] * head


@example(0.4, 0.9)
def starred_display(x, y):
    *most, last = x, x * y, y * y, x + y
    return sum(most) * last


@example(vector(0.3, 0.5))
def unpack_an_array(x):
    a, b = x
    a, b = b, a * b
    return a * a * b


@example(grid(2, 2))
def unpack_rows(A):
    (a, b), (c, d) = A
    return a * d - b * c


@example(0.7, 1.3)
def augmented(x, y):
    z = x
    z += y
    z *= x
    z -= 0.5 * y
    z /= x + 2.0
    z **= 2
    return z


@example(0.7, 1.3)
def augmented_by_itself(x, y):
    x += x
    x *= x
    y -= x * y
    y /= x
    return x * y


@example(vector(1.0, 2.0, 3.0), 0.5)
def augmented_array(x, s):
    z = x.copy()
    z += s
    z *= x
    z /= 1.0 + x * x
    z -= z * z
    return np.sum(z)


@example(vector(1.0, 2.0, 3.0), 0.5)
def augmented_parameter_array(x, s):
    x *= s
    x += x
    return np.sum(x * x)


@example(grid(2, 2), vector(0.3, -0.2))
def augmented_matmul(A, v):
    B = np.eye(2)
    B = B @ A
    B @= A
    return np.sum(B @ v)


@example(0.7)
def annotated(x):
    y: float = x * x
    z: "float" = y * x  # noqa: UP037
    unused: int  # noqa: F842
    return y + z


@example(0.7, 1.3)
def walrus(x, y):
    z = (t := x * y) * t + (s := t * t)
    return z + s * t


@example(0.7)
def walrus_in_a_test(x):
    total = 0.0
    while (x := x * 0.5) > 0.05:
        total += x * x
    return total


@example(0.7)
def walrus_in_an_if(x):
    if (y := x * x) > 0.1:
        y = y * x
    return y


@example(0.7)
def walrus_rebinds_a_name_of_the_expression(x):
    return x * (x := x + 1.0) * x


@example(vector(1.0, 2.0, 3.0), 1)
def index_evaluated_before_rebinding(x, i):
    a = x.copy()
    i, a[i] = 2, a[i] * a[i]
    a[i] = a[i] * a[0]
    return np.sum(a)


@example(0.7)
def deleted_name(x):
    y = x * x
    z = y * x
    del y
    return z


@example(0.7)
def same_name_two_kinds(x):
    y = x * x
    y = np.array([y, x])
    y = np.sum(y * y)
    return y


@example(0.7)
def name_used_for_an_index_and_a_value(x):
    k = 0
    total = 0.0
    for k in range(3):
        total += k * x
    k = total * x
    return k


@example(vector(0.5, 1.5), 3.0, wrt=0)
def chained_names_of_one_list(p, u):
    x = y = [u, u * 2.0]
    x[0] = x[0] * p[0]
    (y[1], z) = y[0] * y[1], y[1]
    return x[0] + x[1] * z


@example(vector(0.5, 1.5), 3.0, wrt=0)
def walrus_names_one_list_twice(p, u):
    x = (y := [u, u * 2.0])
    x[0] = x[0] * p[0]
    (y[1], z) = y[0] * y[1], y[1]
    return x[0] + x[1] * z


test_assignment = example.test()
