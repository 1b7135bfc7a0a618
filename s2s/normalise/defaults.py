"""This module names the defaults of nested functions, and passes them at each call.

    def g(z, a=x * x):         g_a = x * x
        return z * a           def g(z, a=g_a):
    return g(y)                    return z * a
                               return g(y, a=g_a)

Python evaluates a default where the function is defined. Literals stay as they are.
"""

from __future__ import annotations

import gast

from s2s.normalise.blocks import rewrite
from s2s.normalise.taint import Taint
from s2s.normalise.walk import nodes
from s2s.tree.template import at, is_literal, load, target, template

Given = dict[str, dict[str, str]]


def name_defaults(tree: gast.FunctionDef, taint: Taint) -> bool:
    """Whether there was such a default; `tree` is changed in place."""
    given: Given = {}

    def statement(node: gast.stmt) -> list[gast.stmt]:
        name = _defined(node, taint)
        before = _named(name, taint, given) if name else []
        return [*at(node, before), node]

    tree.body = rewrite(tree.body, statement)
    for node in nodes(tree.body) if given else ():
        if isinstance(node, gast.Call) and isinstance(node.func, gast.Name):
            _pass_on(node, taint, given.get(node.func.id, {}))
    return bool(given)


def _defined(node: gast.stmt, taint: Taint) -> str:
    """The function that a statement defines; a lambda, if it carries a derivative."""
    name = node.name if isinstance(node, gast.FunctionDef) else ""
    if isinstance(node, gast.Assign) and isinstance(node.value, gast.Lambda):
        name = getattr(node.targets[0], "id", "")
        name = name if name in taint.names else ""
    return name if name in taint.functions else ""


def _named(name: str, taint: Taint, given: Given) -> list[gast.stmt]:
    args = taint.functions[name].args
    names = [parameter.id for parameter in args.args]
    before: list[gast.stmt] = []
    for defaults, parameters in (
        (args.defaults, names[len(names) - len(args.defaults) :]),
        (args.kw_defaults, [parameter.id for parameter in args.kwonlyargs]),
    ):
        if len(defaults) > len(parameters):  # positional-only parameters have some
            continue
        for place, parameter in enumerate(parameters):
            value = defaults[place]
            if value is not None and not is_literal(value):
                fresh = taint.context.fresh(f"{name}_{parameter}")
                given.setdefault(name, {})[parameter] = fresh
                before += template("fresh = value", fresh=fresh, value=value)
                defaults[place] = at(value, load(target(fresh)))
    return before


def _pass_on(call: gast.Call, taint: Taint, given: dict[str, str]) -> None:
    """Add the defaults that a call leaves out."""
    if any(isinstance(argument, gast.Starred) for argument in call.args):
        return
    args = taint.functions[call.func.id].args if given else None
    passed = [p.id for p in args.args[: len(call.args)]] if args else []
    passed += [keyword.arg for keyword in call.keywords]
    for parameter, name in given.items():
        if parameter not in passed and None not in passed:
            keyword = gast.keyword(arg=parameter, value=load(target(name)))
            call.keywords.append(at(call, keyword))
