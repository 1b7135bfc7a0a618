"""This module takes stars out of the arguments of calls.

z = f(a, *xs)       if len(xs) != 2:
                        raise TypeError("`f` takes 3 arguments")
                    z = f(a, xs[0], xs[1])

for an `f` that takes three arguments. A call that is not always made keeps its star.
"""

from __future__ import annotations

import gast

from s2s.normalise.context import Context, is_name
from s2s.normalise.taint import Taint
from s2s.tree.template import at, constant, expression, template
from s2s.tree.walk import children, nodes

_NOT_ALWAYS = (gast.IfExp, gast.BoolOp, gast.Lambda, gast.ListComp, gast.GeneratorExp)
_TOO_FEW_OR_MANY = """
if wrong:
    raise TypeError(message)
"""


def spread_arguments(tree: gast.FunctionDef, taint: Taint) -> gast.FunctionDef:
    """The function without stars in the calls that its statements make."""
    if not any(isinstance(node, gast.Starred) for node in nodes(tree.body)):
        return tree
    return _Statements(taint.context).generic_visit(tree)


class _Statements(gast.NodeTransformer):
    def __init__(self, context: Context) -> None:
        self.context = context

    def visit_FunctionDef(self, node: gast.FunctionDef) -> gast.stmt:
        return node

    def visit_If(self, node: gast.If) -> list[gast.stmt]:
        self.generic_visit(node)
        return [*self.spread(node.test), node]

    def visit_Assign(self, node: gast.stmt) -> list[gast.stmt]:
        return [*self.spread(node.value), node]

    visit_AugAssign = visit_Expr = visit_Return = visit_Assign

    def spread(self, node: gast.AST | None) -> list[gast.stmt]:
        """Take the stars out of the calls in an expression; what is to be checked."""
        if node is None or isinstance(node, _NOT_ALWAYS):
            return []
        made = [s for child in children(node) for s in self.spread(child)]
        stars = [a for a in getattr(node, "args", ()) if isinstance(a, gast.Starred)]
        if isinstance(node, gast.Call) and len(stars) == 1 and not node.keywords:
            if stars == node.args[-1:] and is_name(stars[0].value):
                made += self.taken(node, stars[0].value)
        return made

    def taken(self, call: gast.Call, xs: gast.Name) -> list[gast.stmt]:
        """The items of a sequence in place of its star, if their number is known."""
        count, more = self.context.arity(call.func)
        missing = count - (len(call.args) - 1)
        if missing < 0 or (missing == 0 and more):
            return []
        items = [expression("xs[i]", xs=xs, i=constant(i)) for i in range(missing)]
        if more:
            rest = expression("xs[i:]", xs=xs, i=constant(missing))
            items.append(gast.Starred(rest, gast.Load()))
        call.args[-1:] = [at(xs, item) for item in items]
        size = self.context.builtin("len", call)
        wrong = f"size(xs) {'<' if more else '!='} count"
        test = expression(wrong, size=size, xs=xs, count=constant(missing))
        least = "at least " if more else ""
        text = f"`{getattr(call.func, 'id', 'the function')}` takes {least}{count}"
        message = constant(f"{text} arguments")
        return at(call, template(_TOO_FEW_OR_MANY, wrong=test, message=message))
