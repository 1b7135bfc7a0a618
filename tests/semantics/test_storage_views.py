"""This module checks arrays that have several names and are changed through them."""

import numpy as np

from tests.language.examples import Examples, grid, vector

example = Examples()


@example(vector(0.3, 0.5, 0.7, 0.9, 1.1))
def views_of_views(x):
    a = x * x
    v = a[1:]
    w = v[1:][::-1]
    w[0] = v[0] * a[0]
    v[1] *= w[-1] + a[2]
    a[2:] += w
    return np.sum(a * x) + w[1] * v[2]


@example(vector(0.3, 0.5, 0.7))
def two_names_one_rebound(x):
    a = x.copy()
    b = a
    b[0] = a[1] * a[2]
    a = b * 2.0
    a[1] = b[0] * a[0]
    b[2] *= a[1]
    return np.sum(a * b)


@example(vector(0.3, 0.5, 0.7, 0.9, 1.1))
def overlapping_updates(a):
    a[1:] += a[:-1]
    a[:-1] *= a[1:]
    a[::2] -= a[1:4] * a[2]
    a[1:4] /= a[:3] + 2.0
    return np.sum(a * a)


@example(vector(0.3, 0.5, 0.7, 0.9))
def overlapping_updates_through_views(x):
    a = x.copy()
    left, right = a[:-1], a[1:]
    right += left
    left *= right
    right[:] = left * right
    left[:] = right[::-1]
    return np.sum(a * x)


@example(grid(3, 3))
def transposed_view(A):
    B = A * 1.0
    T = B.T
    T[0] = B[1] * T[2]
    B[0] *= T[0]
    T += A
    return np.sum(B * T)


@example(grid(2, 3))
def reshape_is_a_view_here(A):
    B = A * A
    v = B.reshape(6)
    v[1] = B[1, 1] * v[0]
    B[0] *= v[3:]
    w = v.reshape(3, 2)
    w[1] += B[:, 0]
    return np.sum(B * A) + np.sum(v[::2] * w[:, 0])


@example(grid(2, 3), 1)
@example(grid(2, 3), 0)
def reshape_may_be_a_view(A, transposed):
    B = A * 1.0
    C = B.T if transposed else B
    v = C.reshape(-1)
    v[1] = v[0] * v[2]
    C[0, 0] += v[1]
    return np.sum(v * v) + np.sum(B * B)


@example(vector(0.3, 0.5, 0.7, 0.9, 1.1))
def negative_steps(x):
    a = x.copy()
    a[::-2] *= a[::2]
    a[3:0:-1] = a[:3] * a[1]
    v = a[::-1]
    v[:2] += a[:2]
    v[::-2] *= 2.0
    return np.sum(v * x)


@example(vector(0.3, 0.5, 0.7))
def update_by_itself(x):
    a = x.copy()
    a += a
    a *= a
    a -= a[::-1]
    a[1:] += a[1:] * a[0]
    return np.sum(a * x)


@example(vector(0.3, 0.5, 0.7))
def copies_are_apart(x):
    a = x * 1.0
    b = a.copy()
    c = np.array(a)
    d = a[:]
    a[0] = 5.0 * b[1]
    b[1] = a[0] * c[2]
    d[2] = b[1]
    return np.sum(a * b * c * d)


@example(vector(0.3, 0.5, 0.7))
def swap_of_elements(x):
    a = x * x
    a[0], a[1] = a[1], a[0] * a[2]
    a[2], a[0] = a[0], a[1]
    i = 0
    i, a[i] = 1, a[2] * 3.0
    return np.sum(a * x)


@example(vector(0.3, 0.5, 0.7))
def mask_of_what_is_stored(x):
    a = x * 1.0
    a[a > 0.4] *= a[a > 0.4]
    a[a < 0.4] = a[0] * 2.0
    v = a[1:]
    v[v > 0.3] += a[0]
    return np.sum(a * a)


@example(vector(0.3, 0.5, 0.7, 0.2))
def fancy_store_from_itself(x):
    a = x * 1.0
    a[[0, 1]] = a[[1, 0]] * a[2]
    idx = np.array([3, 2, 3])
    a[idx] += a[:3]
    idx[0] = 0
    a[idx] *= a[idx] + 1.0
    return np.sum(a * x)


@example(vector(0.3, 0.5, 0.7))
def tuple_of_arrays(x):
    pair = (x * 1.0, x * x)
    a, b = pair
    a[0] = b[1] * b[2]
    pair[1][0] *= a[0]
    return np.sum(pair[0] * b)


