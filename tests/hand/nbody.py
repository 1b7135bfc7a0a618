# at: nbody(np.array([[0.0, 0.1], [1.0, 0.0], [0.0, 2.0]]), np.array([[0.0, 0.0], [0.1, 1.0], [-0.7, 0.2]]), np.array([1.0, 0.1, 0.2]), 0.05, 0.02, 30, 9.0)
# at: nbody(np.array([[0.0, 0.1], [1.0, 0.0], [0.0, 2.0]]), np.array([[0.0, 0.0], [0.1, 9.0], [-0.7, 0.2]]), np.array([1.0, 0.1, 0.2]), 0.05, 0.02, 30, 2.0)
# bench: nbody(np.array([[0.0, 0.1], [1.0, 0.0], [0.0, 2.0]]), np.array([[0.0, 0.0], [0.1, 1.0], [-0.7, 0.2]]), np.array([1.0, 0.1, 0.2]), 0.05, 0.001, 300, 9.0)
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


def attract_vjp(position, mass, softening, pull_bar, position_bar, mass_bar):
    """Reverse derivative of `attract`; adds to the accumulators, clears pull_bar."""

    # backward sweep
    for i in range(len(mass) - 1, -1, -1):
        for j in range(i - 1, -1, -1):
            gap = position[j] - position[i]
            r2 = np.sum(gap * gap) + softening
            strength = r2**-1.5
            # pull[j] -= strength * mass[i] * gap
            # pull[i] += strength * mass[j] * gap
            onto_i = np.sum(pull_bar[i] * gap)
            onto_j = np.sum(pull_bar[j] * gap)
            mass_bar[i] -= strength * onto_j
            mass_bar[j] += strength * onto_i
            gap_bar = strength * (mass[j] * pull_bar[i] - mass[i] * pull_bar[j])
            strength_bar = mass[j] * onto_i - mass[i] * onto_j
            # r2 = np.sum(gap * gap) + softening
            gap_bar -= 3.0 * strength_bar * strength / r2 * gap
            # gap = position[j] - position[i]
            position_bar[j] += gap_bar
            position_bar[i] -= gap_bar
    # pull[:] = 0.0
    pull_bar[:] = 0.0


def energy_vjp(
    position, velocity, mass, softening, position_bar, velocity_bar, mass_bar, total_bar
):
    """Reverse derivative of `energy`; adds to the accumulators."""

    # backward sweep
    for i in range(len(mass) - 1, -1, -1):
        for j in range(i - 1, -1, -1):
            gap = position[j] - position[i]
            r2 = np.sum(gap * gap) + softening
            # total -= mass[i] * mass[j] / np.sqrt(r2)
            share = total_bar / np.sqrt(r2)
            mass_bar[i] -= mass[j] * share
            mass_bar[j] -= mass[i] * share
            # r2 = np.sum(gap * gap) + softening
            gap_bar = mass[i] * mass[j] * share / r2 * gap
            # gap = position[j] - position[i]
            position_bar[j] += gap_bar
            position_bar[i] -= gap_bar
        # total += 0.5 * mass[i] * np.sum(velocity[i] * velocity[i])
        mass_bar[i] += 0.5 * total_bar * np.sum(velocity[i] * velocity[i])
        velocity_bar[i] += total_bar * mass[i] * velocity[i]


def nbody_vjp(position, velocity, mass, softening, dt, steps, border, y_bar=1.0):
    """Reverse derivative of `nbody` with respect to (position, velocity, mass)."""

    # forward sweep
    position_stack = []
    branch_stack = []
    first_position = position
    first_velocity = velocity
    position = position.copy()
    velocity = velocity.copy()
    pull = np.zeros_like(position)
    start = energy(position, velocity, mass, softening)
    attract(position, mass, softening, pull)
    nearest = 1e9
    trips = 0
    for t in range(steps):
        trips += 1
        velocity += 0.5 * dt * pull
        position_stack.append(position.copy())
        position += dt * velocity
        attract(position, mass, softening, pull)
        velocity += 0.5 * dt * pull
        gap = position[1] - position[0]
        r2 = np.sum(gap * gap)
        branch = r2 < nearest
        if branch:
            nearest = r2
        branch_stack.append(branch)
        if r2 > border * border:
            break
    drift = energy(position, velocity, mass, softening) - start

    # backward sweep
    velocity_bar = np.zeros_like(velocity)
    mass_bar = np.zeros_like(mass)
    pull_bar = np.zeros_like(position)
    # return np.sum(position * position) + nearest + 10.0 * drift * drift
    position_bar = 2.0 * y_bar * position
    nearest_bar = y_bar
    drift_bar = 20.0 * drift * y_bar
    # drift = energy(position, velocity, mass, softening) - start
    energy_vjp(
        position,
        velocity,
        mass,
        softening,
        position_bar,
        velocity_bar,
        mass_bar,
        drift_bar,
    )
    for _ in range(trips):
        if branch_stack.pop():
            # nearest = r2
            # r2 = np.sum(gap * gap)
            gap_bar = 2.0 * nearest_bar * (position[1] - position[0])
            nearest_bar = 0.0
            # gap = position[1] - position[0]
            position_bar[1] += gap_bar
            position_bar[0] -= gap_bar
        # velocity += 0.5 * dt * pull
        pull_bar += 0.5 * dt * velocity_bar
        # attract(position, mass, softening, pull)
        attract_vjp(position, mass, softening, pull_bar, position_bar, mass_bar)
        # position += dt * velocity
        position = position_stack.pop()
        velocity_bar += dt * position_bar
        # velocity += 0.5 * dt * pull
        pull_bar += 0.5 * dt * velocity_bar
    # attract(position, mass, softening, pull)
    attract_vjp(position, mass, softening, pull_bar, position_bar, mass_bar)
    # start = energy(position, velocity, mass, softening)
    energy_vjp(
        first_position,
        first_velocity,
        mass,
        softening,
        position_bar,
        velocity_bar,
        mass_bar,
        -drift_bar,
    )
    return position_bar, velocity_bar, mass_bar
