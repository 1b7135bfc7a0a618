"""This module hands the operands of a call to its rule, if the rule reads them."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from functools import cache

import gast

from s2s.derive.paste import Pasted, paste
from s2s.derive.shapes import is_sequence
from s2s.errors import refusal
from s2s.tree.names import parameters, reads
from s2s.tree.template import constant, expression, name


def pasted_rule(work, rule, node, operands, keywords, y_bar) -> Pasted:
    """The body of the rule of a call; what it computes first joins the prelude."""
    holes = {p: _reader(work, rule, o) for p, o in zip(rule.operands, operands)}
    if rule.rest:
        holes[rule.rest] = operands[0]
    for parameter in rule.operands[len(operands) :]:
        holes[parameter] = constant(None)
    holes.update({k: _default(v) for k, v in rule.keywords.items()})
    holes.update(keywords)
    holes["y"] = lambda: work.value_of_result(node)
    holes["y_bar"] = y_bar
    wanted = None
    if rule.form != "joining":
        wanted = [work.facts.varied(o) for o in operands]
        wanted += [False] * (len(rule.operands) - len(operands))
    scalar = _wants_math(work, node)
    pasted = paste(rule, holes, work.facts, work.fresh, scalar, wanted)
    _refuse_hidden(work, rule, node, pasted)
    work.facts.note(pasted.prelude)
    work.found.prelude += pasted.prelude
    return pasted


def _refuse_hidden(work, rule, node, pasted: Pasted) -> None:
    """The user's names may hide a builtin that the rule calls."""
    called = _builtins_of(rule)
    if not called:
        return
    values = [value for value in pasted.values if value is not None]
    for word in sorted(called & reads([*pasted.prelude, *values])):
        if work.facts.scope.object(name(word)) is not getattr(builtins, word):
            what = f"the derivative needs the builtin `{word}`, which is hidden here"
            instead = f"another name for your `{word}`"
            raise refusal(work.facts.function, node, what, instead)


@cache
def _builtins_of(rule) -> frozenset[str]:
    """The builtins that a rule calls."""
    used = reads(rule.tree.body) - set(parameters(rule.tree))
    return frozenset(used & vars(builtins).keys())


def takes_arrays(rule) -> bool:
    """Does the rule read its operands as the arrays that NumPy makes of them?"""
    library = rule.function.__module__.rpartition(".")[2]
    return rule.form != "joining" and library.startswith(("numpy", "operators"))


def _reader(work, rule, operand: gast.expr) -> Callable | gast.expr:
    """The operand's value, asked for only if the rule reads it."""
    if isinstance(operand, gast.Constant):
        return operand
    if takes_arrays(rule) and is_sequence(work.facts.kind(operand)):
        if work.facts.varied(operand) or rule.form == "elementwise":
            text = "np.asarray(x)"
            return lambda: expression(text, np="@np", x=work.value(operand))
    return lambda: work.value(operand)


def _wants_math(work, node: gast.expr) -> bool:
    """Is this a call of `math`, or an operator on scalars?"""
    if not isinstance(node, gast.Call):
        return work.scalar(node)
    return getattr(work.facts.scope.object(node.func), "__module__", "") == "math"


def _default(value) -> gast.expr:
    if isinstance(value, tuple):
        return gast.Tuple([_default(v) for v in value], gast.Load())
    return constant(value)
