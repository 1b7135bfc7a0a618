"""This example fits the parameters of a differential equation to noisy data.

A pendulum is watched for some seconds. Its stiffness, its damping and the angle at
which it was let go are unknown. The misfit runs a Runge-Kutta loop; its gradient, by
`s2s`, runs that loop backwards, and is handed to `scipy.optimize.minimize`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

from s2s import value_and_grad

TRUTH = np.array([6.0, 0.25, 1.2])
NAMES = ("stiffness", "damping", "first angle")


def pendulum(state: np.ndarray, parameters: np.ndarray) -> np.ndarray:
    angle, velocity = state
    stiffness, damping = parameters[0], parameters[1]
    return np.array([velocity, -stiffness * np.sin(angle) - damping * velocity])


def runge_kutta(
    rate: Callable, state: np.ndarray, parameters: np.ndarray, dt: float
) -> np.ndarray:
    k1 = rate(state, parameters)
    k2 = rate(state + 0.5 * dt * k1, parameters)
    k3 = rate(state + 0.5 * dt * k2, parameters)
    k4 = rate(state + dt * k3, parameters)
    return state + dt / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)


def swing(parameters: np.ndarray, steps: int, dt: float) -> list[float]:
    state = np.array([parameters[2], 0.0])
    angles = []
    for _ in range(steps):
        angles.append(state[0])
        state = runge_kutta(pendulum, state, parameters, dt)
    return angles


def misfit(parameters: np.ndarray, observed: np.ndarray, dt: float) -> float:
    total = 0.0
    for angle, seen in zip(swing(parameters, len(observed), dt), observed):
        total += (angle - seen) ** 2
    return total / len(observed)


class Fit(NamedTuple):
    """What the minimiser found, and how often it ran the pendulum."""

    parameters: np.ndarray
    misfit: float
    evaluations: int


def fit(observed: np.ndarray, dt: float, exact: bool) -> Fit:
    """Fit the parameters, with the exact gradient or with scipy's differences."""
    start = np.array([4.0, 0.1, 1.0])
    function = value_and_grad(misfit) if exact else misfit
    found = minimize(
        function, start, args=(observed, dt), jac=exact or None, method="BFGS"
    )
    return Fit(found.x, float(found.fun), found.nfev)


def main(argv: list[str] | None = None) -> Fit:
    """Make the data, fit it twice, print what came out."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer observations")
    quick = parser.parse_args(argv).quick
    steps, dt, noise = (40, 0.05, 0.02) if quick else (400, 0.02, 0.02)
    random = np.random.default_rng(1)
    observed = np.array(swing(TRUTH, steps, dt)) + noise * random.normal(size=steps)
    exact, differences = fit(observed, dt, True), fit(observed, dt, False)
    print(f"{'':14}{'true':>10}{'fitted':>10}{'by differences':>16}")
    for row in zip(NAMES, TRUTH, exact.parameters, differences.parameters):
        print("{:14}{:10.4f}{:10.4f}{:16.4f}".format(*row))
    print(f"{'simulations':34}{exact.evaluations}{differences.evaluations:16}")
    return exact


if __name__ == "__main__":
    main()
