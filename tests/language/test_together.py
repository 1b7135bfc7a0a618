"""This module checks longer programs in which the constructs meet."""

import math

import numpy as np

from tests.language.examples import Examples, grid, vector

example = Examples()


@example(vector(0.3, 0.9, 0.1, 0.7), vector(0.2, 0.8, 0.75))
def dynamic_time_warping(a, b):
    n, m = len(a), len(b)
    cost = np.full((n + 1, m + 1), 1e6)
    cost[0, 0] = 0.0
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            gap = (a[i - 1] - b[j - 1]) ** 2
            best = min(cost[i - 1, j], cost[i, j - 1], cost[i - 1, j - 1])
            cost[i, j] = gap + best
    return cost[n, m]


def pivot_row(A, k):
    best, row = abs(A[k, k]), k
    for i in range(k + 1, len(A)):
        if abs(A[i, k]) > best:
            best, row = abs(A[i, k]), i
    return row


@example(np.array([[0.1, 2.0, 0.3], [1.5, 0.2, 0.9], [0.4, 0.8, 1.7]]))
def determinant_with_pivoting(A):
    A = A.copy()
    sign = 1.0
    for k in range(len(A)):
        p = pivot_row(A, k)
        if p != k:
            A[[k, p]] = A[[p, k]]
            sign = -sign
        for i in range(k + 1, len(A)):
            A[i] -= A[i, k] / A[k, k] * A[k]
    product = sign
    for k in range(len(A)):
        product *= A[k, k]
    return product


