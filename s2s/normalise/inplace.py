"""This module writes calls that store their result as stores.

np.add(a, b, out=c)    c[...] = np.add(a, b)
a.fill(v)              a[...] = v
np.copyto(a, b)        a[...] = b
xs.remove(v)           xs.pop(xs.index(v))
xs.clear()             for i in range(len(xs)): xs.pop()
"""

from __future__ import annotations

import gast
import numpy as np

from s2s.normalise.context import Context, is_name
from s2s.normalise.inert import PURE_METHODS
from s2s.normalise.outputs import outputs
from s2s.normalise.taint import Taint
from s2s.normalise.walk import nodes
from s2s.tree.template import clone, constant, load, target, template

_CLEAR = "for i in range_(len_(xs)):\n    xs.pop()"
_STORE = "goal[everything] = value"
_SOME_OUTPUTS = "`where=` together with `out=`"


def stored_result(
    node: gast.Call, context: Context
) -> tuple[list[gast.stmt], gast.expr]:
    """The statements for a call with `out=`, and what stands for its value."""
    written = outputs(node, context)
    if len(written) != 1:
        what = "a call with several outputs is not supported"
        raise context.refusal(node, what, "an assignment to each of them")
    _refuse_unknown(node, context)
    _refuse_mask(node, context)
    goal = written[0]
    held = []
    if not is_name(goal):
        name = target(context.fresh("result"))
        held = template("name = goal", name=name, goal=goal)
        goal = load(name)
    return held + _store(goal, _without_output(node, written[0])), clone(goal)


def stored_statement(node: gast.Expr, taint: Taint) -> list[gast.stmt] | None:
    """The store that a statement like `a.fill(v)` stands for; None if it is none."""
    call = node.value
    if not isinstance(call, gast.Call) or (call.keywords and _is_fill(call)):
        return None
    if _is_fill(call) and taint.value(call.func.value) and len(call.args) == 1:
        return _store(call.func.value, call.args[0])
    if _is_method(call, taint, "clear", 0):
        index, xs = taint.context.fresh("index"), call.func.value
        length = taint.context.builtin("len", node)
        counted = taint.context.builtin("range", node)
        return template(_CLEAR, i=index, xs=xs, len_=length, range_=counted)
    if _is_method(call, taint, "remove", 1):
        return template("xs.pop(xs.index(v))", xs=call.func.value, v=call.args[0])
    if taint.context.resolve(call.func) is np.copyto and len(call.args) == 2:
        return _copy(call, taint.context)
    return None


def _is_method(call: gast.Call, taint: Taint, name: str, count: int) -> bool:
    """Whether a call is of this method of a list that carries a derivative."""
    func = call.func
    if not isinstance(func, gast.Attribute) or func.attr != name:
        return False
    known = taint.context.resolve(func) is not None
    return not known and len(call.args) == count and taint.value(func.value)


def _is_fill(call: gast.Call) -> bool:
    return isinstance(call.func, gast.Attribute) and call.func.attr == "fill"


def _copy(call: gast.Call, context: Context) -> list[gast.stmt]:
    goal, value = call.args
    for keyword in call.keywords:
        if keyword.arg == "where":
            what = "`np.copyto` with `where=` is not supported"
            raise context.refusal(call, what, "`a[mask] = b[mask]`")
    return _store(goal, value)


def _refuse_unknown(node: gast.Call, context: Context) -> None:
    """Nobody knows what `rng.normal(out=a)` would give without its `out`."""
    found = context.resolve(node.func)
    if found is None and getattr(node.func, "attr", "") in PURE_METHODS:
        return
    module = getattr(found, "__module__", None) or ""
    if not isinstance(found, np.ufunc) and module.partition(".")[0] != "numpy":
        what = "`out=` of a function without a rule is not supported"
        raise context.refusal(node, what, "a store of its result: `a[...] = f(...)`")


def _refuse_mask(node: gast.Call, context: Context) -> None:
    if any(k.arg == "where" for k in node.keywords):
        what = f"{_SOME_OUTPUTS} is not supported"
        raise context.refusal(node, what, "`np.where(mask, ..., ...)`")


def _without_output(node: gast.Call, goal: gast.expr) -> gast.Call:
    """The call as it would be written for its value."""
    made = clone(node)
    made.keywords = [k for k in made.keywords if k.arg != "out"]
    place = next((i for i, a in enumerate(node.args) if goal in nodes(a)), None)
    if place is not None:
        behind = made.args[place + 1 :]
        made.args[place:] = [constant(None), *behind] if behind else []
    return made


def _store(goal: gast.expr, value: gast.expr) -> list[gast.stmt]:
    if isinstance(goal, gast.Subscript) and isinstance(goal.slice, gast.Slice):
        return template("goal = value", goal=goal, value=value)
    everything = constant(Ellipsis)
    return template(_STORE, goal=goal, everything=everything, value=value)
