"""This module holds NumPy programs that other tools can differentiate as well.

`PROGRAMS` maps the name of each to its function and the arguments to call it with; it
is differentiated with respect to the first. Nothing is changed in place.
"""

import numpy as np


def waves(*shape):
    return np.sin(np.arange(1.0, np.prod(shape) + 1.0)).reshape(shape)


def logistic_regression(w, X, labels):
    z = X @ w
    return np.mean(np.log(1.0 + np.exp(-labels * z))) + 0.01 * np.sum(w * w)


def network(W, b, v, X, y):
    hidden = np.tanh(X @ W + b)
    errors = hidden @ v - y
    return np.mean(errors * errors)


def gaussian_likelihood(mean, spread, x):
    scaled = (x - mean) / np.exp(spread)
    return -0.5 * np.sum(scaled * scaled) - x.shape[0] * np.sum(spread)


def kalman(noise, observed):
    mean = 0.0
    variance = 1.0
    likelihood = 0.0
    for y in observed:
        variance = variance + noise
        surprise = y - mean
        scale = variance + 0.5
        likelihood = likelihood - 0.5 * (np.log(scale) + surprise**2 / scale)
        gain = variance / scale
        mean = mean + gain * surprise
        variance = (1.0 - gain) * variance
    return likelihood


def stencil(u, kappa, steps):
    for _ in range(steps):
        u = u + kappa * (np.roll(u, 1) - 2.0 * u + np.roll(u, -1))
    return np.sum(u * u)


def cross_entropy(W, X, onehot):
    scores = X @ W
    scores = scores - np.max(scores, axis=1, keepdims=True)
    partition = np.log(np.sum(np.exp(scores), axis=1))
    return np.mean(partition - np.sum(scores * onehot, axis=1))


def gaussian_process(logs, x, y):
    """Leave-one-out predictive likelihood of a Gaussian process."""
    gaps = (x[:, None] - x[None, :]) / np.exp(logs[0])
    eye = np.eye(x.shape[0])
    K = np.exp(logs[1]) * np.exp(-0.5 * gaps**2) + 0.1 * eye
    weights = np.linalg.solve(K, y)
    precision = np.sum(np.linalg.inv(K) * eye, axis=1)
    return 0.5 * np.sum(weights**2 / precision) - 0.5 * np.sum(np.log(precision))


def recurrent(W, U, xs):
    h = np.zeros(W.shape[0])
    total = 0.0
    for t in range(xs.shape[0]):
        h = np.tanh(W @ h + U @ xs[t])
        total = total + np.sum(h * h)
    return total


def attention(Q, K, V):
    scores = Q @ K.T / np.sqrt(K.shape[1])
    weights = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    weights = weights / np.sum(weights, axis=1, keepdims=True)
    return np.sum((weights @ V) ** 2)


def descent(rate, A, b, steps):
    x = np.zeros(A.shape[1])
    for _ in range(steps):
        x = x - rate * (A.T @ (A @ x - b))
    return np.sum((A @ x - b) ** 2)


def pendulum(angle, steps):
    velocity = 0.0
    for _ in range(steps):
        velocity = velocity - 0.01 * np.sin(angle)
        angle = angle + 0.01 * velocity
    return angle


PROGRAMS = {
    "logistic regression, 2000 x 20": (
        logistic_regression,
        (waves(20), waves(2000, 20), np.sign(waves(2000))),
    ),
    "logistic regression, 20 x 3": (
        logistic_regression,
        (waves(3), waves(20, 3), np.sign(waves(20))),
    ),
    "network, 50 x 10 x 30": (
        network,
        (waves(10, 30), waves(30), waves(30), waves(50, 10), waves(50)),
    ),
    "Gaussian likelihood, 1000 x 5": (
        gaussian_likelihood,
        (waves(5), 0.1 * waves(5), waves(1000, 5)),
    ),
    "Kalman filter, 200 steps": (kalman, (0.3, waves(200))),
    "stencil, 1000 cells x 50": (stencil, (waves(1000), 0.2, 50)),
    "softmax cross-entropy, 500 x 10": (
        cross_entropy,
        (waves(8, 10), waves(500, 8), np.eye(10)[np.arange(500) % 10]),
    ),
    "Gaussian process, 60 points": (
        gaussian_process,
        (np.array([0.1, 0.2]), 6.0 * waves(60), waves(60)),
    ),
    "recurrent network, 50 steps": (
        recurrent,
        (0.1 * waves(20, 20), waves(20, 5), waves(50, 5)),
    ),
    "attention, 64 x 16": (
        attention,
        (waves(64, 16), waves(64, 16)[::-1], waves(64, 16)),
    ),
    "gradient descent, 50 steps": (
        descent,
        (0.01, waves(10, 5), waves(10), 50),
    ),
    "pendulum, 1000 steps": (pendulum, (0.5, 1000)),
}
