"""This case shows three variables that change together."""
# args: (1.0, 1.2, 0.8, 28.0, 0.01, 6)


def lorenz(x: float, y: float, z: float, rho: float, dt: float, steps: int):
    for _ in range(steps):
        dx = 10.0 * (y - x)
        dy = x * (rho - z) - y
        dz = x * y - 8.0 / 3.0 * z
        x, y, z = x + dt * dx, y + dt * dy, z + dt * dz
    return x * x + y * y + z * z


# vjp