def transform(re, im):
    n = len(re)
    if n == 1:
        return re, im
    even_re, even_im = transform(re[::2], im[::2])
    odd_re, odd_im = transform(re[1::2], im[1::2])
    out_re, out_im = [0.0] * n, [0.0] * n
    for k in range(n // 2):
        c, s = math.cos(2.0 * math.pi * k / n), -math.sin(2.0 * math.pi * k / n)
        a = c * odd_re[k] - s * odd_im[k]
        b = s * odd_re[k] + c * odd_im[k]
        out_re[k], out_im[k] = even_re[k] + a, even_im[k] + b
        out_re[k + n // 2], out_im[k + n // 2] = even_re[k] - a, even_im[k] - b
    return out_re, out_im


@example([0.3, -0.5, 0.9, 0.15])
def fourier_transform_by_recursion(signal):
    re, im = transform(signal, [0.0] * len(signal))
    total = 0.0
    for k, (a, b) in enumerate(zip(re, im)):
        total += k * (a * a + b * b)
    return total


@example([2.0, 3.0, 0.5], ["a", "b", "+", "c", "*", "a", "-"])
def reverse_polish_calculator(values, tokens):
    names = {"a": 0, "b": 1, "c": 2}
    stack = []
    for token in tokens:
        if token in names:
            stack.append(values[names[token]])
            continue
        right = stack.pop()
        left = stack.pop()
        if token == "+":
            stack.append(left + right)
        elif token == "-":
            stack.append(left - right)
        else:
            stack.append(left * right)
    return stack.pop()


@example(grid(5, 2), grid(2, 2) * 0.5)
def k_means(points, centres):
    for _ in range(2):
        sums = np.zeros_like(centres)
        counts = np.zeros(len(centres))
        for p in points:
            distances = [np.sum((p - c) ** 2) for c in centres]
            nearest = 0
            for i, d in enumerate(distances):
                if d < distances[nearest]:
                    nearest = i
            sums[nearest] += p
            counts[nearest] += 1
        centres = np.array(
            [sums[i] / counts[i] if counts[i] else centres[i] for i in range(2)]
        )
    return np.sum(centres**3)


@example(
    [grid(3, 2), grid(2, 3)], [vector(0.1, 0.2, 0.3), vector(0.4, 0.5)], grid(4, 2)
)
def network_of_a_list_of_layers(weights, biases, batch):
    h = batch.T
    kept = []
    for W, b in zip(weights, biases):
        h = np.tanh(W @ h + b[:, None])
        kept.append(h)
    return np.mean((kept[-1] - 0.5) ** 2) + 0.01 * sum(np.sum(k) for k in kept)


@example(vector(0.9, -0.4), 0.1)
def descent_with_line_search(x, rate):
    def loss(z):
        return (1.0 - z[0]) ** 2 + 5.0 * (z[1] - z[0] ** 2) ** 2

    def slope(z):
        bend = z[1] - z[0] ** 2
        return np.array([-2.0 * (1.0 - z[0]) - 20.0 * z[0] * bend, 10.0 * bend])

    for _ in range(4):
        g = slope(x)
        step = rate
        while loss(x - step * g) > loss(x) and step > 1e-6:
            step = 0.5 * step
        x = x - step * g
    return loss(x)


@example(0.7, 1.1)
def ray_marching(height, slope):
    def distance(x, y):
        ground = 0.3 * math.sin(2.0 * x)
        ball = math.hypot(x - 2.0, y - 0.5) - 0.4
        return min(y - ground, ball)

    x, y, steps = 0.0, height, 0
    travelled = 0.0
    while steps < 60:
        d = distance(x, y)
        if d < 1e-9:
            break
        if travelled > 20.0:
            return -1.0 * slope
        travelled += 0.7 * d
        x = travelled / math.sqrt(1.0 + slope * slope)
        y = height - 0.3 * slope * x
        steps += 1
    else:
        return travelled * 2.0
    return travelled + x


@example(vector(0.2, 0.5, 0.3), grid(3, 3), [0, 2, 1, 1])
def forward_algorithm(prior, transition, observed):
    state = prior / prior.sum()
    T = transition / transition.sum(axis=1, keepdims=True)
    log_likelihood = 0.0
    for o in observed:
        state = T.T @ state
        state[o] *= 2.0
        total = state.sum()
        state /= total
        log_likelihood += math.log(total)
    return log_likelihood


@example(vector(3.0, 1.0, 2.5, 0.5), 0.1)
def bubble_sort_with_penalty(x, weight):
    a = x.copy()
    n = len(a)
    swaps = 0.0
    while True:
        moved = False
        for i in range(n - 1):
            if a[i] > a[i + 1]:
                swaps += weight * (a[i] - a[i + 1])
                a[i], a[i + 1] = a[i + 1], a[i]
                moved = True
        if not moved:
            break
        n -= 1
    return np.dot(a, np.arange(1.0, 5.0)) + swaps


@example(vector(0.6, 0.9, 1.4), 4)
def knapsack_of_soft_choices(values, capacity):
    sizes = (1, 2, 3)
    table = [[0.0] * (capacity + 1) for _ in range(len(sizes) + 1)]
    for i, size in enumerate(sizes, 1):
        for room in range(capacity + 1):
            skip = table[i - 1][room]
            if size > room:
                table[i][room] = skip
                continue
            take = table[i - 1][room - size] + values[i - 1]
            table[i][room] = math.log(math.exp(skip) + math.exp(take))
    return table[-1][capacity] - 0.5 * table[1][-1]


@example(np.cos(np.arange(20.0)).reshape(4, 5), 0.3)
def image_filters_through_views(image, amount):
    image = image.copy()
    inner = image[1:-1, 1:-1]
    left, right = image[1:-1, :-2], image[1:-1, 2:]
    rows = [image[i] for i in range(image.shape[0])]
    for k in range(3):
        inner += amount * (left - 2.0 * inner + right)
        rows[k][0] = rows[k][-1] * amount
        if k == 1:
            inner[inner > 0.5] *= 0.5
    return np.sum(image * image)


def simulate(state, rates, until, log):
    t, n = 0.0, 0
    while True:
        a, b, c = state
        flow = (rates[0] * a, rates[1] * a * b, rates[2] * b)
        h = 0.05 if n < 3 else 0.1
        if t + h > until:
            return state, n
        state = (
            a + h * (flow[0] - flow[1]),
            b + h * (flow[1] - flow[2]),
            c + h * flow[2],
        )
        log.append((t, state[0] * state[1]))
        t, n = t + h, n + 1


@example(1.2, (0.8, 0.9, 0.7), 0.63)
def predators_and_prey(start, rates, until):
    log = []
    (a, b, c), n = simulate((start, 0.5, 0.0), rates, until, log)
    weighted = sum(product * (i + 1) for i, (t, product) in enumerate(log) if t < 0.5)
    return a * b + c + weighted / n


test_together = example.test()
