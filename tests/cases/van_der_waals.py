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
    pressure_bar = 0.12027904738994467 * y_bar * volume / temperature
    volume_bar = 0.12027904738994467 * y_bar * pressure2 / temperature
    temperature_bar = (
        -0.12027904738994467 * y_bar * pressure2 * volume / (temperature * temperature)
    )
    # pressure = pressure - a / (volume * volume)
    a_bar = -pressure_bar / (volume * volume)
    volume_bar += 2.0 * pressure_bar * a / (volume * volume * volume)
    # pressure = 8.314 * temperature / (volume - b)
    part_bar = -pressure_bar * pressure / (volume - b)
    temperature_bar += 8.314 * pressure_bar / (volume - b)
    volume_bar += part_bar
    b_bar = -part_bar
    return temperature_bar, volume_bar, a_bar, b_bar
