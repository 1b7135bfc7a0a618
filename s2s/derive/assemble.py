"""This module puts the steps of a function together to the functions of its derivative.

fused   f_vjp(x, n, y_bar=1.0)                both sweeps: adjoints or (value, adjoints)
split   f_forward(x, n) -> (y, tape)          the tape holds what is read backwards
        f_backward(tape, y_bar) -> adjoints
"""

from __future__ import annotations

from typing import NamedTuple

import gast

from s2s.analyse.exposure import exposure
from s2s.derive.interface import Interface
from s2s.derive.naming import table_name
from s2s.derive.public import is_on_tape
from s2s.derive.sweeps import Sweeps, first_value, sweeps, takes_seed
from s2s.derive.tidied import tidied
from s2s.tree.names import (
    assigned,
    free_name,
    names_in,
    parameters,
    reads,
)
from s2s.tree.template import (
    constant,
    expression,
    is_comment,
    name,
    template,
    title,
)

_LINE = 64


class Derived(NamedTuple):
    """The functions of a derivative, and the sweeps that they are made of.

    `keeps_result`: what the tape holds may be changed through the result.
    """

    functions: list[gast.FunctionDef]
    made: Sweeps
    keeps_result: bool = False


def vjp_function(
    program,
    analysis,
    called: str,
    interface: Interface,
    with_value: bool = False,
    shown: tuple = ("", ""),
) -> Derived:
    """The fused derivative."""
    made = sweeps(program, analysis, interface, keeps=True)
    result, forward = _tuple(made.results), made.forward
    if with_value:
        value = made.names.fresh("value")
        forward = [*forward, *template("v = e", v=value, e=made.value)]
        result = gast.Tuple([name(value), result], gast.Load())
    body = [
        *([title("forward sweep"), *forward] if forward else []),
        title("backward sweep"),
        *made.backward,
        gast.Return(result),
    ]
    seed = [made.seed] if made.seed and takes_seed(analysis, interface) else []
    given = [*parameters(analysis.tree), *seed, *made.companions]
    function = tidied(_function(called, given, body), made, analysis, program)
    function.args.defaults = [constant(1.0)] if interface.public else []
    names = ", ".join(interface.inputs)
    names = f"({names})" if len(interface.inputs) > 1 else names
    what = "Value and reverse" if with_value else "Reverse"
    text = f"{what} derivative of `{analysis.function.name}` with respect to {names}."
    function = _documented(_without_lonely_title(function), text, shown)
    return Derived([function], made)


def split_functions(
    program,
    analysis,
    forward_name: str,
    backward_name: str,
    interface: Interface,
    tapeless: str = "",
) -> Derived:
    """The forward half and the backward half.

    The latter alone if that will do, where there is a base for its name (`tapeless`).
    """
    made = sweeps(program, analysis, interface, may_be_tapeless=bool(tapeless))
    if made.tapeless:
        called = program.globals.fresh(f"{tapeless}_vjp")
        return _tapeless(program, analysis, called, interface, made)
    forward_names = {*parameters(analysis.tree), *assigned(made.forward)}
    held = free_name("tape", analysis.tree)
    table = [table_name(analysis.tree)] if interface.shared else []
    results = [gast.Return(_tuple(made.results))] if made.results else []
    body = [*made.backward, *results]
    known = sorted(forward_names & (reads(body) | names_in(body)))
    seed = [made.seed] if made.seed and takes_seed(analysis, interface) else []
    given = [*table, *seed, *made.companions]
    backward = _function(backward_name, [*known, *given], body)
    backward = tidied(backward, made, analysis, program)
    exposed = exposure(backward.body).exposed
    tape = [n for n in known if n in exposed]
    unpack = _unpacking(tape, held)
    backward = _function(backward_name, [held, *given], [*unpack, *backward.body])
    made.forward = [*_first_values(made, tape), *made.forward]
    keeps_result = is_on_tape(made.facts, made.value, tape)
    if interface.public and keeps_result:
        made.value = expression("r.copy(x)", r="@runtime", x=made.value)
    packed = gast.Tuple(
        [made.value or constant(None), _tuple(list(map(name, tape)))], gast.Load()
    )
    forward = _function(
        forward_name, parameters(analysis.tree), [*made.forward, gast.Return(packed)]
    )
    forward = tidied(forward, made, analysis, program, is_program=True)
    of, inputs = f"of `{analysis.function.name}`", ", ".join(interface.inputs)
    what = f"Forward sweep {of}: its value, and a tape for the way back."
    forward = _documented(forward, what)
    backward = _documented(backward, f"Backward sweep {of} with respect to {inputs}.")
    return Derived([forward, backward], made, keeps_result)


