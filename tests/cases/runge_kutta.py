"""This case shows a right-hand side that is passed as an argument."""
# args: (0.9, 1.3, 0.1, 4)
# jit: no (a function as argument)
import math


def rk4(rhs, y, h, steps):
    for i in range(steps):
        t = i * h
        k1 = rhs(t, y)
        k2 = rhs(t + 0.5 * h, y + 0.5 * h * k1)
        k3 = rhs(t + 0.5 * h, y + 0.5 * h * k2)
        k4 = rhs(t + h, y + h * k3)
        y = y + h / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)
    return y


def runge_kutta(y: float, rate: float, h: float, steps: int):
    def rhs(t, z):
        return math.sin(t) - rate * z * z

    return rk4(rhs, y, h, steps)


# vjp
