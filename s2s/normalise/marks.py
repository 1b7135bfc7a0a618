"""This module marks the parts of an expression that cannot stay in it.

A ternary, `and`/`or` or comprehension that carries a derivative, a call of a user's
function, a walrus, a lambda, a result written through `out=`. A part is *live* where
its derivative can matter: not inside of comparisons, indices and inert calls; there
only what has effects is taken out.
"""

from __future__ import annotations

import gast

from s2s.normalise.context import is_name
from s2s.normalise.inert import is_inert_call
from s2s.normalise.outputs import outputs
from s2s.normalise.taint import Taint
from s2s.normalise.walk import children
from s2s.tree.names import COMPREHENSIONS

_STAYING = frozenset({gast.Name, gast.Constant})
_EAGER = "sum list tuple min max sorted set frozenset dict".split()
_EAGER_METHODS = ("extend", "join", "update")
_REFUSED = {
    gast.Dict: ("a dict that carries a derivative", "a list or a tuple"),
    gast.Set: ("a set that carries a derivative", "a list or a tuple"),
    gast.SetComp: ("a set comprehension that carries a derivative", "a list"),
    gast.DictComp: ("a dict comprehension that carries a derivative", "a list"),
    gast.GeneratorExp: ("a generator that carries a derivative", "a list `[...]`"),
    gast.Yield: ("`yield` of what carries a derivative", "a list that is returned"),
    gast.YieldFrom: ("`yield from` of what carries a derivative", "a list"),
    gast.Await: ("`await` of what carries a derivative", "a plain call"),
}
_BASES = {
    **dict.fromkeys((gast.IfExp, gast.BoolOp), "choice"),
    gast.Compare: "holds",
    gast.Lambda: "function",
    gast.ListComp: "items",
}


class Marks:
    """The parts of one statement to be taken out, and the nodes that hold such."""

    def __init__(self, taint: Taint, tainted_statement: bool) -> None:
        self.taint, self.context = taint, taint.context
        self.tainted_statement = tainted_statement
        self.wanted: set[gast.AST] = set()
        self.holding: set[gast.AST] = set()

    def mark(self, node: gast.AST, live: bool = True) -> bool:
        """Whether `node` or a part of it must be taken out."""
        if node.__class__ in _STAYING:
            return False
        held = self.visit(node, live)
        own = self.is_wanted(node, live)
        if own:
            self.wanted.add(node)
        if own or held:
            self.refuse(node, live)
            self.holding.add(node)
        return own or held

    def all(self, nodes: list, live: bool) -> bool:
        marked = [self.mark(node, live) for node in nodes]
        return any(marked)

    def visit(self, node: gast.AST, live: bool) -> bool:
        if isinstance(node, (gast.BoolOp, gast.IfExp, gast.Compare)):
            return self.visit_conditional(node, live)
        if isinstance(node, COMPREHENSIONS):
            return self.visit_comprehension(node, live)
        if isinstance(node, gast.Call):
            return self.visit_call(node, live)
        if isinstance(node, gast.Subscript):
            return self.all([node.value], live) | self.all([node.slice], False)
        if isinstance(node, gast.Lambda):
            return False
        if isinstance(node, gast.NamedExpr):
            return self.mark(node.value, live)
        if isinstance(node, gast.UnaryOp) and isinstance(node.op, gast.Not):
            return self.mark(node.operand, False)
        inert = isinstance(node, gast.JoinedStr)
        return self.all(children(node), live and not inert)

    def visit_conditional(self, node: gast.AST, live: bool) -> bool:
        """Parts that are not always evaluated make the whole leave."""
        if isinstance(node, gast.BoolOp):
            always, rest = node.values[:1], node.values[1:]
        elif isinstance(node, gast.IfExp):
            always, rest = [], [node.body, node.orelse]
            held = self.mark(node.test, False)
        else:
            live = False
            always, rest = [node.left, *node.comparators[:1]], node.comparators[1:]
        held = self.all(always, live) or (isinstance(node, gast.IfExp) and held)
        if self.all(rest, live):
            self.wanted.add(node)
            held = True
        return held

    def visit_comprehension(self, node: gast.AST, live: bool) -> bool:
        parts = (
            [node.key, node.value] if isinstance(node, gast.DictComp) else [node.elt]
        )
        held = self.all(parts, live)
        for generator in node.generators:
            held |= self.all(generator.ifs, False) | self.mark(generator.iter, False)
        if held:
            self.wanted.add(node)
        return held

    def visit_call(self, node: gast.Call, live: bool) -> bool:
        self.make_eager(node)
        live = live and not is_inert_call(node, self.context)
        parts = [node.func, *node.args, *(k.value for k in node.keywords)]
        return self.all(parts, live)

    def make_eager(self, node: gast.Call) -> None:
        """`max(e for x in xs)` takes a list as well."""
        if not node.args or not isinstance(node.args[0], gast.GeneratorExp):
            return
        if self.is_eager(node):
            inner = node.args[0]
            made = gast.ListComp(elt=inner.elt, generators=inner.generators)
            node.args[0] = gast.copy_location(made, inner)

    def is_eager(self, node: gast.Call) -> bool:
        method = isinstance(node.func, gast.Attribute)
        if method and node.func.attr in _EAGER_METHODS:
            return True
        target = self.context.resolve(node.func)
        module = getattr(target, "__module__", "") or ""
        known = any(self.context.is_builtin(node, name) for name in _EAGER)
        return known or module.partition(".")[0] in ("math", "numpy")

    def is_wanted(self, node: gast.AST, live: bool) -> bool:
        if isinstance(node, gast.NamedExpr):
            return self.tainted_statement or self.taint.value(node.value)
        if isinstance(node, gast.Call):
            return self.is_wanted_call(node)
        if isinstance(node, gast.Lambda):
            return live and self.tainted_statement
        kinds = (gast.IfExp, gast.BoolOp, *_REFUSED, gast.ListComp)
        return live and isinstance(node, kinds) and self.taint.value(node)

    def is_wanted_call(self, node: gast.Call) -> bool:
        if self.is_sum_of_list(node) and node.args[0] in self.wanted:
            self.wanted.discard(node.args[0])
            return True
        written = outputs(node, self.context)
        changed = self.taint.user_call(node) or self.taint.changes_list(node)
        return changed or any(map(self.taint.value, written))

    def is_sum_of_list(self, node: gast.Call) -> bool:
        """Whether `node` is `sum([... for ...])`, perhaps with a start."""
        if not self.context.is_builtin(node, "sum") or not node.args:
            return False
        return isinstance(node.args[0], gast.ListComp) and len(node.args) < 3

    def refuse(self, node: gast.AST, live: bool) -> None:
        if node in self.wanted and type(node) in _REFUSED:
            what, instead = _REFUSED[type(node)]
            raise self.context.refusal(node, f"{what} is not supported", instead)


def called(node: gast.expr) -> str:
    """What to call the value of a part that is taken out."""
    if isinstance(node, gast.Call):
        method = node.func.attr if isinstance(node.func, gast.Attribute) else ""
        function = node.func.id if is_name(node.func) else method
        return "total" if function == "sum" else f"{function or 'call'}_value"
    return _BASES[type(node)]
