"""This module prints what each stage of the compiler makes of a function."""

from __future__ import annotations

from collections.abc import Iterator

from s2s import pipeline
from s2s.api import Differentiable
from s2s.signature import kinds_of_arguments


def stages(made: Differentiable, example_args: tuple) -> Iterator[tuple[str, str]]:
    """(title, text) of each stage, for the kinds of the examples or the annotations."""
    if example_args:
        kinds = kinds_of_arguments(*made.bound(example_args, {}))
    else:
        kinds = made.annotated_kinds()
    yield from pipeline.stages(made.function, made.wrt, kinds)
