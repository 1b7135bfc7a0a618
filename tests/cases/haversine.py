"""This case shows a chain of scalar statements without a loop."""
# args: (0.7, 0.1, 0.9, -0.4)
import math


def haversine(lat1: float, lon1: float, lat2: float, lon2: float):
    a = math.sin(0.5 * (lat2 - lat1)) ** 2
    b = math.cos(lat1) * math.cos(lat2) * math.sin(0.5 * (lon2 - lon1)) ** 2
    return 2.0 * 6371.0 * math.asin(math.sqrt(a + b))


# vjp