@example(grid(2, 2), vector(0.3, 0.5))
def broadcast_update_of_a_view(A, x):
    A = A.copy()
    v = A[0]
    A += x
    A *= v
    v -= np.sum(A, axis=0)
    A[:, 0] = x * v
    return np.sum(A * A)


@example(vector(0.3, 0.5, 0.7))
def ravel_and_squeeze(x):
    A = np.outer(x, x)
    v = A.ravel()
    v[1] = x[0] * v[4]
    B = A[None]
    w = np.squeeze(B)
    w[2] *= A[0]
    return np.sum(A * A) + np.sum(v * v)


@example(vector(0.3, 0.5, 0.7, 0.9))
def rebound_parameter_is_a_view(x):
    x = x[1:]
    x[0] = x[1] * x[2]
    x = x[::-1]
    x[0] *= x[2]
    return np.sum(x * x)


@example(vector(0.3, 0.5, 0.7), vector(0.2, 0.4, 0.1))
def value_added_twice(x, v):
    a = x.copy()
    a += v
    b = v * 2.0
    a[0] = b[1]
    a += v
    a *= 2.0
    v = v * a
    return np.sum(a * v)


@example(vector(0.3, 0.5, 0.7, 0.2))
def parts_joined_twice(x):
    u = x[:2]
    v = x[2:]
    y = np.concatenate([u, v])
    z = np.concatenate((v, u))
    y = y * z
    u = u + y[:2]
    return np.sum(y) + np.sum(u * v)


@example(vector(0.3, 0.5, 0.7, 0.9))
def split_views(x):
    a = x * 1.0
    left, right = a[:2], a[2:]
    left, right = right, left
    left[0] = right[1] * right[0]
    right *= left
    left, right = right + left, left
    right[1] += left[0]
    return np.sum(a * x) + np.sum(left)


@example(vector(0.3, 0.5, 0.7))
def real_imag(x):
    a = x * 1.0
    b = a.real
    b[0] = a[1] * a[2]
    return np.sum(a * a)


@example(np.array([[0.3, -0.6, 1.3], [-1.3, 0.9, 0.2]]))
def row_of_a_transpose(m):
    w = m.T[0]
    w[1] += 0.5 * m[0, 0]
    y = m.T[1] * w
    m *= m[0, 1]
    m.T[0][0] = y[1] * m[1, 1]
    return np.sum(m * m) + np.sum(y)


@example(vector(-0.2, 0.2, 0.9), np.array([[0.3, 0.4, 0.2], [0.1, 0.5, 0.3]]))
def views_of_what_an_expression_makes(a, m):
    u = np.flip(np.sin(a), 0)
    v = u[1:]
    v[0] *= a[1]
    parts = [u, np.flip(np.cos(a))]
    parts[1][0] *= a[2]
    w = (m * a[0]).T
    z = w
    z[0] += v
    return np.sum(parts[0] * parts[1]) + np.sum(w * w)


@example(vector(-0.2, 0.2, 0.9), np.array([[0.3, 0.4, 0.2], [0.1, 0.5, 0.3]]))
def views_of_what_may_be_a_copy(a, m):
    u = m * 1.5
    v = np.flip(np.ravel(u), 0)
    v[0] *= a[1]
    w = np.flip(np.ravel(u.T))
    w[1] = a[0]
    z = u.T.ravel().real
    z[2] = a[2]
    q = np.flip(u.T)[0]
    q[1] *= 3.0
    return np.sum(u * u) + np.sum(w * w) + np.sum(v) * np.sum(z * z) + q[0]


@example(vector(-0.2, 0.2, 0.9))
def arrays_that_are_no_copies(a):
    u = a * 1.5
    v = np.array(u, copy=False)
    v[0] *= a[1]
    w = np.array(v[1:], copy=True)
    w[0] *= 7.0
    return np.sum(u * a) + np.sum(w * v[1:])


@example(vector(-0.2, 0.2))
def inert_arrays_that_are_no_copies(a):
    z = np.ones(2)
    v = np.array(z, copy=False)
    v[1] = 3.0
    return np.sum(a * z)


@example(np.array([[0.3, -0.7], [0.9, 1.2]]))
def stores_through_flat(a):
    m = a.copy()
    m[0] = m[1] * m[0]
    m.flat[1] = m[0, 0]
    m.flat[3] = 1.0
    return np.sum(m**3)


test_storage_views = example.test()
