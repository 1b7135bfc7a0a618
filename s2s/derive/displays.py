"""This module takes cotangents through displays, and through arithmetic of lists.

[a, b]      a_bar += bars[0]              b_bar += bars[1]
xs + ys     xs_bar += bars[: len(xs)]     ys_bar += bars[len(xs) :]

Where nobody knows whether `+` adds or joins, or `*` repeats, the run decides.
"""

from __future__ import annotations

import gast

from s2s.derive import sums, terms
from s2s.derive.realness import possibly_complex
from s2s.derive.terms import Term
from s2s.errors import refusal
from s2s.kinds import Array, Inert, List, Tuple, Unknown
from s2s.tree.template import constant, expression, template

_REPEATED = (List, Tuple, Unknown, Inert)


def display(work, node: gast.expr, cotangent: Term, narrowed: bool) -> None:
    """`[a, b]`: each item has its slot in the adjoint list."""
    bars = sums.written(cotangent)
    _refuse_displaced(work, node)
    for i, item in enumerate(node.elts):
        if work.held and _is_in_table(work, item):
            continue
        slot = expression("bars[i]", bars=bars, i=constant(i))
        kind = _slot_kind(work, node, item)
        kind = possibly_complex(kind) if narrowed else kind
        work.facts.declare_expression(slot, kind)
        work.visit(item, terms.of(slot, work.scalar), narrowed)


def _refuse_displaced(work, node: gast.expr) -> None:
    """Behind a star, only the run knows the places: `f(*xs, y)` for an `f(*rest)`."""
    stars = [i for i, item in enumerate(node.elts) if isinstance(item, gast.Starred)]
    for item in node.elts[stars[0] + 1 :] if stars else ():
        if work.facts.varied(item):
            what = "an argument that carries a derivative, behind a star"
            raise refusal(work.facts.function, item, what, "the star at the end")


def _slot_kind(work, node: gast.expr, item: gast.expr):
    """The kind of an item's adjoint: of any dtype, if the list may hold several."""
    holder, kind = work.facts.kind(node), work.facts.kind(item)
    several = isinstance(holder, List) and isinstance(holder.item, Array)
    if several and isinstance(kind, Array) and holder.item.dtype != kind.dtype:
        return Array("", kind.shape)
    return kind


def _is_in_table(work, item: gast.expr) -> bool:
    """Is an item of a display an object, or a view of one, that identity finds?"""
    views = work.facts.holds_shared(item) and work.facts.places(item)
    if not views:
        return False
    if views == "maybe":
        raise refusal(
            work.facts.function,
            item,
            "what may be a view, in a list or tuple",
            "a variable for it, or a copy",
        )
    return isinstance(work.facts.kind(item), (Array, List))


def of_items(work, node: gast.Call, operands: list, cotangent: Term) -> Term:
    """The cotangent of the array in `list(a)`: its items are numbers, or are copied.

    Rows that change are views: the adjoints of such are found by their identity.
    """
    copies = work.facts.scope.object(node.func) in (list, tuple)
    kind = work.facts.kind(operands[0]) if copies and operands else None
    if not isinstance(kind, Array):
        return cotangent
    if work.held and len(kind.shape or ()) != 1 and _is_in_table(work, operands[0]):
        what = f"the rows of an array that changes in place, in `{node.func.id}`"
        raise refusal(work.facts.function, node, what, "a loop that appends them")
    bars = expression("np.array(b)", np="@np", b=sums.written(cotangent))
    return terms.of(bars, work.scalar)


def sequence(work, node: gast.expr, cotangent: Term) -> None:
    """`xs + ys` and `n * xs` of lists."""
    if not isinstance(node, gast.BinOp):
        raise refusal(
            work.facts.function,
            node,
            "this list expression",
            "assignments and `append`",
        )
    bars = sums.written(cotangent)
    if isinstance(node.op, gast.Add):
        _concatenation(work, node, bars)
    else:
        xs, n = node.left, node.right
        if isinstance(work.facts.kind(n), (List, Tuple)):
            xs, n = n, xs
        text = f"r.repeated_back(bars, n{_shared(work)})"
        _visit_list(work, xs, expression(text, r="@runtime", bars=bars, n=n))


def _concatenation(work, node: gast.BinOp, bars: gast.expr) -> None:
    length = expression("len(xs)", xs=work.value(node.left))
    _visit_list(work, node.left, expression("b[:n]", b=bars, n=length))
    _visit_list(work, node.right, expression("b[n:]", b=bars, n=length))


def may_join(work, node: gast.expr) -> bool:
    """Is it a `+` or `*` that may compute numbers or make lists?"""
    if not isinstance(node, gast.BinOp):
        return False
    kinds = work.facts.kind(node.left), work.facts.kind(node.right)
    sequences = [k for k in kinds if isinstance(k, (List, Tuple, Unknown))]
    if isinstance(node.op, gast.Mult):
        return bool(sequences) and all(isinstance(k, _REPEATED) for k in kinds)
    return isinstance(node.op, gast.Add) and len(sequences) == 2


def joined(work, node: gast.BinOp, cotangent: Term) -> None:
    """`x + y` and `x * y` of what may be numbers, arrays or lists."""
    x, y = work.value(node.left), work.value(node.right)
    parts, bar = work.fresh("parts"), sums.written(cotangent)
    text = "parts = r.summands(bar, x, y)"
    if isinstance(node.op, gast.Mult):
        text = f"parts = r.factors(bar, x, y{_shared(work)})"
    work.found.prelude += template(text, parts=parts, r="@runtime", bar=bar, x=x, y=y)
    for i, operand in enumerate((node.left, node.right)):
        part = expression("parts[i]", parts=parts, i=constant(i))
        work.visit(operand, terms.of(part, work.scalar))


def _shared(work) -> str:
    """The argument that says that objects are found by their identity."""
    return ", True" * (work.held and bool(work.facts.shared))


def _visit_list(work, node: gast.expr, bars: gast.expr) -> None:
    work.facts.declare_expression(bars, work.facts.kind(node))
    work.visit(node, terms.of(bars, work.scalar))
