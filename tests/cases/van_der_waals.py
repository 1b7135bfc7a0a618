"""This case shows quotients, and a variable that is overwritten and read."""
# args: (300.0, 0.025, 0.36, 4.3e-5)


def van_der_waals(temperature: float, volume: float, a: float, b: float):
    pressure = 8.314 * temperature / (volume - b)
    pressure = pressure - a / (volume * volume)
    return pressure * volume / (8.314 * temperature)


# vjp
