"""This module measures long loops and deep recursions: time and memory a trip."""

from __future__ import annotations

import math
import sys
import tracemalloc
from collections.abc import Callable

from benchmarks.timing import milliseconds, once, table
from s2s import grad

TRIPS = 10**6


def linear(x: float, n: int) -> float:
    total = 0.0
    for i in range(n):
        total += x * i
    return total


def decay(x: float, n: int) -> float:
    for _ in range(n):
        x = x - 1e-6 * math.sin(x)
    return x


def branching(x: float, n: int) -> float:
    for _ in range(n):
        if x > 0.5:
            x = 0.999 * x
        else:
            x = x + 0.001 * x * x
    return x


def counted(x: float, n: int) -> float:
    while n > 0:
        x = x * 0.999999
        n = n - 1
    return x


def deep(x: float, n: int) -> float:
    if n == 0:
        return x
    return math.sin(deep(x, n - 1)) + x


def bytes_a_trip(gradient: Callable, x: float) -> float:
    """Return the peak of memory that a gradient allocates, by trips."""
    trips = TRIPS // 10
    gradient(x, trips)
    tracemalloc.start()
    gradient(x, trips)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / trips


def loop(function: Callable, recorded: str) -> tuple:
    """Return a row: what a million trips take."""
    gradient = grad(function)
    gradient(0.7, 10)
    plain = once(lambda: function(0.7, TRIPS))
    own = once(lambda: gradient(0.7, TRIPS))
    size = bytes_a_trip(gradient, 0.7)
    times = milliseconds(plain), milliseconds(own), f"{own / plain:.1f}"
    return (function.__name__, *times, f"{size:.1f}", recorded)


def deepest(call: Callable[[int], object]) -> int:
    """Return the greatest depth at which a call does not exceed Python's limit."""
    low, high = 1, 2 * sys.getrecursionlimit()
    while low < high:
        middle = (low + high + 1) // 2
        try:
            call(middle)
            low = middle
        except RecursionError:
            high = middle - 1
    return low


def recursion() -> list[tuple]:
    """Return rows: how deep the function and its gradient go."""
    gradient = grad(deep)
    gradient(0.7, 3)
    plain = deepest(lambda n: deep(0.7, n))
    own = deepest(lambda n: gradient(0.7, n))
    return [("function", plain), ("gradient", own), ("difference", plain - own)]


def main() -> None:
    """Print what long loops and deep recursions take."""
    header = ("loop", "function", "gradient", "ratio", "bytes a trip", "recorded")
    rows = [
        loop(linear, "nothing"),
        loop(decay, "a float"),
        loop(branching, "a float or none, a bool"),
        loop(counted, "nothing, a count"),
    ]
    table(f"{TRIPS} trips", header, rows)
    table("Recursion", ("", "deepest"), recursion())
