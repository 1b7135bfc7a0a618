"""This module is the way from a function to its derivative: read it first.

function -> tree -> core tree -> facts -> derivative tree -> text -> callable
"""

from __future__ import annotations

from dataclasses import dataclass
from types import FunctionType

import gast

from s2s.analyse.disturb import EVERYTHING
from s2s.build.overlap import separated
from s2s.build.readable import reads_container
from s2s.build.rebound import rebound
from s2s.derive.assemble import split_functions, vjp_function
from s2s.derive.interface import Interface
from s2s.derive.program import Program
from s2s.errors import refusal
from s2s.kinds import Kind
from s2s.request import Request
from s2s.tree.deep import deep
from s2s.tree.function import Function
from s2s.tree.live import live
from s2s.tree.parse import parse
from s2s.tree.write import write


@dataclass(frozen=True)
class Text:
    """A derivative as text, and what must be known to run it without the compiler.

    `origins` are its global names: the user's function and the name there that each
    stands for. `read` are the functions whose source the compiler has read. `logs`: a
    derivative is appended to a list from outside.
    """

    text: str
    entries: tuple[str, ...]
    origins: dict[str, tuple[FunctionType, str]]
    read: tuple[FunctionType, ...]
    result: Kind | None
    changed: tuple[int, ...]
    logs: bool


def derivative(function: Function, request: Request) -> Text:
    """The derivative of a function as text."""
    try:
        with deep():
            return _derivative(function, request)
    except RecursionError:
        what = f"a program as deeply nested as `{function.name}` is not supported"
        raise refusal(function, function.tree, what, "several functions") from None


def _derivative(function: Function, request: Request) -> Text:
    program, analysis = _analysed(function, request, 0)
    summary = analysis.summarise()
    if request.inner and summary.outside:
        what = (
            f"a result of `{function.name}` that outlives the call, where only the run"
        )
        raise refusal(function, function.tree, f"{what} knows it,", "a copy")
    # What is read outside must be kept until it is needed, if anybody may change it.
    disturbs = EVERYTHING if request.inner else summary.disturbs
    if disturbs:
        known = dict.fromkeys([_outermost(function), *_read(program)])
        function = live(function, rebound(known))
        program, analysis = _analysed(function, request, disturbs)
        summary = analysis.summarise()
    entries = _derive(program, analysis, request)
    if program.logs:
        _check_logs(program, function, request)
    _say_assumed(program, entries[0], request.assumed)
    made = [*program.globals.helpers, *program.texts]
    tree = gast.Module([*_imports(program), *made], [])
    text = write(tree)
    text = separated(text) if request.jit else text
    made = Text(
        text,
        entries,
        _origins(program),
        _read(program),
        summary.result,
        summary.changed,
        bool(program.logs),
    )
    program.forget()
    return made


def _analysed(function: Function, request: Request, disturbed: int) -> tuple:
    program = Program(disturbed=disturbed)
    given = program.given(function, request.kinds)
    analysis = program.analysis(
        function, given, request.kinds, request.wrt, untaken=request.inner
    )
    return program, analysis


def _origins(program: Program) -> dict[str, tuple[FunctionType, str]]:
    found = program.globals.origins.items()
    return {text: (_outermost(origin.function), origin.name) for text, origin in found}


def _outermost(function: Function) -> FunctionType:
    while function.outer is not None:
        function = function.outer
    return function.fn


def _read(program: Program) -> tuple[FunctionType, ...]:
    known = program.parsed.items()
    return tuple(f for f, callee in known if callee and isinstance(f, FunctionType))


def _check_logs(program: Program, function: Function, request: Request) -> None:
    """Refuse to append derivatives to a list that the program may read back."""
    known = dict.fromkeys([_outermost(function), *_read(program)])
    if request.inner or reads_container(known):
        raise program.logs[0]


def _derive(program: Program, analysis, request: Request) -> tuple[str, ...]:
    """Add the functions of the request to the program; their names."""
    fresh = program.globals.fresh
    inputs, base = list(request.wrt), _base(analysis.function.name)
    interface = Interface(inputs, inputs, public=True)
    if request.form == "pair":
        names = tuple(map(fresh, (f"{base}_forward", f"{base}_backward")))
        derived = split_functions(program, analysis, *names, interface)
    else:
        valued = request.form == "value"
        called = f"{base}_value_and_vjp" if valued else f"{base}_vjp"
        names = (fresh(called),)
        derived = vjp_function(program, analysis, *names, interface, valued)
    program.settle(derived.made.demands)
    program.texts += derived.functions
    return names


def _say_assumed(program: Program, entry: str, assumed: tuple[str, ...]) -> None:
    """Nobody has said what these parameters are: a reader should know."""
    if not assumed:
        return
    names = ", ".join(assumed)
    more = f"\n\n    Taken as a Number, a scalar or an array of floats: {names}.\n    "
    for function in program.texts:
        if function.name == entry:
            docstring = function.body[0].value
            docstring.value += more


def _base(called: str) -> str:
    return called if called.isidentifier() else "function"


def _imports(program: Program) -> list[gast.stmt]:
    return [s for line in program.globals.imports() for s in gast.parse(line).body]


__all__ = ["Request", "Text", "derivative", "parse"]
