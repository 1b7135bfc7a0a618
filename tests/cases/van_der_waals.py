"""This case shows quotients, and a variable that is overwritten and read."""
# args: (300.0, 0.025, 0.36, 4.3e-5)


def van_der_waals(temperature: float, volume: float, a: float, b: float):
    pressure = 8.314 * temperature / (volume - b)
    pressure = pressure - a / (volume * volume)
    return pressure * volume / (8.314 * temperature)


# vjp


def van_der_waals_vjp(temperature, volume, a, b, y_bar=1.0):
    """Reverse derivative of `van_der_waals` with respect to (temperature, volume, a, b)."""

    # forward sweep
    pressure = 8.314 * temperature / (volume - b)
    pressure2 = pressure - a / (volume * volume)

    # backward sweep
    # return pressure * volume / (8.314 * temperature)
    scale = pressure2 / (8.314 * temperature) * y_bar
    pressure_bar = volume / (8.314 * temperature) * y_bar
    volume_bar = scale
    temperature_bar = -volume / temperature * scale
    # pressure = pressure - a / (volume * volume)
    scale2 = pressure_bar / (volume * volume)
    a_bar = -scale2
    volume_bar += 2.0 * a / volume * scale2
    # pressure = 8.314 * temperature / (volume - b)
    part_bar = -pressure / (volume - b) * pressure_bar
    temperature_bar += 8.314 / (volume - b) * pressure_bar
    volume_bar += part_bar
    b_bar = -part_bar
    return temperature_bar, volume_bar, a_bar, b_bar
