"""This module checks methods and attributes of arrays, and calls that take arrays."""

import numpy as np

from tests.language.examples import Examples, grid, vector

example = Examples()


@example(grid(2, 3))
def reductions(A):
    a = A.sum() + A.mean() * A.max() + A.min()
    return a + A.prod() + A.var() + A.std()


@example(grid(2, 3))
def reductions_along_an_axis(A):
    s = A.sum(axis=0) * A.mean(0) + A.max(axis=0)
    t = A.sum(axis=1, keepdims=True) * A
    return s.sum() + t.sum() + A.prod(axis=-1).sum()


@example(grid(2, 3))
def transposed(A):
    B = A.T @ A
    C = A.transpose() * A.T
    D = A.transpose(1, 0) * A.transpose((1, 0))
    return np.sum(B * B) + np.sum(C) + np.sum(D)


@example(vector(0.3, 0.5), grid(2, 2))
def dotted(x, A):
    return x.dot(A.dot(x)) + A.dot(A).sum() + x.dot(x)


@example(vector(0.3, 0.5))
def copied(x):
    y = x.copy()
    y[0] = y[1] * x[0]
    z = y.copy()
    y[1] = 0.0
    return np.sum(x * y * z) + np.sum(z)


@example(grid(2, 3))
def reshaped(A):
    b = A.reshape(3, 2) @ A.reshape((2, 3))
    c = A.reshape(-1) * A.ravel() * A.flatten()
    return np.sum(b * b) + np.sum(c)


@example(grid(2, 3))
def shapes_are_inert(A):
    n, m = A.shape
    return A.sum() * n * m + A.ndim * A[0, 0] + A.size * A[1, 1] + len(A) * A[0, 1]


@example(grid(1, 3))
def squeezed(A):
    return np.sum(A.squeeze() ** 2) + np.sum(A[:, None, 0] * A[0])


@example(vector(0.3, 0.5, 0.7))
def clipped_cumulated_and_repeated(x):
    a = x.clip(0.4, 0.6) * x
    return np.sum(a) + np.sum(x.cumsum() ** 2) + np.sum(x.repeat(2) ** 2)


@example(vector(0.3, 0.5, 0.7))
def converted(x):
    y = x.astype(float) * x
    total = y.tolist()
    return total[0] * total[2] + y.item(1) + float(y[0])


@example(vector(0.3, 0.5))
def filled_and_put(x):
    a = np.empty(3)
    a.fill(x[0])
    a[1] = x[1]
    return np.sum(a * a)


@example(vector(0.3, 0.9, 0.7))
def argmax_is_inert(x):
    i = x.argmax()
    j = np.argmin(x)
    order = np.argsort(x)
    return x[i] * x[j] ** 2 * i + x[order[1]] + x.shape[0] * x[0]


@example(grid(2, 3))
def chained_methods(A):
    return A.T.dot(A).sum(axis=0).max() * A[0].copy().reshape(3, 1).sum()


@example(grid(2, 3))
def functions_of_shape(A):
    B = np.concatenate([A, A * A], axis=0)
    C = np.stack([A[0], A[1] * A[0]])
    D = np.vstack((A[0], A[1])) * np.hstack((A[:, :1], A[:, 1:]))
    return np.sum(B * B) + np.sum(C * C) + np.sum(D)


@example(vector(0.3, 0.5, 0.7))
def functions_of_one_array(x):
    a = np.flip(x) * x + np.roll(x, 1) * x
    b = np.tile(x, 2) * np.repeat(x, 2)
    c = np.diff(x) ** 2
    d = np.expand_dims(x, 0) * np.broadcast_to(x, (2, 3))
    return np.sum(a) + np.sum(b) + np.sum(c) + np.sum(d) + np.sum(np.cumsum(x) * x)


@example(vector(0.3, 0.5, -0.7), 0.2)
def choices(x, t):
    a = np.where(x > t, x * x, t * x)
    b = np.maximum(x, t) + np.minimum(x * x, t)
    return np.sum(a) + np.sum(b) + np.sum(np.clip(x, -0.5, 0.4) * x)


@example(grid(3, 3), vector(0.3, 0.5, 0.7))
def linear_algebra(A, b):
    A = A + 3.0 * np.eye(3)
    x = np.linalg.solve(A, b)
    return np.linalg.norm(x) + np.sum(np.linalg.inv(A) * np.outer(b, x))


@example(vector(0.3, 0.5))
def creation(x):
    a = np.zeros_like(x) + np.ones(2) * x
    b = np.full(2, x[0]) * np.arange(2.0)
    c = np.array([x[0], [x[1]][0]]) * np.array(x)
    return np.sum(a * a) + np.sum(b) + np.sum(c) + np.sum(np.asarray(x) * x)


@example(grid(2, 2))
def matrix_of_rows_and_scalars(A):
    B = np.array([[A[0, 0], A[0, 1] * 2.0], [1.0, A[1, 1]]])
    C = np.array([A[0], A[1] * A[0]])
    return np.sum(B @ C)


@example(np.array(0.7))
def zero_dimensional(x):
    y = x * x
    return y.sum() * x + y[()] * 2.0


@example(np.zeros(0))
@example(np.zeros((0, 3)))
def of_size_zero(x):
    return np.sum(x * x) + 1.0


@example(vector(0.3, 0.1, 0.7), 0.2)
def functions_named_as_methods_of_lists(a, x):
    b = np.append(a, x)
    c = np.sort(b)
    return np.sum(b * c) + c[0]


test_methods = example.test()
