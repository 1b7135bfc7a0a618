"""This module writes the adjoints of what lists do.

    xs.append(v)        v_bar += xs_bar.pop()
    v = xs.pop()        xs_bar.append(v_bar)
    xs.extend(ys)       ys_bar += the tail of xs_bar

The adjoint list changes its length first, while the list still is as the statement left
it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import gast

from s2s.analyse.flow import root
from s2s.derive import calls, terms
from s2s.derive.stores import refuse_repeated, saved
from s2s.errors import refusal
from s2s.kinds import Inert
from s2s.tree.template import clone, expression, name, template


def expression_statement(work, step, node: gast.expr) -> None:
    """A call for its effect."""
    call = calls.user_call(work, node)
    found = work.facts.list_method(node)
    if call is not None:
        calls.statement(work, step, None, call)
    elif found is not None:
        _changed(work, step, node, *found)
    elif work.facts.is_scatter(node):
        _scattered(work, node)


def assignment(work, step, variable: str, value: gast.expr) -> bool:
    """`v = xs.pop()`; False for a value that changes no list."""
    found = work.facts.list_method(value)
    if found is None:
        return False
    receiver, method, arguments = found
    if method != "pop":
        work.adjoints.drop(variable)
        _changed(work, step, value, *found)
    elif _relevant(work, receiver):
        _popped(work, step, variable, receiver, arguments)
    else:
        work.adjoints.drop(variable)
    return True


def augmented(work, step, node: gast.AugAssign) -> None:
    """`xs += ys`; of a list that carries a derivative `xs *= n` is refused."""
    receiver = name(node.target.id)
    if not _relevant(work, receiver):
        return
    if not isinstance(node.op, gast.Add):
        refuse_repeated(work, node.target)
    extend(work, step, receiver, node.value)


def extend(work, step, receiver: gast.expr, value: gast.expr) -> None:
    """`xs.extend(ys)` and `xs += ys`."""
    tail = work.names.fresh("tail_bar")
    length = _length(work, step, receiver, value)
    with _early(work, step):
        bars = _bars(work, receiver)
        if bars is None:
            return
        work.facts.declare(tail, work.facts.kind(value))
        text = "t = b[len(b) - n:]\ndel b[len(b) - n:]"
        work.adjoints.emit(text, t=tail, b=bars, n=length)
    _contribute(work, value, name(tail))


def _length(work, step, receiver: gast.expr, value: gast.expr) -> gast.expr:
    """How many items there were to add; noted before if the list may extend itself."""
    length = expression("len(ys)", ys=clone(value))
    if root(value) != root(receiver) and not work.facts.is_shared(receiver):
        return length
    count = work.names.fresh("count")
    work.facts.declare(count, Inert("int"))
    work.facts.add_program_name(count)
    noted = template("n = length", n=count, length=length)
    step.forward = [*[gast.copy_location(s, step.node) for s in noted], step.node]
    return name(count)


@contextmanager
def _early(work, step) -> Iterator[None]:
    """What is written here runs before the list is brought back."""
    outer, work.adjoints.out = work.adjoints.out, step.early
    yield
    work.adjoints.out = outer


def _changed(work, step, node, receiver, method: str, arguments: list) -> None:
    if not _relevant(work, receiver):
        return
    if method == "append" or (method == "insert" and len(arguments) == 2):
        _put_in(work, step, receiver, arguments)
    elif method == "extend":
        extend(work, step, receiver, arguments[0])
    elif method == "pop":
        popped = work.names.fresh("popped")
        work.facts.declare(popped, work.facts.kind(node))
        work.facts.add_program_name(popped)
        step.forward = template("p = e", p=popped, e=node)
        _popped(work, step, popped, receiver, arguments)
    elif method == "reverse":
        with _early(work, step):
            bars = _bars(work, receiver)
            if bars is not None:
                work.adjoints.emit("b.reverse()", b=bars)
    else:
        raise refusal(
            work.facts.function,
            node,
            f"`{method}` on a list with derivatives",
            "a new list, or a loop",
        )


def _put_in(work, step, receiver, arguments: list) -> None:
    """The item that was put in leaves the adjoint list."""
    *position, value = arguments
    local = work.names.fresh("item_bar")
    with _early(work, step):
        bars = _bars(work, receiver)
        if bars is None:
            return
        taken = _taken_from(bars, position)
        if not work.facts.varied(value) or _is_object(work, value):
            work.adjoints.out.append(gast.Expr(taken))
            return
        work.facts.declare(local, work.facts.kind(value))
        work.adjoints.emit("t = e", t=local, e=taken)
    _contribute(work, value, name(local))


def _taken_from(bars: gast.expr, position: list) -> gast.Call:
    if not position or _is_zero(position[0]):
        return gast.Call(expression("b.pop", b=bars), list(map(clone, position)), [])
    return expression(
        "r.take_inserted(b, i)", r="@runtime", b=bars, i=clone(position[0])
    )


def _popped(work, step, variable: str, receiver, arguments: list) -> None:
    """What was taken out goes back in, with the adjoint that it has gathered."""
    adjoints = work.adjoints
    shared = work.facts.is_shared(receiver)
    active = adjoints.present(variable)
    if not active and not shared and not adjoints.present(root(receiver)):
        return
    with _early(work, step):
        bars = _bars(work, receiver, always=True)
        item = _item_bar(work, variable)
        adjoints.drop(variable)
        if not arguments:
            adjoints.emit("b.append(i)", b=bars, i=item)
        elif _is_zero(arguments[0]):
            adjoints.emit("b.insert(0, i)", b=bars, i=item)
        else:
            adjoints.emit(
                "r.put_back(b, k, i)",
                r="@runtime",
                b=bars,
                k=clone(arguments[0]),
                i=item,
            )


def _item_bar(work, variable: str) -> gast.expr:
    """The adjoint of what was taken out, zeros where nothing was added to it."""
    adjoints = work.adjoints
    if work.facts.is_mixed(name(variable)):
        return adjoints.gathered(variable)
    if adjoints.present(variable):
        return name(adjoints.bar(variable))
    return adjoints.zero(variable)


def _is_zero(node: gast.expr) -> bool:
    return isinstance(node, gast.Constant) and node.value == 0


def _relevant(work, receiver: gast.expr) -> bool:
    return work.facts.varied_name(root(receiver))


def _bars(work, receiver: gast.expr, always: bool = False) -> gast.expr | None:
    """The adjoint list of a list, None if nothing has been added to it."""
    adjoints, variable = work.adjoints, root(receiver)
    if work.facts.is_shared(receiver):
        return adjoints.table(receiver)
    if not always and not adjoints.present(variable):
        return None
    adjoints.make_own(variable)
    return adjoints.located(receiver)


def _is_object(work, value: gast.expr) -> bool:
    """An item of its own identity: nothing flows through the slot."""
    return work.facts.is_item_object(value)


def _contribute(work, value: gast.expr, cotangent: gast.expr) -> None:
    term = terms.of(cotangent, work.lineariser.scalar)
    found = work.lineariser.run(value, term, None, held=True)
    work.spread(found)


def _scattered(work, node: gast.Call) -> None:
    """`np.add.at(a, i, v)` adds to every place, repeated ones too."""
    target, index, value = node.args
    if not work.facts.varied(value) or not work.facts.varied_name(root(target)):
        return
    if not work.facts.is_shared(target):
        if not work.adjoints.reached(root(target)):
            return
        work.adjoints.make_own(root(target))
    place = gast.Subscript(target, clone(index), gast.Load())
    local = name(saved(work, place, work.adjoints.located(place)))
    found = work.lineariser.run(
        value, terms.of(local, work.lineariser.scalar), None, slot=place
    )
    work.spread(found)
