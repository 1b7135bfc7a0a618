"""This case shows a `while` loop that calls a function."""
# args: (0.4, 0.1, 2.0, 0.3, 0.01, 2.0)
# wrt: theta, omega, k, c
import math


def acceleration(theta: float, omega: float, k: float, c: float):
    return -k * math.sin(theta) - c * omega


def swing(theta: float, omega: float, k: float, c: float, dt: float, t_end: float):
    t = 0.0
    while t < t_end:
        a = acceleration(theta, omega, k, c)
        omega = omega + dt * a
        theta = theta + dt * omega
        t = t + dt
    return theta


# vjp


import math


def acceleration_vjp(theta, omega, k, c, y_bar):
    """Reverse derivative of `acceleration` with respect to (theta, omega, k, c)."""

    # return -k * math.sin(theta) - c * omega
    k_bar = -math.sin(theta) * y_bar
    theta_bar = -math.cos(theta) * k * y_bar
    c_bar = -omega * y_bar
    omega_bar = -c * y_bar
    return theta_bar, omega_bar, k_bar, c_bar


def swing_vjp(theta, omega, k, c, dt, t_end, theta_bar=1.0):
    """Reverse derivative of `swing` with respect to (theta, omega, k, c)."""

    # forward sweep
    omega_stack = []
    theta_stack = []
    t = 0.0
    trips = 0
    while t < t_end:
        trips += 1
        a = acceleration(theta, omega, k, c)
        omega_stack.append(omega)
        omega = omega + dt * a
        theta_stack.append(theta)
        theta = theta + dt * omega
        t = t + dt

    # backward sweep
    omega_bar = 0.0
    k_bar = 0.0
    c_bar = 0.0
    for _ in range(trips):
        # theta = theta + dt * omega
        theta = theta_stack.pop()
        omega_bar += dt * theta_bar
        # omega = omega + dt * a
        omega = omega_stack.pop()
        a_bar = dt * omega_bar
        # a = acceleration(theta, omega, k, c)
        d_theta, d_omega, d_k, d_c = acceleration_vjp(theta, omega, k, c, a_bar)
        theta_bar += d_theta
        omega_bar += d_omega
        k_bar += d_k
        c_bar += d_c
    return theta_bar, omega_bar, k_bar, c_bar
