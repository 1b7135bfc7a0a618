"""This module is the way from a function to its derivative: read it first.

    function -> tree -> core tree -> facts -> derivative tree -> text -> callable
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import gast

from s2s.build.module import build
from s2s.derive.assemble import split_functions, vjp_function
from s2s.derive.naming import Globals
from s2s.derive.program import Program
from s2s.kinds import Callable, Kind
from s2s.tree.function import Function
from s2s.tree.names import Names, parameters
from s2s.tree.write import write


class Request(NamedTuple):
    """What is asked for: the derivative of which inputs, for which kinds, in which form.

    `form` is "grad" (the adjoints), "value" (value and adjoints) or "pair" (two sweeps).
    """

    wrt: tuple[str, ...]
    kinds: tuple[Kind, ...]
    form: str


@dataclass(frozen=True)
class Text:
    """A derivative as text, and what its global names stand for."""

    text: str
    entries: tuple[str, ...]
    names: Globals
    program: Program


def derivative(function: Function, request: Request) -> Text:
    """The derivative of a function as text."""
    program = Program(Names(_reserved(function)))
    analysis = program.analysis(function, program.given(function, request.kinds),
                                request.kinds, request.wrt)
    entries = _derive(program, analysis, request)
    tree = gast.Module([*_imports(program), *program.texts], [])
    return Text(write(tree), entries, program.globals, program)


def _derive(program: Program, analysis, request: Request) -> tuple[str, ...]:
    """Add the functions of the request to the program; their names."""
    inputs, base = list(request.wrt), _base(analysis.function.name)
    if request.form == "pair":
        names = tuple(program.names.fresh(f"{base}_{w}") for w in ("forward", "backward"))
        program.texts += split_functions(
            program, analysis, *names, inputs, inputs, [], public=True
        )
        return names
    called = program.names.fresh(f"{base}_vjp" if request.form == "grad"
                                 else f"{base}_value_and_vjp")
    program.texts.append(vjp_function(
        program, analysis, called, inputs, inputs, request.form == "value", public=True
    ))
    return (called,)


def _base(called: str) -> str:
    return called if called.isidentifier() else "function"


def _reserved(function: Function) -> set[str]:
    return {*parameters(function.tree)}


def _imports(program: Program) -> list[gast.stmt]:
    return [s for line in program.globals.imports() for s in gast.parse(line).body]


def load(made: Text, name: str) -> Any:
    """The functions of a derivative, ready to be called."""
    namespace = {text: origin.function.resolve(gast.Name(origin.name, gast.Load(), None, None))
                 for text, origin in made.names.origins.items()}
    return build(made.text, name, namespace)


__all__ = ["Callable", "Request", "Text", "derivative", "load"]