def _tapeless(program, analysis, called: str, interface, made: Sweeps) -> Derived:
    """The backward half of a function that needs no more than its arguments."""
    results = [gast.Return(_tuple(made.results))] if made.results else []
    seed = [made.seed] if made.seed and takes_seed(analysis, interface) else []
    given = [*parameters(analysis.tree), *seed, *made.companions]
    function = _function(called, given, [*made.backward, *results])
    function = tidied(function, made, analysis, program)
    read = exposure(function.body).exposed
    made.used = [n for n in parameters(analysis.tree) if n in read]
    function = _function(called, [*made.used, *seed, *made.companions], function.body)
    inputs = ", ".join(interface.inputs)
    text = f"Reverse derivative of `{analysis.function.name}` with respect to {inputs}."
    return Derived([_documented(function, text)], made)


def _first_values(made: Sweeps, tape: list[str]) -> list[gast.stmt]:
    """What a tape holds must be bound, whatever path was taken."""
    sure = {*parameters(made.facts.tree), *exposure(made.forward).assigned}
    unsure = [n for n in tape if n not in sure]
    return [s for n in unsure for s in first_value(made.facts, n)]


def _tuple(nodes: list[gast.expr]) -> gast.expr:
    if len(nodes) == 1:
        return nodes[0]
    return gast.Tuple(nodes, gast.Load())


def _unpacking(tape: list[str], held: str) -> list[gast.stmt]:
    """The names of the tape that a name holds, in as many lines as they need."""
    groups = _lines(tape)
    if len(groups) < 2:
        return [_unpack(group, name(held)) for group in groups]
    found, start = [], 0
    for group in groups:
        end = start + len(group)
        text = f"{held}[{start}]" if len(group) == 1 else f"{held}[{start}:{end}]"
        found.append(_unpack(group, expression(text)))
        start = end
    return found


def _unpack(group: list[str], value: gast.expr) -> gast.stmt:
    target = _tuple([gast.Name(n, gast.Store(), None, None) for n in group])
    target.ctx = gast.Store()
    return gast.Assign([target], value, None)


def _lines(names: list[str]) -> list[list[str]]:
    """Names in groups of about a line each."""
    groups: list[list[str]] = []
    for one in names:
        if not groups or sum(len(n) + 2 for n in [*groups[-1], one]) > _LINE:
            groups.append([])
        groups[-1].append(one)
    return groups


def _function(called: str, names: list[str], body: list[gast.stmt]) -> gast.FunctionDef:
    args = [gast.Name(n, gast.Param(), None, None) for n in names]
    arguments = gast.arguments(args, [], None, [], [], None, [])
    return gast.FunctionDef(called, arguments, body, [], None, None, [])


def _without_lonely_title(function: gast.FunctionDef) -> gast.FunctionDef:
    """One sweep needs no title."""
    titles = [
        s for s in function.body if is_comment(s) and s.value.value.startswith("= ")
    ]
    if len(titles) == 1:
        function.body = [s for s in function.body if s not in titles]
    return function


def _documented(
    function: gast.FunctionDef, text: str, shown=("", "")
) -> gast.FunctionDef:
    lines = (
        text
        if not any(shown)
        else text + "\n\n    " + "\n    ".join(filter(None, shown))
    )
    function.body = [gast.Expr(constant(lines)), *function.body]
    return function
