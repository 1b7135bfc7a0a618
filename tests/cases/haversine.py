"""This case shows a chain of scalar statements without a loop."""
# args: (0.7, 0.1, 0.9, -0.4)
import math


def haversine(lat1: float, lon1: float, lat2: float, lon2: float):
    a = math.sin(0.5 * (lat2 - lat1)) ** 2
    b = math.cos(lat1) * math.cos(lat2) * math.sin(0.5 * (lon2 - lon1)) ** 2
    return 2.0 * 6371.0 * math.asin(math.sqrt(a + b))


# vjp


import math


def haversine_vjp(lat1, lon1, lat2, lon2, y_bar=1.0):
    """Reverse derivative of `haversine` with respect to (lat1, lon1, lat2, lon2)."""

    # forward sweep
    sin2 = math.sin(0.5 * (lat2 - lat1))
    a = sin2 ** 2
    cos_lat1 = math.cos(lat1)
    cos_lat2 = math.cos(lat2)
    sin = math.sin(0.5 * (lon2 - lon1))
    part = sin ** 2
    b = cos_lat1 * cos_lat2 * part

    # backward sweep
    # return 2.0 * 6371.0 * math.asin(math.sqrt(a + b))
    part2 = math.sqrt(a + b)
    part_bar = 6371.0 / (part2 * math.sqrt(1.0 - part2 * part2)) * y_bar
    # b = math.cos(lat1) * math.cos(lat2) * math.sin(0.5 * (lon2 - lon1)) ** 2
    part_bar2 = math.cos(0.5 * (lon2 - lon1)) * sin * cos_lat1 * cos_lat2 * part_bar
    lat1_bar = -math.sin(lat1) * cos_lat2 * part * part_bar
    lat2_bar = -math.sin(lat2) * cos_lat1 * part * part_bar
    lon1_bar = -part_bar2
    # a = math.sin(0.5 * (lat2 - lat1)) ** 2
    part_bar3 = math.cos(0.5 * (lat2 - lat1)) * sin2 * part_bar
    lat2_bar += part_bar3
    lat1_bar -= part_bar3
    return lat1_bar, lon1_bar, lat2_bar, part_bar2
