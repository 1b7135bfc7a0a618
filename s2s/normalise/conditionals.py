"""This module writes ternaries, `and`/`or` and chained comparisons as statements.

z = a if c else b      if c:                 z = a or b      z = a
                           z = a                             if not z:
                       else:                                     z = b
                           z = b
"""

from __future__ import annotations

import gast

from s2s.normalise.blocks import on_flag
from s2s.normalise.context import Context
from s2s.tree.template import constant, load, target, template

_AND = "name = value\nif name:\n    rest"
_OR = "name = value\nif not name:\n    rest"


def choose(node: gast.IfExp, name: str) -> list[gast.stmt]:
    """Statements that put the value of a ternary into `name`."""
    text = "if test:\n    name = body\nelse:\n    name = other"
    other = node.orelse
    return template(text, test=node.test, name=name, body=node.body, other=other)


def choose_result(node: gast.IfExp) -> list[gast.stmt]:
    """Statements that return the value of a ternary."""
    text = "if test:\n    return body\nelse:\n    return other"
    return template(text, test=node.test, body=node.body, other=node.orelse)


def decide(node: gast.BoolOp, name: str) -> list[gast.stmt]:
    """Statements that put the value of `a and b and c` into `name`."""
    text = _AND if isinstance(node.op, gast.And) else _OR
    made = template("name = value", name=name, value=node.values[-1])
    for value in reversed(node.values[:-1]):
        made = template(text, name=name, value=value, rest=made)
    return made


def compare(node: gast.Compare, context: Context) -> gast.BoolOp:
    """`a < b < c` as `a < (middle := b) and middle < c`."""
    parts, left = [], node.left
    for index, (op, right) in enumerate(zip(node.ops, node.comparators)):
        follows = index < len(node.ops) - 1
        held = right
        if follows and not isinstance(right, (gast.Name, gast.Constant)):
            name = target(context.fresh("middle"))
            held = gast.NamedExpr(target=name, value=right)
            right = load(name)
        parts.append(gast.Compare(left=left, ops=[op], comparators=[held]))
        left = right
    return gast.BoolOp(op=gast.And(), values=parts)


def ask_in_loop(
    node: gast.While, prelude: list[gast.stmt], context: Context
) -> list[gast.stmt]:
    """A `while` whose test needs statements: they stand in the loop."""
    leave: list[gast.stmt] = [gast.Break()]
    flag = context.fresh("finished") if node.orelse else ""
    if flag:
        leave = [*template("flag = True", flag=flag), *leave]
    asked = gast.If(test=node.test, body=node.body, orelse=leave)
    made = gast.While(test=constant(True), body=[*prelude, asked], orelse=[])
    if not flag:
        return [made]
    before = template("flag = False", flag=flag)
    return [*before, made, on_flag(flag, node.orelse)]
