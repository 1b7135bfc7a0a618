"""This module writes the backward sweep from the steps of a function.

for i in range(a, b): A        for i in range(b - 1, a - 1, -1): A backwards
while c: A                     for _ in range(trips): A backwards
"""

from __future__ import annotations

import gast

from s2s.derive.facts import Facts, is_range
from s2s.derive.steps import Step, has_backward
from s2s.tree.names import reads
from s2s.tree.template import (
    clone,
    comment,
    constant,
    expression,
)


def backward_sweep(facts: Facts, steps: list[Step]) -> list[gast.stmt]:
    """The adjoints of the steps, the last one first."""
    return [s for step in reversed(steps) for s in _backward_step(facts, step)]


def _backward_step(facts: Facts, step: Step) -> list[gast.stmt]:
    fetched = [s for r in reversed(step.fetch) for s in r.undo]
    undone = [s for r in reversed(step.push) for s in r.undo]
    if step.arms:
        return [*fetched, *step.adjoint, *_backward_compound(facts, step), *undone]
    own = [*step.adjoint, *undone] if step.late else [*undone, *step.adjoint]
    own = [*step.early, *own]
    if not own:
        return fetched
    text = facts.text_of(step.node)
    return [*([comment(text)] if text else []), *fetched, *own]


def _backward_compound(facts: Facts, step: Step) -> list[gast.stmt]:
    if not has_backward(step):
        return []
    arms = [
        [*backward_sweep(facts, arm), *end] for arm, end in zip(step.arms, step.ends)
    ]
    if not any(arms):
        return []
    if isinstance(step.node, gast.If):
        return [gast.If(clone(step.node.test), arms[0] or [gast.Pass()], arms[1])]
    return [_backward_loop(facts, step, arms[0])]


def _backward_loop(facts: Facts, step: Step, body: list[gast.stmt]) -> gast.stmt:
    """`for` over the trips, the last one first."""
    node = step.node
    trips = facts.analysis.trips.get(id(node))
    counted = isinstance(node, gast.For) and is_range(node.iter)
    if counted and node.target.id not in reads(body):
        header = expression("range(n)", n=trips) if trips else clone(node.iter)
        target = gast.Name(facts.idle_name, gast.Store(), None, None)
    elif counted:
        header = backward_range(node.iter, trips, facts)
        target = clone(node.target)
    else:
        header = expression("range(n)", n=trips)
        target = gast.Name(facts.idle_name, gast.Store(), None, None)
    return gast.For(target, header, body, [], None)


def backward_range(call: gast.Call, trips: str | None, facts: Facts) -> gast.expr:
    """The range that visits the same numbers in the opposite order.

    `range(a, b)` becomes `range(b - 1, a - 1, -1)`, which Numba compiles too.
    """
    first, stop, step = _bounds(call)
    if trips is not None:
        return _after_trips(first, step, trips)
    if step == 1:
        return expression("range(e, s, -1)", e=_plus(stop, -1), s=_plus(first, -1))
    if step == -1:
        return expression("range(e, s)", e=_plus(stop, 1), s=_plus(first, 1))
    return expression("reversed(r)", r=clone(call))


def _bounds(call: gast.Call) -> tuple:
    args = call.args
    first = constant(0) if len(args) == 1 else args[0]
    stop = args[0] if len(args) == 1 else args[1]
    step = _integer(args[2]) if len(args) == 3 else 1
    return first, stop, step if step is not None else args[2]


def _after_trips(first, step, trips: str) -> gast.expr:
    if step == 1:
        last = expression("n - 1", n=trips)
        if _integer(first) != 0:
            last = expression("a + n - 1", a=first, n=trips)
        return expression("range(e, s, -1)", e=last, s=_plus(first, -1))
    width = constant(step) if isinstance(step, int) else step
    return expression("reversed(range(a, a + n * w, w))", a=first, n=trips, w=width)


def _plus(node: gast.expr, number: int) -> gast.expr:
    known = _integer(node)
    if known is not None:
        return constant(known + number)
    text = "a + k" if number > 0 else "a - k"
    return expression(text, a=node, k=constant(abs(number)))


def _integer(node: gast.expr) -> int | None:
    if isinstance(node, gast.UnaryOp) and isinstance(node.op, gast.USub):
        inner = _integer(node.operand)
        return None if inner is None else -inner
    if isinstance(node, gast.Constant) and type(node.value) is int:
        return node.value
    return None
