"""This case shows a simulation of a hundred lines: a lander with two stages."""
# runtime: yes (arrays with several names: their adjoints are found by identity)
# jit: no (the text calls s2s.runtime)
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


import math
import numpy as np


def landing_penalty_vjp(vx, vy, result_bar):
    """Reverse derivative of `landing_penalty` with respect to (vx, vy)."""

    # forward sweep
    impact = math.sqrt(vx * vx + vy * vy)

    # backward sweep
    if impact < 2.0:
        # return 0.1 * impact * impact
        impact_bar = 0.2 * impact * result_bar
    elif impact < 10.0:
        # return impact - 1.6
        impact_bar = result_bar
    else:
        # return 8.4 + 0.2 * (impact - 10.0) ** 2
        impact_bar = 0.4 * (impact - 10.0) * result_bar
    # impact = math.sqrt(vx * vx + vy * vy)
    part_bar = 0.5 / impact * impact_bar
    vx_bar = 2.0 * vx * part_bar
    vy_bar = 2.0 * vy * part_bar
    return vx_bar, vy_bar


def density_vjp(height, result_bar):
    """Reverse derivative of `density` with respect to height."""

    if height > 1000.0:
        height_bar = 0.0
    else:
        # return 0.02 * math.exp(-height / 250.0)
        height_bar = -8e-05 * math.exp(-height / 250.0) * result_bar
    return height_bar


def forces_forward(state, mass, power, wind, out):
    """Forward sweep of `forces`: its value, and a tape for the way back."""

    out_stack = []
    vx = state[2] - wind
    vy = state[3]
    speed = math.sqrt(vx * vx + vy * vy + 1e-09)
    density_value = density(state[1])
    drag = density_value * speed
    out_stack.append(out[0])
    out[0] = state[2]
    out_stack.append(out[1])
    out[1] = state[3]
    out_stack.append(out[2])
    out[2] = -(drag * vx + power * vx / speed) / mass
    out_stack.append(out[3])
    out[3] = -(drag * vy + power * vy / speed) / mass - GRAVITY
    return (
        None, (density_value, drag, mass, out, out_stack, power, speed, state, vx, vy)
    )


def forces_backward(tape, state_bar, out_bar):
    """Backward sweep of `forces` with respect to state, mass, power, wind, out."""

    density_value, drag, mass, out, out_stack, power, speed, state = tape[0:8]
    vx, vy = tape[8:10]
    # out[3] = -(drag * vy + power * vy / speed) / mass - GRAVITY
    out[3] = out_stack.pop()
    out_part_bar = out_bar[3]
    out_bar[3] = 0.0
    part_bar = -out_part_bar / mass
    scale = vy / speed * part_bar
    drag_bar = vy * part_bar
    vy_bar = (drag + power / speed) * part_bar
    power_bar = scale
    speed_bar = -power / speed * scale
    mass_bar = (drag * vy + power * vy / speed) / (mass * mass) * out_part_bar
    # out[2] = -(drag * vx + power * vx / speed) / mass
    out[2] = out_stack.pop()
    out_part_bar2 = out_bar[2]
    out_bar[2] = 0.0
    part_bar2 = -out_part_bar2 / mass
    scale2 = vx / speed * part_bar2
    drag_bar += vx * part_bar2
    vx_bar = (drag + power / speed) * part_bar2
    power_bar += scale2
    speed_bar -= power / speed * scale2
    mass_bar += (drag * vx + power * vx / speed) / (mass * mass) * out_part_bar2
    # out[1] = state[3]
    out[1] = out_stack.pop()
    out_part_bar3 = out_bar[1]
    out_bar[1] = 0.0
    state_bar[3] += out_part_bar3
    # out[0] = state[2]
    out[0] = out_stack.pop()
    out_part_bar4 = out_bar[0]
    out_bar[0] = 0.0
    state_bar[2] += out_part_bar4
    # drag = density(state[1]) * speed
    speed_bar += density_value * drag_bar
    d_height = density_vjp(state[1], speed * drag_bar)
    state_bar[1] += d_height
    # speed = math.sqrt(vx * vx + vy * vy + 1e-9)
    part_bar3 = 0.5 / speed * speed_bar
    vx_bar += 2.0 * vx * part_bar3
    vy_bar += 2.0 * vy * part_bar3
    # vy = state[3]
    state_bar[3] += vy_bar
    # vx = state[2] - wind
    state_bar[2] += vx_bar
    wind_bar = -vx_bar
    return mass_bar, power_bar, wind_bar


