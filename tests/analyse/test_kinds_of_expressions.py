"""This module holds the kinds of many expressions against the values they have."""

import itertools
import warnings

import numpy as np
import pytest

from tests.analyse.kind_oracle import hold

EXPRESSIONS = """
u + v
u * 2.0
u * c
u * n
u / n
u // 2
u % 2
u ** 2
u ** c
2 ** n
-u
+c
abs(u)
abs(c)
c / n
n / 2
n // 2
n % 2
n ** 2
n - 1
2 * n + 1
c * c - 1
c ** 2
c // 1
divmod(n, 2)
pow(c, 2)
u > 0
u > v
c > 0
n == 3
not u.size
u @ v
A @ u
A @ A.T
u @ A
np.dot(A, u)
np.dot(u, v)
np.dot(c, u)
np.inner(u, v)
np.outer(u, v)
np.vdot(u, v)
np.kron(u, v)
np.tensordot(A, A.T, 1)
np.tensordot(u, v, 1)
np.einsum("ij,j->i", A, A[0])
np.einsum("ij,kj", A, A)
np.einsum("ji", A)
np.einsum("i,i", u, v)
np.einsum("ij -> ", A)
np.einsum("...j,j", A, A[0])
np.einsum("ij,jk->ik", A, np.ones((A.shape[1], 1), int))
np.matmul(A, A.T)
u[0]
u[-1]
u[n - n]
u[1:]
u[:-1]
u[1:-1]
u[2:] - u[:-2]
u[:2]
u[-2:]
u[1:3]
u[-3:-1]
u[::2]
u[1::2]
u[::-1]
u[::-2]
u[:n]
u[n:]
u[:len(u)]
u[:len(u) - 1]
u[:len(u) - 2]
u[:len(u) - 3]
u[1:len(u) - 1]
u[0:u.shape[0]]
u[None]
u[:, None]
u[None, :]
u[...]
u[..., 0]
u[0, ...]
u[[0, 0]]
u[np.array([0, 0, 0])]
u[u > 0]
u[[True] * len(u)]
u[np.argsort(u)]
A[0]
A[0, 0]
A[:, 0]
A[0, :]
A[1:, :-1]
A[..., 0]
A[A > 0]
A[[0, 0], [1, 1]]
A[[0, 0]]
A[:, [0, 0]]
A[[0, 0], 0]
A[0, [0, 0]]
A[np.array([[0, 0], [0, 0]])]
A[None, :, 0]
A[:, None, 0]
A[:, None, [0]]
A[[0], None, [0]]
A[[0], :, None]
A[0, None, [0]]
A[0][0]
A[1:][0]
A[np.ix_([0], [0])]
A[(0, 1)]
A[0,]
u[True]
u.T
A.T
u.shape
A.shape
A.shape[0]
A.size
A.ndim
u.ndim
len(u)
len(A) + 1
u.dtype
u.real
u.imag
u.sum()
u.mean()
A.sum(axis=0)
A.sum(axis=1, keepdims=True)
A.sum(0)
A.sum(axis=(0, 1))
A.mean(axis=-1)
A.max(axis=0)
u.max()
u.min()
u.std()
u.var(ddof=0)
u.argmax()
A.argmax(axis=0)
u.any()
u.all()
u.prod()
u.copy()
u.dot(v)
u.ravel()
A.ravel()
A.flatten()
A.reshape(-1)
A.reshape(-1, 1)
A.reshape((1, -1))
A.reshape(A.shape)
A.reshape(A.shape[1], A.shape[0])
u.reshape(1, -1, 1)
u.reshape(len(u), 1)
A.transpose()
A.transpose(1, 0)
A.transpose((1, 0))
A.swapaxes(0, 1)
u.astype(float)
u.astype(np.float32)
u.astype(int)
u.astype("float32")
u.tolist()
A.tolist()
u.cumsum()
A.cumsum(axis=0)
A.cumsum()
u.clip(0.0, 1.0)
u.round(2)
u.squeeze()
u.repeat(2)
u.take([0, 0])
A.diagonal()
A.trace()
u.conj()
u.fill(0.0)
u.nonzero()
u.item() if u.size == 1 else 0.0
A.dot(u)
np.sum(u)
np.sum(A, 0)
np.sum(A, axis=n - n)
np.sum(A, keepdims=True)
np.sum(u > 0)
np.sum(A, axis=None)
np.sum(u, dtype=np.float32)
np.sum([c, c])
np.mean(n)
np.mean(u)
np.mean(u > 0)
np.prod(u)
np.max(A, axis=1)
np.min(u)
np.amax(u)
np.std(A, axis=0)
np.median(u)
np.median(A, axis=0)
np.argmin(u)
np.any(u > 0)
np.all(A > 0, axis=0)
np.count_nonzero(u)
np.average(u)
np.average(u, weights=np.ones(len(u)))
np.ptp(u)
np.linalg.norm(u)
np.linalg.norm(A, axis=0)
np.trace(A)
np.trapezoid(u)
np.trapezoid(u, dx=0.1)
np.sin(u)
np.sin(c)
np.sin(n)
np.exp(A)
np.sqrt(n)
np.abs(u)
np.abs(n)
np.maximum(u, 0.0)
np.maximum(u, v)
np.maximum(c, 0)
np.power(u, 2)
np.arctan2(u, v)
np.add(n, n)
np.square(n)
np.sign(u)
np.floor(c)
np.real(u)
np.real(c)
np.angle(u)
np.conj(u)
np.isnan(u)
np.isnan(c)
np.isfinite(c)
np.modf(u)
np.divmod(u, 2.0)
np.nan_to_num(u)
np.sinc(u)
np.float64(c)
np.float64(n)
np.float32(c)
np.float64(u)
np.int64(n)
np.where(u > 0, u, 0.0)
np.where(u > 0, u, v)
np.where(c > 0, c, 0.0)
np.where(c > 0, u, v)
np.where(A > 0, u, 1)
np.where(u > 0)
np.clip(u, 0.0, 1.0)
np.clip(c, 0.0, 1.0)
np.clip(u, 0, 1)
np.clip(u, None, c)
np.round(u)
np.round(c, 2)
np.zeros(n)
np.zeros(3)
np.zeros((n, 3))
np.zeros(len(u))
np.zeros(len(u) + 1)[1:]
np.zeros(n + 1)[:-1]
np.zeros(u.shape)
np.zeros(A.shape)
np.zeros((A.shape[0], n))
np.zeros(n, int)
np.zeros(n, dtype=np.float32)
np.zeros(n, dtype="float32")
np.zeros(n, dtype=u.dtype)
np.zeros(n, dtype=bool)
np.zeros(())
np.zeros([n, 2])
np.zeros_like(u)
np.zeros_like(c)
np.zeros_like(n)
np.zeros_like(u, dtype=float)
np.ones_like(A)
np.empty_like(A.T)
np.full(n, c)
np.full(n, 1)
np.full((2, 3), 0.5)
np.full_like(u, 2.0)
np.arange(n)
np.arange(5)
np.arange(1, n)
np.arange(0, 10, 3)
np.arange(n) * c
np.arange(n) + 0.5
np.arange(c)
np.arange(0.0, 1.0, 0.1)
np.arange(len(u))
np.arange(n, dtype=float)
np.linspace(0.0, 1.0, n)
np.linspace(0, 1)
np.linspace(0.0, c, 11)
np.eye(3)
np.eye(n)
np.eye(2, 3)
np.identity(n)
np.array([c, c])
np.array([c, n])
np.array([1, 2])
np.array([1.0, 2])
np.array((c, c, c))
np.array([[c, c], [c, c]])
np.array([u, v])
np.array([u[0], u[0]])
np.array([])
np.array(c)
np.array(u)
np.array(u, dtype=np.float32)
np.array([c for _ in range(n)])
np.array([[c, c] for _ in range(n)])
np.asarray(u)
np.asarray([1.0, 2.0, 3.0])
np.copy(u)
np.ascontiguousarray(c)
np.diag(u)
np.diag(A @ A.T)
np.diag(u, 1)
np.diagonal(A)
np.tril(A)
np.triu(A, 1)
np.meshgrid(u, np.arange(3.0))
np.reshape(A, (-1,))
np.reshape(A, A.size)
np.reshape(np.ones(6), (2, -1))
np.ravel(A)
np.ravel(c)
np.transpose(A)
np.swapaxes(A, 0, 1)
np.moveaxis(A, 0, 1)
np.squeeze(u[:, None])
np.squeeze(u[:, None], 1)
np.squeeze(u[:, None], axis=-1)
np.expand_dims(u, 0)
np.expand_dims(u, -1)
np.expand_dims(A, 1)
np.broadcast_to(u, (3, len(u)))
np.broadcast_to(c, u.shape)
np.atleast_1d(c)
np.atleast_2d(u)
np.concatenate([u, v])
np.concatenate((u, v, u))
np.concatenate((u[1:], v))
np.concatenate([A, A], axis=1)
np.concatenate([A, A], axis=-1)
np.concatenate([A, A], axis=None)
np.concatenate([u, [c]])
np.concatenate(([0.0], u, [1.0]))
np.concatenate([u for _ in range(3)])
np.stack([u, v])
np.stack((u, v), axis=1)
np.stack((u, v), axis=-1)
np.stack([u for _ in range(3)])
np.hstack([u, v])
np.hstack([c, u])
np.hstack((A, A))
np.vstack([u, v])
np.vstack((A, A))
np.vstack((A, u))
np.column_stack([u, v])
np.append(u, c)
np.append(u, v)
np.append(A, A, axis=0)
np.split(u, 1)
np.array_split(u, 2)
np.repeat(u, 2)
np.repeat(A, 2, axis=0)
np.repeat(c, 3)
np.tile(u, 2)
np.tile(u, (2, 1))
np.tile(A, 2)
np.take(u, [0, 0])
np.take(A, [0], axis=1)
np.take(u, 0)
np.flip(u)
np.fliplr(A)
np.roll(u, 1)
np.roll(A, 1, axis=0)
np.roll(A, 1)
np.rot90(A)
np.rot90(A, 2)
np.sort(u)
np.sort(A, axis=None)
np.argsort(u)
np.argsort(A, axis=0)
np.cumsum(u)
np.cumsum(A, axis=1)
np.cumsum(A)
np.cumprod(u)
np.diff(u)
np.diff(u, 2)
np.diff(u, n=2)
np.diff(A, axis=0)
np.diff(u) / np.diff(v)
u[1:] * np.diff(u)
np.searchsorted(np.arange(5.0), u)
np.searchsorted(np.arange(5.0), c)
np.interp(u, np.arange(3.0), np.arange(3.0))
np.interp(c, np.arange(3.0), np.arange(3.0))
np.convolve(u, v)
np.nonzero(u)
np.unique(u)
np.cross(np.ones(3), np.ones(3))
np.linalg.inv(M)
np.linalg.solve(M, np.ones(3))
np.linalg.solve(M, np.ones((3, 2)))
np.linalg.det(M)
np.linalg.eigh(M)
np.linalg.cholesky(M)
np.add.outer(u, v)
np.multiply.reduce(u)
np.array_equal(u, v)
np.allclose(u, v)
np.ndim(u)
np.shape(u)
np.size(u)
np.pi * c
np.isscalar(c)
np.random.default_rng(0).normal(size=3)
math.sin(c)
math.floor(c)
math.pi
math.sqrt(n)
math.modf(c)
math.prod([c, c])
math.hypot(c, c)
math.factorial(3)
G * c
TABLE[0]
M @ np.ones(3)
float(n)
float(u[0])
int(c)
round(c)
round(c, 2)
round(n)
bool(n)
str(c)
f"{c}"
min(c, 1.0)
max(c, 0)
max(n, 1)
min([c, 2.0])
max(u)
sum([c, c])
sum(u)
sum(A)
sum([u, v])
sum(x * c for x in range(n))
sum([])
list(u)
list(range(n))
tuple([c, c])
sorted([c, 1.0])
[x for x in u]
[row.sum() for row in A]
[x * y for x, y in zip(u, v)]
[i * x for i, x in enumerate(u)]
[[c, c], [c, c]]
[c] * n
[0.0] * n
[u] + [v]
[1, 2.0]
(c, u, n)[1]
(c, u) + (n,)
(1, 2, 3)[1:]
(u, v)[n - n]
[u, v][0]
[u, v][0][0]
[u, v][1:]
c if n else 1
u if n > 1 else v
c and 1.0
c or u
[c, u][0]
None
True
n > 1 and c > 0
"a" + "b"
"a,b".split(",")
isinstance(c, float)
(lambda x: x)(c)
{"a": c}["a"]
{1, 2}
np.einsum("i,i->", u, v)
np.gradient(u)
np.fft.fft(u)
np.ufunc
""".strip().splitlines()

