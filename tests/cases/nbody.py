"""This case shows a simulation with helpers that write, and an early end."""
# runtime: yes (arrays with several names: their adjoints are found by identity)
# jit: no (the text calls s2s.runtime)
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


import numpy as np


def energy_vjp(
    position, velocity, mass, softening, total_bar, position_bar, velocity_bar, mass_bar
):
    """Reverse derivative of `energy` with respect to position, velocity, mass."""

    stop = len(mass)
    for i in range(stop - 1, -1, -1):
        for j in range(i - 1, -1, -1):
            # total -= mass[i] * mass[j] / np.sqrt(r2)
            gap = position[j] - position[i]
            r2 = np.sum(gap * gap) + softening
            part = np.sqrt(r2)
            scale = mass[i] / part * total_bar
            mass_bar[i] -= mass[j] / part * total_bar
            mass_bar[j] -= scale
            r2_bar = 0.5 * mass[j] / (part * part) * scale
            # r2 = np.sum(gap * gap) + softening
            gap_bar = 2.0 * r2_bar * gap
            # gap = position[j] - position[i]
            position_bar[j] += gap_bar
            position_bar[i] -= gap_bar
        # total += 0.5 * mass[i] * np.sum(velocity[i] * velocity[i])
        mass_bar[i] += 0.5 * np.sum(velocity[i] * velocity[i]) * total_bar
        velocity_bar[i] += mass[i] * total_bar * velocity[i]


def attract_vjp(position, mass, softening, position_bar, mass_bar, pull_bar):
    """Reverse derivative of `attract` with respect to position, mass, pull."""

    stop = len(mass)
    for i in range(stop - 1, -1, -1):
        for j in range(i - 1, -1, -1):
            # pull[j] -= strength * mass[i] * gap
            gap = position[j] - position[i]
            r2 = np.sum(gap * gap) + softening
            strength = r2 ** -1.5
            part = np.sum(gap * pull_bar[j])
            strength_bar = -mass[i] * part
            gap_bar = -strength * mass[i] * pull_bar[j]
            mass_bar[i] -= strength * part
            # pull[i] += strength * mass[j] * gap
            part2 = np.sum(gap * pull_bar[i])
            strength_bar += mass[j] * part2
            gap_bar += strength * mass[j] * pull_bar[i]
            mass_bar[j] += strength * part2
            # strength = r2**-1.5
            r2_bar = -1.5 * r2 ** -2.5 * strength_bar
            # r2 = np.sum(gap * gap) + softening
            gap_bar += 2.0 * r2_bar * gap
            # gap = position[j] - position[i]
            position_bar[j] += gap_bar
            position_bar[i] -= gap_bar
    # pull[:] = 0.0
    pull_bar[:] = 0.0


def nbody_vjp(position, velocity, mass, softening, dt, steps, border, y_bar=1.0):
    """Reverse derivative of `nbody` with respect to (position, velocity, mass)."""

    # forward sweep
    branch_stack = []
    position_stack = []
    velocity_stack = []
    position = position.copy()
    velocity = velocity.copy()
    pull = np.zeros_like(position)
    start = energy(position, velocity, mass, softening)
    attract(position, mass, softening, pull)
    nearest = 1000000000.0
    trips = 0
    for t in range(steps):
        trips += 1
        velocity_stack.append(velocity.copy())
        velocity += 0.5 * dt * pull
        position_stack.append(position.copy())
        position += dt * velocity
        attract(position, mass, softening, pull)
        velocity += 0.5 * dt * pull
        gap = position[1] - position[0]
        r2 = np.sum(gap * gap)
        branch = r2 < nearest
        branch_stack.append(branch)
        if branch:
            nearest = r2
        if r2 > border * border:
            break
    energy_value = energy(position, velocity, mass, softening)
    drift = energy_value - start

    # backward sweep
    # return np.sum(position * position) + nearest + 10.0 * drift * drift
    position_bar = 2.0 * y_bar * position
    nearest_bar = y_bar
    drift_bar = 20.0 * drift * y_bar
    # drift = energy(position, velocity, mass, softening) - start
    start_bar = -drift_bar
    velocity_bar = np.zeros_like(velocity)
    mass_bar = np.zeros_like(mass)
    energy_vjp(
        position, velocity, mass, softening, drift_bar, position_bar, velocity_bar,
        mass_bar
    )
    pull_bar = np.zeros_like(pull)
    for _ in range(trips):
        branch = branch_stack.pop()
        if branch:
            # nearest = r2
            r2_bar = nearest_bar
            nearest_bar = 0.0
        else:
            r2_bar = 0.0
        # r2 = np.sum(gap * gap)
        gap = position[1] - position[0]
        gap_bar = 2.0 * r2_bar * gap
        # gap = position[1] - position[0]
        position_bar[1] += gap_bar
        position_bar[0] -= gap_bar
        # velocity += 0.5 * dt * pull
        pull_bar += 0.5 * dt * velocity_bar
        # attract(position, mass, softening, pull)
        attract_vjp(position, mass, softening, position_bar, mass_bar, pull_bar)
        # position += dt * velocity
        position = position_stack.pop()
        velocity_bar += dt * position_bar
        # velocity += 0.5 * dt * pull
        velocity = velocity_stack.pop()
        pull_bar += 0.5 * dt * velocity_bar
    # attract(position, mass, softening, pull)
    attract_vjp(position, mass, softening, position_bar, mass_bar, pull_bar)
    # start = energy(position, velocity, mass, softening)
    energy_vjp(
        position, velocity, mass, softening, start_bar, position_bar, velocity_bar,
        mass_bar
    )
    return position_bar, velocity_bar, mass_bar
