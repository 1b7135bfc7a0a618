"""This module optimises random programs and runs them, before and after."""

import math

import numpy as np
import pytest

from s2s.optimise import Facts, optimise
from s2s.tree.write import write
from tests.optimise.programs import FRESH, NUMBERS, Program
from tests.optimise.text import read

TEMPORARIES = frozenset(f"t{i}" for i in range(1, 40))
CHUNK = 100


def facts(seed: int) -> Facts:
    """Half of the programs are optimised knowing which names are numbers."""
    numbers = frozenset(NUMBERS) | TEMPORARIES if seed % 2 else frozenset()
    return Facts(FRESH, TEMPORARIES, numbers=numbers)


def run(text: str) -> list:
    """What a program returns, and what it leaves behind in its arguments and log."""
    log = []

    def spoil(array, number):
        """A function with effects: it writes a log and changes its argument."""
        log.append(repr(float(number)) if abs(number) < 1e-300 else f"{number:.9e}")
        array[1] = 0.5 * array[1] + 1.0
        return array[1]

    names = {"np": np, "math": math, "spoil": spoil}
    u, v = np.array([1.5, -2.0, 0.25]), np.array([0.5, 3.0, -1.0])
    with np.errstate(all="ignore"):
        exec(compile(text, "<program>", "exec"), names)
        values = names["f"](0.7, -1.3, u, v, 3)
    flat = [np.ravel(value) for value in (*values, u, v)]
    return [*np.concatenate(flat).astype(float), len(log), *map(float, log)]


def runs(text: str) -> list | None:
    try:
        return run(text)
    except (IndexError, UnboundLocalError, OverflowError, ValueError):
        return None


def agree(first: list, second: list) -> bool:
    return np.allclose(first, second, rtol=1e-7, atol=1e-9, equal_nan=True)


@pytest.mark.parametrize("chunk", range(6))
def test_random_programs_compute_the_same(chunk):
    compared = 0
    for seed in range(chunk * CHUNK, (chunk + 1) * CHUNK):
        text = Program(seed).text
        expected = runs(text)
        if expected is None:
            continue
        tree = optimise(read(text), facts(seed))
        result = write(tree)
        assert agree(expected, run(result)), f"{seed}\n{text}\n---\n{result}"
        assert optimise(tree, facts(seed)) is tree, f"{seed}\n{text}\n---\n{result}"
        compared += 1
    assert compared > CHUNK // 2