FLOATS = np.array([0.5, -1.5, 2.5, 0.25, 3.0])


def arguments():
    """Lengths 0, 1 and more; other dtypes; scalars of NumPy's."""
    for length in (4, 1, 0, 2, 3):
        u = FLOATS[:length]
        yield u, u + 1.0, np.ones((3, length)), 0.5, 3
    u = FLOATS[:3]
    yield u.astype("float32"), u, np.ones((2, 3), "float32"), 0.5, 2
    yield np.arange(3), u, np.ones((3, 3), int), np.float64(1.5), 1
    yield u, u[:1], np.ones((1, 1)), np.float64(2.5), 0
    yield u, np.arange(3), np.ones((3, 3)), 2.0, np.int64(2)
    yield u.astype("float32"), u.astype("float32"), np.ones((3, 3)), np.float32(2.0), 2
    yield u + 1j, u, np.ones((3, 3), complex), 2.0, 2
    yield np.array(1.5), np.array(2.5), np.ones((3, 3)), 2.0, 2
    yield np.ones((3, 2)), np.ones(2), np.ones((2, 3)), 2.0, -1


ARGUMENTS = list(arguments())


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_values_are_of_the_kind(expression):
    text = f"def f(u, v, A, c, n):\n    return {expression}\n"
    ran = 0
    for given in ARGUMENTS:
        try:
            with warnings.catch_warnings(), np.errstate(all="ignore"):
                warnings.simplefilter("ignore")
                hold(text, *given)
        except (ValueError, IndexError, TypeError, ZeroDivisionError, AttributeError):
            continue
        except (OverflowError, np.linalg.LinAlgError):
            continue
        ran += 1
    assert ran, f"{expression} never ran"


PAIRS = itertools.product(range(6), range(5))
BOUNDS = ["", "0", "1", "2", "3", "5", "-1", "-2", "-3", "-5", "n", "n - 1", "n - 2"]


@pytest.mark.parametrize("start", BOUNDS)
def test_slices_have_the_length_they_claim(start):
    lines = [
        f"    a = u[{start}:{stop}:{step}]"
        for stop in (*BOUNDS, "n - 3", "n + 1")
        for step in ("", "2", "3", "-1", "-2")
    ]
    sites = [line.replace("a =", f"a{i} =") for i, line in enumerate(lines)]
    text = "\n".join(["def f(u, k):", "    n = len(u)", *sites, "    return n"])
    for length in range(7):
        hold(text, np.ones(length), 1)
