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


def lorenz_vjp(x, y, z, rho, dt, steps, y_bar=1.0):
    """Reverse derivative of `lorenz` with respect to (x, y, z, rho, dt)."""

    # forward sweep
    dx_stack = []
    dy_stack = []
    dz_stack = []
    x_stack = []
    y_stack = []
    z_stack = []
    for _ in range(steps):
        dx = 10.0 * (y - x)
        dx_stack.append(dx)
        dy = x * (rho - z) - y
        dy_stack.append(dy)
        dz = x * y - 8.0 / 3.0 * z
        dz_stack.append(dz)
        x_stack.append(x)
        x = x + dt * dx
        y_stack.append(y)
        y = y + dt * dy
        z_stack.append(z)
        z = z + dt * dz

    # backward sweep
    # return x * x + y * y + z * z
    x_bar = 2.0 * x * y_bar
    y_bar2 = 2.0 * y * y_bar
    z_bar = 2.0 * z * y_bar
    dt_bar = 0.0
    rho_bar = 0.0
    for _ in range(steps):
        # x, y, z = x + dt * dx, y + dt * dy, z + dt * dz
        dz = dz_stack.pop()
        z = z_stack.pop()
        dt_bar += dz * z_bar
        dz_bar = dt * z_bar
        dy = dy_stack.pop()
        y = y_stack.pop()
        dt_bar += dy * y_bar2
        dy_bar = dt * y_bar2
        dx = dx_stack.pop()
        x = x_stack.pop()
        dt_bar += dx * x_bar
        dx_bar = dt * x_bar
        # dz = x * y - 8.0 / 3.0 * z
        x_bar += y * dz_bar
        y_bar2 += x * dz_bar
        z_bar -= 8.0 / 3.0 * dz_bar
        # dy = x * (rho - z) - y
        part_bar = x * dy_bar
        x_bar += (rho - z) * dy_bar
        rho_bar += part_bar
        z_bar -= part_bar
        y_bar2 -= dy_bar
        # dx = 10.0 * (y - x)
        y_bar2 += 10.0 * dx_bar
        x_bar -= 10.0 * dx_bar
    return x_bar, y_bar2, z_bar, rho_bar, dt_bar
