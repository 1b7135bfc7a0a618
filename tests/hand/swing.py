# at: swing(0.4, 0.1, 2.0, 0.3, 0.01, 2.0)
# bench: swing(0.4, 0.1, 2.0, 0.3, 0.001, 10.0)
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


def acceleration_vjp(theta, omega, k, c, a_bar=1.0):
    """Reverse derivative of `acceleration` with respect to (theta, omega, k, c)."""

    # return -k * math.sin(theta) - c * omega
    theta_bar = -k * math.cos(theta) * a_bar
    omega_bar = -c * a_bar
    k_bar = -math.sin(theta) * a_bar
    c_bar = -omega * a_bar
    return theta_bar, omega_bar, k_bar, c_bar


def swing_vjp(theta, omega, k, c, dt, t_end, theta_bar=1.0):
    """Reverse derivative of `swing` with respect to (theta, omega, k, c)."""

    # forward sweep
    theta_stack = []
    omega_stack = []
    trips = 0
    t = 0.0
    while t < t_end:
        theta_stack.append(theta)
        omega_stack.append(omega)
        a = acceleration(theta, omega, k, c)
        omega = omega + dt * a
        theta = theta + dt * omega
        t = t + dt
        trips += 1

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
