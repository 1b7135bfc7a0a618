"""This module tests what is read of the names of a function."""

import math

import numpy as np

from s2s.build.depend import MISSING, chains, dependencies, value_of
from s2s.build.stamp import stamp

RATE = 2.0


class Config:
    scale = 3.0


settings = Config()


def inner(x, k=np.pi):
    return x * RATE * k


def outer(x):
    def nested(y):
        return np.linalg.norm(y) + settings.scale

    return inner(x) + math.sin(x) + nested(x) + unknown  # noqa: F821


def test_chains_are_read_off_the_code():
    assert set(chains(outer.__code__)) >= {
        ("inner",),
        ("math", "sin"),
        ("unknown",),
        ("np", "linalg", "norm"),
        ("settings", "scale"),
    }


def test_dependencies_name_what_is_reached():
    found = dict(dependencies([outer]).lines)
    assert found["0 np.linalg.norm"] == "numpy.linalg.norm"
    assert found["0 math.sin"] == "math.sin"
    assert found["0 settings.scale"] == "value float"
    assert found["0 unknown"] == "unknown"
    assert found["0 inner"].startswith(f"{__name__}.inner ")
    assert found["1 RATE"] == "value float"


def test_guards_see_what_is_rebound(monkeypatch):
    guards = list(dependencies([outer]).guards.values())

    def hold():
        return all(space.get(name, MISSING) is known for space, name, known in guards)

    assert hold()
    monkeypatch.setattr(settings, "scale", 4.0, raising=False)
    assert not hold()
    monkeypatch.undo()
    assert hold()
    monkeypatch.setitem(globals(), "unknown", 1.0)
    assert not hold()


def test_recursion_ends():
    def f(x):
        return f(x) + g(x)

    def g(x):
        return f(x)

    assert len(dependencies([f]).functions) == 2


def test_the_meaning_of_one_name():
    assert value_of(inner, "RATE") == 2.0
    assert value_of(inner, "len") is len
    assert value_of(inner, "nothing") is MISSING


def test_the_stamp_is_one_for_a_process():
    assert stamp() == stamp() and len(stamp()) == 32
