"""This example differentiates a loop: it prints the derivative's source and 10.0."""

from __future__ import annotations

from s2s import differentiate


@differentiate
def sum_loop(x: float) -> float:
    total = 0.0
    for i in range(5):
        total += x * i
    return total


def main(argv: list[str] | None = None) -> float:
    """Print the derivative and its value, which is 0 + 1 + 2 + 3 + 4 everywhere."""
    slope = sum_loop.grad(3.0)
    print(sum_loop.source())
    print(slope)
    return slope


if __name__ == "__main__":
    main()
