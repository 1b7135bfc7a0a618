"""This case shows a simulation with helpers that write, and an early end."""
# args: (np.array([[0.0, 0.1], [1.0, 0.0], [0.0, 2.0]]), np.array([[0.0, 0.0], [0.1, 1.0], [-0.7, 0.2]]), np.array([1.0, 0.1, 0.2]), 0.05, 0.02, 30, 9.0)
# args: (np.array([[0.0, 0.1], [1.0, 0.0], [0.0, 2.0]]), np.array([[0.0, 0.0], [0.1, 9.0], [-0.7, 0.2]]), np.array([1.0, 0.1, 0.2]), 0.05, 0.02, 30, 2.0)
# wrt: position, velocity, mass
import numpy as np


def attract(
    position: "float[n, d]", mass: "float[n]", softening: float, pull: "float[n, d]"
):
    pull[:] = 0.0
    for i in range(len(mass)):
        for j in range(i):
            gap = position[j] - position[i]
            r2 = np.sum(gap * gap) + softening
            strength = r2**-1.5
            pull[i] += strength * mass[j] * gap
            pull[j] -= strength * mass[i] * gap


def energy(
    position: "float[n, d]", velocity: "float[n, d]", mass: "float[n]", softening: float
):
    total = 0.0
    for i in range(len(mass)):
        total += 0.5 * mass[i] * np.sum(velocity[i] * velocity[i])
        for j in range(i):
            gap = position[j] - position[i]
            r2 = np.sum(gap * gap) + softening
            total -= mass[i] * mass[j] / np.sqrt(r2)
    return total


def nbody(
    position: "float[n, d]",
    velocity: "float[n, d]",
    mass: "float[n]",
    softening: float,
    dt: float,
    steps: int,
    border: float,
):
    position = position.copy()
    velocity = velocity.copy()
    pull = np.zeros_like(position)
    start = energy(position, velocity, mass, softening)
    attract(position, mass, softening, pull)
    nearest = 1e9
    for t in range(steps):
        velocity += 0.5 * dt * pull
        position += dt * velocity
        attract(position, mass, softening, pull)
        velocity += 0.5 * dt * pull
        gap = position[1] - position[0]
        r2 = np.sum(gap * gap)
        if r2 < nearest:
            nearest = r2
        if r2 > border * border:
            break
    drift = energy(position, velocity, mass, softening) - start
    return np.sum(position * position) + nearest + 10.0 * drift * drift


# vjp
