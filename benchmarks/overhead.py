"""This module times what `f.grad(x)` costs above the function that was generated."""

from __future__ import annotations

from benchmarks.timing import medians, table
from s2s import differentiate

CALLS = 1000


@differentiate
def square(x: float) -> float:
    return x * x


@differentiate(wrt=("a", "b"))
def product(a: float, b: float, n: int) -> float:
    return a * b * n


def above(function: object, args: tuple) -> float:
    """Return the seconds of `function.grad(*args)` above the text's own."""
    names: dict = {}
    exec(function.source(*args), names)
    text = names[f"{function.__name__}_vjp"]
    gradient = function.grad

    def direct() -> None:
        for _ in range(CALLS):
            text(*args)

    def public() -> None:
        for _ in range(CALLS):
            gradient(*args)

    plain, through = medians((direct, public), 31)
    return (through - plain) / CALLS


def main() -> None:
    """Print the overhead of a call."""
    rows = [
        (call, f"{1e6 * above(function, args):.2f} us")
        for call, function, args in (
            ("square.grad(0.7)", square, (0.7,)),
            ("product.grad(0.7, 0.8, 3)", product, (0.7, 0.8, 3)),
        )
    ]
    table("Overhead of a call", ("call", "above the text"), rows)
