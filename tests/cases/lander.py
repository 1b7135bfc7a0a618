"""This case shows a simulation of a hundred lines: a lander with two stages."""
# args: (np.array([0.0, 900.0, 30.0, -25.0]), np.array([0.9, 0.6, 0.8, 0.7]), 1.5, 0.4, 0.25, 400)
# args: (np.array([5.0, 400.0, -10.0, -15.0]), np.array([0.2, 0.3, 0.8, 0.9]), 1.2, 0.1, 0.25, 60)
import math

import numpy as np

GRAVITY = 1.62
EMPTY_MASS = 700.0


def density(height: float):
    if height > 1000.0:
        return 0.0
    return 0.02 * math.exp(-height / 250.0)


def throttle(controls: "float[k]", height: float, top: float):
    position = height / top * (len(controls) - 1)
    if position <= 0.0:
        return controls[0]
    index = int(position)
    if index >= len(controls) - 1:
        return controls[len(controls) - 1]
    share = position - index
    return (1.0 - share) * controls[index] + share * controls[index + 1]


def forces(
    state: "float[n]", mass: float, power: float, wind: float, out: "float[n]"
):
    vx = state[2] - wind
    vy = state[3]
    speed = math.sqrt(vx * vx + vy * vy + 1e-9)
    drag = density(state[1]) * speed
    out[0] = state[2]
    out[1] = state[3]
    out[2] = -(drag * vx + power * vx / speed) / mass
    out[3] = -(drag * vy + power * vy / speed) / mass - GRAVITY


def landing_penalty(vx: float, vy: float):
    impact = math.sqrt(vx * vx + vy * vy)
    if impact < 2.0:
        return 0.1 * impact * impact
    if impact < 10.0:
        return impact - 1.6
    return 8.4 + 0.2 * (impact - 10.0) ** 2


def lander(
    start: "float[n]",
    controls: "float[k]",
    thrust: float,
    wind: float,
    dt: float,
    steps: int,
):
    state = start.copy()
    rate = np.zeros_like(state)
    middle = np.zeros_like(state)
    fuel = 300.0
    burned = 0.0
    heat = 0.0
    path = np.zeros(steps + 1)
    path[0] = state[1]
    landed = False
    touch = 0.0
    t = 0
    while t < steps:
        mass = EMPTY_MASS + fuel
        open_share = throttle(controls, state[1], 1000.0)
        power = 1000.0 * thrust * open_share
        if fuel < 30.0:
            power = power * fuel / 30.0
        gust = wind * math.sin(0.3 * t * dt)

        # midpoint rule
        forces(state, mass, power, gust, rate)
        middle[:] = state + 0.5 * dt * rate
        forces(middle, mass, power, gust, rate)
        before = state[1]
        state += dt * rate

        flow = 0.001 * power * dt
        fuel -= flow
        burned += flow
        speed2 = state[2] * state[2] + state[3] * state[3]
        heat = 0.98 * heat + 1e-4 * speed2 * density(state[1])
        t += 1
        path[t] = state[1]
        if state[1] <= 0.0:
            landed = True
            share = before / (before - state[1])
            touch = state[0] - (1.0 - share) * dt * state[2]
            break
        if heat > 50.0:
            return 1e3 + heat

    cost = burned + heat
    if landed:
        cost += 0.01 * touch * touch + landing_penalty(state[2], state[3])
    else:
        cost += 0.1 * state[1]
    rough = 0.0
    for i in range(1, t):
        bend = path[i + 1] - 2.0 * path[i] + path[i - 1]
        rough += bend * bend
    return cost + 1e-3 * rough


# vjp
