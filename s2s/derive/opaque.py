"""This module refuses calls that may store a derivative where nobody can see it.

operator.setitem(a, 0, x)       refused: no rule, no source; storage, a derivative
print(x, a)                     known to store nothing
np.histogram(a)                 known to store nothing
"""

from __future__ import annotations

import gast

from s2s.analyse.callbacks import acts
from s2s.analyse.effects import CHANGING
from s2s.analyse.flow import calls
from s2s.analyse.sources import may_be_storage
from s2s.errors import refusal
from s2s.kinds import Array, List, Tuple
from s2s.libraries import STORING
from s2s.normalise.inert import PURE_METHODS

_HARMLESS = frozenset(
    """math cmath numpy numpy.linalg numpy.fft numpy.random logging warnings time
    statistics pprint json sys os copy inspect types re""".split()
)
_BUILTINS = frozenset(
    """abs all any bool bytes callable complex dict divmod enumerate float format
    frozenset getattr hasattr hash id input int isinstance issubclass len list max min
    open pow print range repr reversed round set slice sorted str sum tuple type vars
    zip""".split()
)


def refuse_opaque(facts) -> None:
    """Refuse the calls of a function that may store what carries a derivative."""
    for node in _statements(facts.tree.body):
        for call in calls(node):
            check(facts, call)


def check(facts, call: gast.Call) -> None:
    """Refuse one call, if it may store what carries a derivative."""
    _refuse_parts(facts, call)
    _refuse_joined(facts, call)
    _refuse_uncopied(facts, call)
    _refuse_acting(facts, call)
    if _is_known(facts, call):
        return
    receiver = facts.scope.receiver(call)
    operands = [*call.args, *(k.value for k in call.keywords)]
    if receiver is not None:
        if may_be_storage(facts.kind(receiver)) and facts.varied(receiver):
            what = f"the method `{call.func.attr}` of a value with a derivative"
            raise refusal(
                facts.function, call, what, "an assignment that has the same effect"
            )
        operands.append(receiver)
    holds = any(may_be_storage(facts.kind(o)) for o in operands)
    if holds and any(map(facts.varied, operands)):
        raise facts.no_rule(call)


def _refuse_parts(facts, call: gast.Call) -> None:
    """Refuse a list of views of an array that changes: `np.split(a, 2)`."""
    rule = facts.rule_of(call)
    if rule is None or not rule.view or not isinstance(facts.kind(call), List):
        return
    arrays = [a for a in call.args if isinstance(facts.kind(a), Array)]
    if any(c.changed for a in arrays for c in facts.analysis.reached(a)):
        what = "a list of parts of an array that is changed in place"
        raise refusal(facts.function, call, what, "slices of the array, or a copy")


def _refuse_joined(facts, call: gast.Call) -> None:
    """Refuse a list that `sum` joins: its items are those of others."""
    rule = facts.rule_of(call)
    if rule is None or rule.name != "total" or not facts.varied(call):
        return
    if any(isinstance(facts.kind(e), (List, Tuple)) for e in (call, *call.args[1:])):
        what = "`sum` of lists"
        raise refusal(facts.function, call, what, "a loop with `extend`")


def _refuse_uncopied(facts, call: gast.Call) -> None:
    """Refuse `np.nan_to_num(a, copy=False)`, which changes `a`."""
    rule = facts.rule_of(call)
    if rule is None or rule.name != "nan_to_num" or not facts.varied(call):
        return
    if len(call.args) > 1 or any(k.arg in ("copy", None) for k in call.keywords):
        what = "`np.nan_to_num` with `copy=`"
        raise refusal(facts.function, call, what, "`a[...] = np.nan_to_num(a)`")


def _refuse_acting(facts, call: gast.Call) -> None:
    """Refuse `min(rows, key=pop)`, where `pop` may change the rows."""
    operands = [*call.args, *(k.value for k in call.keywords)]
    active = [o for o in operands if facts.varied(o) and may_be_storage(facts.kind(o))]
    if active and acts(facts.scope, facts, call):
        what = "a library's call of a function that may change what it is given"
        raise refusal(facts.function, call, what, "a loop that calls the function")


def _is_known(facts, call: gast.Call) -> bool:
    """Is the call differentiated, or does it store nothing?"""
    if facts.scope.is_user_call(call) or facts.rule_of(call) is not None:
        return True
    if facts.is_scatter(call) or facts.list_method(call) is not None:
        return True
    found = facts.scope.object(call.func)
    if found is None and isinstance(call.func, gast.Attribute):
        maker = getattr(call.func.value, "func", None)  # `logging.getLogger().info(x)`
        made = None if maker is None else facts.scope.object(maker)
        harmless = made is not None and stores_nothing(made)
        harmless = harmless and call.func.attr not in STORING | CHANGING
        harmless = harmless and not facts.varied(call.func.value)
        pure = call.func.attr in PURE_METHODS and not facts.is_of_object(call)
        return harmless or pure
    if found is None:
        return False
    return stores_nothing(found)


def stores_nothing(found: object) -> bool:
    """Is it a function of a library that is known to keep nothing?"""
    word = getattr(found, "__name__", "")
    module = getattr(found, "__module__", None) or ""
    if module == "builtins":
        return word in _BUILTINS or isinstance(found, type)
    return module in _HARMLESS and word not in STORING


def _statements(body: list) -> list:
    """The parts of a function in which it calls; nested functions are on their own."""
    found = []
    for node in body:
        if isinstance(node, (gast.If, gast.While)):
            found.append(node.test)
        elif isinstance(node, gast.For):
            found.append(node.iter)
        elif not isinstance(node, gast.FunctionDef):
            found.append(node)
            continue
        else:
            continue
        found += _statements([*node.body, *node.orelse])
    return found
