"""This module answers questions about calls: their rules, operands and cost."""

from __future__ import annotations

import gast

from s2s.analyse.effects import CHANGING, is_scatter
from s2s.analyse.flow import root
from s2s.analyse.receivers import of_object
from s2s.derive.paste import OBJECTS
from s2s.errors import NoRule, no_rule, refusal
from s2s.kinds import (
    Complex,
    Float,
    Inert,
    List,
    Unknown,
)
from s2s.normalise.inert import PURE_METHODS
from s2s.rules import registry
from s2s.tree.walk import children

# An outer product takes no longer to compute than to read.
_CHEAP = frozenset({"len", "size", "shape", "ndim", "outer"})
_IMPURE = frozenset({"print", "input", "open", "id", "next", "iter", "exec", "eval"})


class CallFacts:
    """What is known of the calls of a function."""

    def rule_of(self, call: gast.Call) -> registry.Rule | None:
        """The rule of a call, the one for its number of operands if there is one."""
        found = self._module(call.func)
        if found is None:
            return None if self.is_of_object(call) else self.scope.method(call.func)
        return registry.lookup(registry.as_called(found, call), len(call.args))

    def is_of_object(self, call: gast.Call) -> bool:
        """May a call run a method of an object of which nothing is known?

        Not what carries a derivative: what would give it one is refused.
        """
        unread = of_object(self.scope, self, call)
        return unread and not self.varied(call.func.value) and not self.trusted(call)

    def trusted(self, call: gast.Call) -> bool:
        """Does the run refuse a receiver of a class of the user's: `p["w"].dot(x)`?"""
        if not of_object(self.scope, self, call):
            return False
        given = [*call.args, *(k.value for k in call.keywords)]
        return call.func.attr in PURE_METHODS and any(map(self.varied, given))

    def no_rule(self, call: gast.Call) -> NoRule:
        """The error for a call of what has neither a rule nor a source."""
        receiver = self.scope.receiver(call)
        method = receiver is not None and isinstance(self.kind(receiver), Unknown)
        return no_rule(self.function, call, gast.unparse(call.func).strip(), method)

    def _module(self, func: gast.expr):
        """What a function name means, those that rules write included."""
        text = func.value.id if _dotted(func) else ""
        if text in OBJECTS:
            return getattr(OBJECTS[text], func.attr, None)
        if text.startswith("@"):
            return None
        return self.scope.object(func)

    def rule_call(self, call: gast.Call) -> tuple:
        """(rule, operands, keyword arguments) of a call.

        An operand that the call leaves out is `None`, as in the rule.
        """
        rule = self.rule_of(call)
        if rule is None:
            return None, [], {}
        values = list(call.args)
        if self._module(call.func) is None:
            values.insert(0, call.func.value)
        if not rule.rest:
            self._check_stars(call, values)
        named = {k.arg: k.value for k in call.keywords}
        count = len(rule.operands)
        operands, rest = values[:count], values[count:]
        if not rule.rest:
            named.update(self._by_position(rule, call, rest))
        self._check_keywords(rule, call, named)
        if rule.rest and rule.form == "joining":
            return rule, values, named
        operands += [
            named.pop(p, gast.Constant(None, None))
            for p in rule.operands[len(operands) :]
        ]
        if rule.rest:
            named[rule.rest] = gast.Tuple(rest, gast.Load())
        return rule, operands, named

    def _check_stars(self, call: gast.Call, values: list) -> None:
        """Refuse operands of which only the run knows which is which."""
        starred = any(isinstance(v, gast.Starred) for v in values)
        if starred and any(map(self.varied, values)):
            what = "unpacking into the arguments of a call"
            raise refusal(self.function, call, what, "the arguments one by one")

    def _by_position(self, rule, call: gast.Call, rest: list) -> dict:
        """The further arguments that a call gives by position, by their names."""
        if len(rest) > len(rule.keywords):
            name = gast.unparse(call.func).strip()
            what = f"a derivative through {len(call.args)} arguments of `{name}`"
            raise refusal(self.function, call, what, "the call without the last")
        return dict(zip(rule.keywords, rest))

    def _check_keywords(self, rule, call: gast.Call, named: dict) -> None:
        """Refuse what a rule does not know, or does not differentiate."""
        for keyword, value in named.items():
            if keyword is None or not rule.accepts(keyword):
                name = gast.unparse(call.func).strip()
                what = f"the argument `{keyword}` of `{name}`"
                what = f"a derivative through {what if keyword else '`**` in a call'}"
                raise refusal(self.function, call, what, "the call without it")
            if keyword not in rule.operands and self.varied(value):
                raise refusal(
                    self.function,
                    value,
                    f"a derivative with respect to the argument `{keyword}`",
                    "a value that does not depend on the inputs",
                )

    def is_costly(self, node: gast.expr) -> bool:
        """Is computing the value again expensive, or not the same?"""
        if isinstance(node, gast.Call):
            rule = self.rule_of(node)
            if getattr(node.func, "attr", getattr(node.func, "id", "")) in _CHEAP:
                return any(map(self.is_costly, node.args))
            if rule is None or not self._scalars_only(node):
                return rule is None or not rule.view
        if isinstance(node, gast.BinOp) and isinstance(node.op, gast.MatMult):
            return True
        return any(
            self.is_costly(c) for c in children(node) if isinstance(c, gast.expr)
        )

    def costly_parts(self, node: gast.expr) -> list[gast.expr]:
        """The largest parts of an expression that are costly operations."""
        if not self.is_costly(node):
            return []
        plain = isinstance(node, (gast.BinOp, gast.UnaryOp)) and not (
            isinstance(node, gast.BinOp) and isinstance(node.op, gast.MatMult)
        )
        if not plain:
            return [node]
        return [
            p
            for c in children(node)
            if isinstance(c, gast.expr)
            for p in self.costly_parts(c)
        ]

    def _scalars_only(self, node: gast.Call) -> bool:
        return all(isinstance(self.kind(a), (Float, Complex, Inert)) for a in node.args)

    def is_impure(self, call: gast.Call) -> bool:
        """May a call give another value, or have an effect, when repeated?"""
        found = getattr(self._module(call.func), "__name__", "")
        return found in _IMPURE or self.rule_of(call) is None

    def is_of_floats(self, call: gast.Call) -> bool:
        """Does a call give one float, if it is given floats: `math.sin(x)`?"""
        found = self._module(call.func) if _dotted(call.func) else None
        if getattr(found, "__module__", "") != "math" or call.keywords:
            return False
        rule = registry.lookup(found)
        return rule is not None and rule.form == "elementwise"

    def is_scatter(self, node: gast.expr) -> bool:
        """`np.add.at`."""
        return is_scatter(self.scope, node)

    def list_method(self, node: gast.expr) -> tuple | None:
        """(receiver, method, arguments) of a call that changes a list.

        `np.sort(a)` and `np.append(a, x)` have the names of such, and are none.
        """
        if not (isinstance(node, gast.Call) and isinstance(node.func, gast.Attribute)):
            return None
        receiver, method = node.func.value, node.func.attr
        if method not in CHANGING or root(receiver) is None:
            return None
        found = self.scope.object(node.func)
        if found is not None and not isinstance(getattr(found, "__self__", None), list):
            return None
        if not isinstance(self.kind(receiver), (List, Unknown)):
            return None
        return receiver, method, node.args


def _dotted(func: gast.expr) -> bool:
    return isinstance(func, gast.Attribute) and isinstance(func.value, gast.Name)