def throttle_vjp(controls, height, top, result_bar):
    """Reverse derivative of `throttle` with respect to (controls, height)."""

    # forward sweep
    position = height / top * (len(controls) - 1)
    if not position <= 0.0:
        index = int(position)
        branch = index >= len(controls) - 1
        if not branch:
            share = position - index

    # backward sweep
    if position <= 0.0:
        # return controls[0]
        controls_bar = np.zeros_like(controls)
        controls_bar[0] += result_bar
        position_bar = 0.0
    elif branch:
        # return controls[len(controls) - 1]
        controls_bar = np.zeros_like(controls)
        controls_bar[len(controls) - 1] += result_bar
        position_bar = 0.0
    else:
        # return (1.0 - share) * controls[index] + share * controls[index + 1]
        share_bar = (controls[index + 1] - controls[index]) * result_bar
        controls_bar = np.zeros_like(controls)
        controls_bar[index] += (1.0 - share) * result_bar
        controls_bar[index + 1] += share * result_bar
        # share = position - index
        position_bar = share_bar
    # position = height / top * (len(controls) - 1)
    height_bar = (len(controls) - 1) / top * position_bar
    return controls_bar, height_bar


def lander_vjp(start, controls, thrust, wind, dt, steps, result_bar=1.0):
    """Reverse derivative of `lander` with respect to (start, controls, thrust, wind, dt)."""

    # forward sweep
    before_stack = []
    bend_stack = []
    branch3_stack = []
    branch_stack = []
    density_value_stack = []
    forces_tape2_stack = []
    forces_tape_stack = []
    fuel_stack = []
    middle_stack = []
    open_share_stack = []
    power_stack = []
    state_stack = []
    t_stack = []
    state = start.copy()
    rate = np.zeros_like(state)
    middle = np.zeros_like(state)
    fuel = 300.0
    heat = 0.0
    path = np.zeros(steps + 1)
    path[0] = state[1]
    landed = False
    touch = 0.0
    t = 0
    returned = False
    trips = 0
    while t < steps:
        trips += 1
        mass = EMPTY_MASS + fuel
        open_share = throttle(controls, state[1], 1000.0)
        open_share_stack.append(open_share)
        power = 1000.0 * thrust * open_share
        branch = fuel < 30.0
        branch_stack.append(branch)
        if branch:
            power_stack.append(power)
            power = power * fuel / 30.0
        power_stack.append(power)
        gust = wind * math.sin(0.3 * t * dt)
        _, forces_tape2 = forces_forward(state, mass, power, gust, rate)
        forces_tape2_stack.append(forces_tape2)
        middle_stack.append(middle.copy())
        middle[:] = state + 0.5 * dt * rate
        _, forces_tape = forces_forward(middle, mass, power, gust, rate)
        forces_tape_stack.append(forces_tape)
        before = state[1]
        before_stack.append(before)
        state_stack.append(state.copy())
        state += dt * rate
        flow = 0.001 * power * dt
        fuel_stack.append(fuel)
        fuel -= flow
        speed2 = state[2] * state[2] + state[3] * state[3]
        density_value = density(state[1])
        density_value_stack.append(density_value)
        heat = 0.98 * heat + 0.0001 * speed2 * density_value
        t_stack.append(t)
        t += 1
        path[t] = state[1]
        branch2 = state[1] <= 0.0
        if branch2:
            landed = True
            share = before / (before - state[1])
            touch = state[0] - (1.0 - share) * dt * state[2]
            break
        else:
            branch3 = heat > 50.0
            branch3_stack.append(branch3)
            if branch3:
                returned = True
                break
    if not returned:
        for i in range(1, t):
            bend = path[i + 1] - 2.0 * path[i] + path[i - 1]
            bend_stack.append(bend)

    # backward sweep
    if not returned:
        # return cost + 1e-3 * rough
        rough_bar = 0.001 * result_bar
        path_bar = np.zeros_like(path)
        for i in range(t - 1, 0, -1):
            # rough += bend * bend
            bend = bend_stack.pop()
            bend_bar = 2.0 * bend * rough_bar
            # bend = path[i + 1] - 2.0 * path[i] + path[i - 1]
            path_bar[i + 1] += bend_bar
            path_bar[i] -= 2.0 * bend_bar
            path_bar[i - 1] += bend_bar
        if landed:
            # cost += 0.01 * touch * touch + landing_penalty(state[2], state[3])
            touch_bar = 0.02 * touch * result_bar
            d_vx, d_vy = landing_penalty_vjp(state[2], state[3], result_bar)
            state_bar = np.zeros_like(state)
            state_bar[2] += d_vx
            state_bar[3] += d_vy
        else:
            # cost += 0.1 * state[1]
            state_bar = np.zeros_like(state)
            state_bar[1] += 0.1 * result_bar
            touch_bar = 0.0
        # cost = burned + heat
        burned_bar = result_bar
        heat_bar = result_bar
        result_bar = 0.0
    else:
        path_bar = np.zeros_like(path)
        touch_bar = 0.0
        state_bar = np.zeros_like(state)
        burned_bar = 0.0
        heat_bar = 0.0
    dt_bar = 0.0
    rate_bar = np.zeros_like(rate)
    middle_bar = np.zeros_like(middle)
    wind_bar = 0.0
    fuel_bar = 0.0
    thrust_bar = 0.0
    controls_bar = np.zeros_like(controls)
    for _ in range(trips):
        before = before_stack.pop()
        branch2 = state[1] <= 0.0
        if branch2:
            # touch = state[0] - (1.0 - share) * dt * state[2]
            share = before / (before - state[1])
            state_bar[0] += touch_bar
            share_bar = dt * state[2] * touch_bar
            dt_bar -= (1.0 - share) * state[2] * touch_bar
            state_bar[2] -= (1.0 - share) * dt * touch_bar
            # share = before / (before - state[1])
            part_bar = -share / (before - state[1]) * share_bar
            before_bar = share_bar / (before - state[1]) + part_bar
            state_bar[1] -= part_bar
            touch_bar = 0.0
        else:
            branch3 = branch3_stack.pop()
            if branch3:
                # return 1e3 + heat
                heat_bar += result_bar
                result_bar = 0.0
            before_bar = 0.0
        # path[t] = state[1]
        path_part_bar = path_bar[t]
        path_bar[t] = 0.0
        state_bar[1] += path_part_bar
        # t += 1
        t = t_stack.pop()
        # heat = 0.98 * heat + 1e-4 * speed2 * density(state[1])
        density_value = density_value_stack.pop()
        speed2 = state[2] * state[2] + state[3] * state[3]
        speed2_bar = 0.0001 * density_value * heat_bar
        density_value_bar = 0.0001 * speed2 * heat_bar
        heat_bar = 0.98 * heat_bar
        d_height = density_vjp(state[1], density_value_bar)
        state_bar[1] += d_height
        # speed2 = state[2] * state[2] + state[3] * state[3]
        state_bar[2] += 2.0 * state[2] * speed2_bar
        state_bar[3] += 2.0 * state[3] * speed2_bar
        # burned += flow
        flow_bar = burned_bar
        # fuel -= flow
        fuel = fuel_stack.pop()
        flow_bar -= fuel_bar
        # flow = 0.001 * power * dt
        power = power_stack.pop()
        power_bar = 0.001 * dt * flow_bar
        dt_bar += 0.001 * power * flow_bar
        # state += dt * rate
        state[:] = state_stack.pop()
        dt_bar += np.sum(rate * state_bar)
        rate_bar += dt * state_bar
        # before = state[1]
        state_bar[1] += before_bar
        # forces(middle, mass, power, gust, rate)
        forces_tape = forces_tape_stack.pop()
        d_mass, d_power, d_wind = forces_backward(forces_tape, middle_bar, rate_bar)
        mass_bar = d_mass
        power_bar += d_power
        gust_bar = d_wind
        # middle[:] = state + 0.5 * dt * rate
        middle[:] = middle_stack.pop()
        middle_part_bar = middle_bar[:].copy()
        middle_bar[:] = 0.0
        state_bar += middle_part_bar
        dt_bar += 0.5 * np.sum(rate * middle_part_bar)
        rate_bar += 0.5 * dt * middle_part_bar
        # forces(state, mass, power, gust, rate)
        forces_tape2 = forces_tape2_stack.pop()
        d_mass2, d_power2, d_wind2 = forces_backward(forces_tape2, state_bar, rate_bar)
        mass_bar += d_mass2
        power_bar += d_power2
        gust_bar += d_wind2
        # gust = wind * math.sin(0.3 * t * dt)
        wind_bar += math.sin(0.3 * t * dt) * gust_bar
        dt_bar += 0.3 * t * math.cos(0.3 * t * dt) * wind * gust_bar
        branch = branch_stack.pop()
        if branch:
            # power = power * fuel / 30.0
            power = power_stack.pop()
            fuel_bar += power / 30.0 * power_bar
            power_bar = fuel / 30.0 * power_bar
        # power = 1000.0 * thrust * open_share
        open_share = open_share_stack.pop()
        thrust_bar += 1000.0 * open_share * power_bar
        open_share_bar = 1000.0 * thrust * power_bar
        # open_share = throttle(controls, state[1], 1000.0)
        d_controls, d_height2 = throttle_vjp(controls, state[1], 1000.0, open_share_bar)
        controls_bar += d_controls
        state_bar[1] += d_height2
        # mass = EMPTY_MASS + fuel
        fuel_bar += mass_bar
    # path[0] = state[1]
    path_part_bar2 = path_bar[0]
    path_bar[0] = 0.0
    state_bar[1] += path_part_bar2
    return state_bar, controls_bar, thrust_bar, wind_bar, dt_bar
