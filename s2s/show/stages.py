"""This module prints what each stage of the compiler makes of a function."""

from __future__ import annotations

from collections.abc import Iterator

from s2s.api import Differentiable
from s2s.derive.program import Program
from s2s.kinds import Kind, show
from s2s.pipeline import Request, derivative
from s2s.signature import kinds_of_arguments
from s2s.tree.write import write


def stages(made: Differentiable, example_args: tuple) -> Iterator[tuple[str, str]]:
    """(title, text) of each stage, for the kinds of the examples or the annotations."""
    function, kinds = made.function, _kinds(made, example_args)
    yield "parse: the function as it is written", write(function.tree)
    program = Program()
    analysis = program.analysis(
        function, program.given(function, kinds), kinds, made.wrt
    )
    yield "normalise: the core tree", write(analysis.tree)
    yield "analyse: the kinds of its names", _table(analysis.kinds.names)
    facts = analysis.facts(frozenset(made.wrt), set())
    yield (
        "analyse: names that vary with the inputs",
        " ".join(sorted(facts.varied_names)),
    )
    request = Request(made.wrt, kinds, "grad")
    yield "derive, optimise, write", derivative(function, request).text


def _kinds(made: Differentiable, example_args: tuple) -> tuple[Kind, ...]:
    if example_args:
        return kinds_of_arguments(*made.bound(example_args, {}))
    return made.annotated_kinds()


def _table(kinds: dict[str, Kind]) -> str:
    width = max(map(len, kinds), default=0)
    lines = (f"{name:<{width}}  {show(kind)}" for name, kind in sorted(kinds.items()))
    return "\n".join(lines)
