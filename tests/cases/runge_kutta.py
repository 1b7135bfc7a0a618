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


import math


def rhs_vjp(t, z, rate, y_bar):
    """Reverse derivative of `rhs` with respect to (t, z, rate)."""

    # return math.sin(t) - rate * z * z
    t_bar = math.cos(t) * y_bar
    rate_bar = -z * z * y_bar
    z_bar = -2.0 * rate * z * y_bar
    return t_bar, z_bar, rate_bar


def rk4_forward(rhs, y, h, steps, rhs_rate):
    """Forward sweep of `rk4`: its value, and a tape for the way back."""

    k1_stack = []
    k2_stack = []
    k3_stack = []
    k4_stack = []
    y_stack = []
    for i in range(steps):
        t = i * h
        k1 = rhs(t, y)
        k1_stack.append(k1)
        k2 = rhs(t + 0.5 * h, y + 0.5 * h * k1)
        k2_stack.append(k2)
        k3 = rhs(t + 0.5 * h, y + 0.5 * h * k2)
        k3_stack.append(k3)
        k4 = rhs(t + h, y + h * k3)
        k4_stack.append(k4)
        y_stack.append(y)
        y = y + h / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)
    return y, (h, k1_stack, k2_stack, k3_stack, k4_stack, rhs_rate, steps, y_stack)


def rk4_backward(tape, y_bar):
    """Backward sweep of `rk4` with respect to y, h, rhs_rate."""

    h, k1_stack, k2_stack, k3_stack, k4_stack, rhs_rate, steps = tape[0:7]
    y_stack = tape[7]
    h_bar = 0.0
    rhs_rate_bar = 0.0
    for i in range(steps - 1, -1, -1):
        # y = y + h / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)
        k4 = k4_stack.pop()
        k3 = k3_stack.pop()
        k2 = k2_stack.pop()
        k1 = k1_stack.pop()
        y = y_stack.pop()
        part_bar = h / 6.0 * y_bar
        h_bar += 0.16666666666666666 * (k1 + 2.0 * k2 + 2.0 * k3 + k4) * y_bar
        k1_bar = part_bar
        k2_bar = 2.0 * part_bar
        k3_bar = 2.0 * part_bar
        # k4 = rhs(t + h, y + h * k3)
        t = i * h
        d_t, d_z, d_rate = rhs_vjp(t + h, y + h * k3, rhs_rate, part_bar)
        t_bar = d_t
        h_bar += d_t
        y_bar += d_z
        h_bar += k3 * d_z
        k3_bar += h * d_z
        rhs_rate_bar += d_rate
        # k3 = rhs(t + 0.5 * h, y + 0.5 * h * k2)
        d_t2, d_z2, d_rate2 = rhs_vjp(t + 0.5 * h, y + 0.5 * h * k2, rhs_rate, k3_bar)
        t_bar += d_t2
        h_bar += 0.5 * d_t2
        y_bar += d_z2
        h_bar += 0.5 * k2 * d_z2
        k2_bar += 0.5 * h * d_z2
        rhs_rate_bar += d_rate2
        # k2 = rhs(t + 0.5 * h, y + 0.5 * h * k1)
        d_t3, d_z3, d_rate3 = rhs_vjp(t + 0.5 * h, y + 0.5 * h * k1, rhs_rate, k2_bar)
        t_bar += d_t3
        h_bar += 0.5 * d_t3
        y_bar += d_z3
        h_bar += 0.5 * k1 * d_z3
        k1_bar += 0.5 * h * d_z3
        rhs_rate_bar += d_rate3
        # k1 = rhs(t, y)
        d_t4, d_z4, d_rate4 = rhs_vjp(t, y, rhs_rate, k1_bar)
        t_bar += d_t4
        y_bar += d_z4
        rhs_rate_bar += d_rate4
        # t = i * h
        h_bar += i * t_bar
    return y_bar, h_bar, rhs_rate_bar


def runge_kutta_vjp(y, rate, h, steps, rk4_value_bar=1.0):
    """Reverse derivative of `runge_kutta` with respect to (y, rate, h)."""

    # forward sweep

    def rhs(t, z):
        return math.sin(t) - rate * z * z

    rk4_value, rk4_tape = rk4_forward(rhs, y, h, steps, rate)

    # backward sweep
    # return rk4(rhs, y, h, steps)
    d_y, d_h, d_rhs_rate = rk4_backward(rk4_tape, rk4_value_bar)
    return d_y, d_rhs_rate, d_h
