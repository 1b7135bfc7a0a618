"""This example aims a cannon: which angle and muzzle speed hit a target 120 m away?

The ball flies against quadratic drag and a head wind until it lands. Two ways to aim:

- through the physics: `s2s` differentiates the simulation itself, and gradient descent
  follows the derivative of the miss with respect to angle and speed;
- through a neural network: simulate many shots, train a network to predict where they
  land (its gradient is by `s2s` too), then descend through the network instead.

    python examples/cannon.py --source --plot cannon.png
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from s2s import differentiate, value_and_grad

GRAVITY = 9.81
DRAG = 0.004
WIND = -5.0
TARGET = 120.0
START = (1.1, 28.0)

# Angles are about 1 (radian), speeds about 50 (m/s), distances about 100 (m).
SPEED_UNIT = 50.0
DISTANCE_UNIT = 100.0
RATE = 8e-6
CLOSE_ENOUGH = 0.005


@differentiate(wrt=("angle", "speed"))
def miss(angle: float, speed: float, target: float = TARGET, dt: float = 0.01) -> float:
    """Return half the squared distance between landing point and target."""
    x = 0.0
    y = 0.0
    vx = speed * math.cos(angle)
    vy = speed * math.sin(angle)
    while y >= 0.0:
        last_x, last_y = x, y
        against = vx - WIND
        drag = DRAG * math.sqrt(against * against + vy * vy)
        vx -= dt * drag * against
        vy -= dt * (drag * vy + GRAVITY)
        x += dt * vx
        y += dt * vy
    landing = last_x + (x - last_x) * last_y / (last_y - y)
    return 0.5 * (landing - target) ** 2


def predict(
    inputs: np.ndarray, W: np.ndarray, b: np.ndarray, v: np.ndarray, c: np.ndarray
) -> np.ndarray:
    """Return the distances that a network with one hidden layer expects."""
    return np.tanh(inputs @ W + b) @ v + c


def fit_error(
    W: np.ndarray,
    b: np.ndarray,
    v: np.ndarray,
    c: np.ndarray,
    inputs: np.ndarray,
    distances: np.ndarray,
) -> float:
    """Return the mean squared error of the network's predictions."""
    errors = predict(inputs, W, b, v, c) - distances
    return np.mean(errors * errors)


def predicted_miss(angle: float, speed: float, network: tuple) -> float:
    """Return what `miss` would be if the network were right."""
    W, b, v, c = network
    aim = np.array([angle, speed / SPEED_UNIT])
    landing = DISTANCE_UNIT * predict(aim, W, b, v, c)
    return 0.5 * np.sum((landing - TARGET) ** 2)


class Descent(NamedTuple):
    """One way to the target: every aim on it, the shots it cost, where it ends."""

    name: str
    path: list[tuple[float, float]]
    shots: int
    steps: int
    final_miss: float


def distance_of_miss(half_square: float) -> float:
    """Return the distance in metres that a value of `miss` stands for."""
    return math.sqrt(2.0 * half_square)


def descend(loss: Callable, steps: int) -> list[tuple[float, float]]:
    """Follow the gradient of `loss(angle, speed)`; return every aim on the way."""
    angle, speed = START
    path = [START]
    for _ in range(steps):
        value, (angle_bar, speed_bar) = loss(angle, speed)
        if distance_of_miss(value) < CLOSE_ENOUGH:
            break
        angle -= RATE * angle_bar
        speed -= RATE * SPEED_UNIT**2 * speed_bar
        path.append((angle, speed))
    return path


def through_physics(steps: int) -> Descent:
    """Aim with the gradient of the simulation: one shot a step."""
    path = descend(miss.value_and_grad, steps)
    final = distance_of_miss(miss(*path[-1]))
    return Descent("through the physics", path, len(path), len(path) - 1, final)


