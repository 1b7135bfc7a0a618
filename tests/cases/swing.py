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