def fire(shots: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Simulate shots at random aims; return scaled aims and distances."""
    angles = random.uniform(0.2, 1.2, shots)
    speeds = random.uniform(25.0, 65.0, shots)
    distances = [distance_of_miss(miss(a, s, 0.0)) for a, s in zip(angles, speeds)]
    inputs = np.stack([angles, speeds / SPEED_UNIT], axis=1)
    return inputs, np.array(distances) / DISTANCE_UNIT


def train(inputs: np.ndarray, distances: np.ndarray, steps: int, random) -> list:
    """Fit the network by gradient descent with momentum and scaling (Adam)."""
    width = 24
    network = [
        random.normal(size=(2, width)),
        random.normal(size=width),
        random.normal(size=width) / width,
        np.zeros(1),
    ]
    slope = value_and_grad(fit_error, wrt=("W", "b", "v", "c"))
    means = [np.zeros_like(part) for part in network]
    squares = [np.zeros_like(part) for part in network]
    for step in range(1, steps + 1):
        _, gradients = slope(*network, inputs, distances)
        rate = 0.02 * (1.0 - step / (steps + 1))
        for part, mean, square, gradient in zip(network, means, squares, gradients):
            mean += 0.1 * (gradient - mean)
            square += 0.001 * (gradient * gradient - square)
            scale = np.sqrt(square / (1.0 - 0.999**step)) + 1e-8
            part -= rate * mean / (1.0 - 0.9**step) / scale
    return network


def through_network(shots: int, training: int, steps: int) -> Descent:
    """Aim with the gradient of a network that was trained on simulated shots."""
    random = np.random.default_rng(0)
    network = tuple(train(*fire(shots, random), training, random))
    slope = value_and_grad(predicted_miss, wrt=("angle", "speed"))
    path = descend(lambda angle, speed: slope(angle, speed, network), steps)
    final = distance_of_miss(miss(*path[-1]))
    steps = training + len(path) - 1
    return Descent("through a network", path, shots + 1, steps, final)


def print_table(descents: list[Descent]) -> None:
    """Print what each way cost and how well it aims."""
    print(f"{'':20}{'shots simulated':>17}{'descent steps':>15}{'final miss':>14}")
    for way in descents:
        print(f"{way.name:20}{way.shots:17}{way.steps:15}{way.final_miss:12.4f} m")
    angle, speed = descents[0].path[-1]
    print(f"\naim at {math.degrees(angle):.2f} degrees with {speed:.2f} m/s")


def plot(descents: list[Descent], filename: str) -> None:
    """Draw the miss over all aims, and the way that each descent took."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    angles, speeds = np.linspace(0.2, 1.2, 70), np.linspace(25.0, 60.0, 70)
    misses = [
        [distance_of_miss(miss(a, s, TARGET, 0.02)) for a in angles] for s in speeds
    ]
    figure, axes = pyplot.subplots(figsize=(8, 5.5), layout="constrained")
    degrees, levels = np.degrees(angles), np.arange(0.0, 121.0, 10.0)
    surface = axes.contourf(degrees, speeds, misses, levels, cmap="YlGnBu")
    figure.colorbar(surface, label="miss (m)")
    for way, style in zip(reversed(descents), ("s--C1", "o-C3")):
        x, y = np.degrees([a for a, _ in way.path]), [s for _, s in way.path]
        label = f"{way.name}: {way.final_miss:.2f} m off after {way.shots} shots"
        axes.plot(x, y, style, markersize=5, markeredgecolor="white", label=label)
    axes.plot(*_degrees(START), "k*", markersize=16, label="first aim")
    axes.set(xlabel="angle (degrees)", ylabel="muzzle speed (m/s)")
    axes.set_title(f"Hitting a target {TARGET:.0f} m away")
    axes.legend(loc="lower left")
    figure.savefig(filename, dpi=130)


def _degrees(aim: tuple[float, float]) -> tuple[float, float]:
    return math.degrees(aim[0]), aim[1]


def main(argv: list[str] | None = None) -> list[Descent]:
    """Aim both ways and compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--source", action="store_true", help="print the derivative")
    parser.add_argument("--plot", metavar="FILE.png", help="draw both descents")
    parser.add_argument("--quick", action="store_true", help="train less")
    options = parser.parse_args(argv)
    if options.source:
        print(miss.source())
    shots, training = (60, 300) if options.quick else (400, 3000)
    descents = [through_physics(100), through_network(shots, training, 100)]
    print_table(descents)
    if options.plot:
        plot(descents, options.plot)
    return descents


if __name__ == "__main__":
    main()
