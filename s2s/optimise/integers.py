"""This module simplifies indices and the arguments of `range`, which are integers.

range(0, n - 1 + 1, 1)        range(n)
a[i + 1 - 1]                  a[i]
a[0:]                         a[:]
"""

from __future__ import annotations

import operator

import gast

from s2s.optimise.nodes import changed
from s2s.tree.numerals import constant_of, numeral

_EXACT = {
    gast.Add: operator.add,
    gast.Sub: operator.sub,
    gast.Mult: operator.mul,
    gast.FloorDiv: operator.floordiv,
}


def simpler_range(call: gast.Call) -> gast.Call:
    """`range` without a start of 0 and a step of 1."""
    arguments = list(call.args)
    if len(arguments) == 3 and _is(arguments[2], 1):
        arguments.pop()
    if len(arguments) == 2 and _is(arguments[0], 0):
        arguments.pop(0)
    return changed(call, args=arguments)


def simpler_index(node: gast.Subscript) -> gast.Subscript:
    """A subscript with simpler indices; of a whole slice, as `a[:][i]`, just `a[i]`."""
    node = changed(node, slice=_index(node.slice))
    whole = isinstance(node.value, gast.Subscript) and _is_whole(node.value.slice)
    if whole and isinstance(node.ctx, gast.Load):
        return changed(node, value=node.value.value)
    return node


def as_integer(node: gast.expr) -> gast.expr:
    """An integer expression, simplified."""
    if isinstance(node, gast.UnaryOp):
        return changed(node, operand=as_integer(node.operand))
    if not isinstance(node, gast.BinOp):
        return node
    left, right = as_integer(node.left), as_integer(node.right)
    return _operation(changed(node, left=left, right=right))


def _operation(node: gast.BinOp) -> gast.expr:
    exact = _EXACT.get(type(node.op))
    first, second = _whole_number(node.left), _whole_number(node.right)
    if exact is None or first is second is None:
        return node
    if first is not None and second is not None:
        safe = second or not isinstance(node.op, gast.FloorDiv)
        return numeral(exact(first, second), node) if safe else node
    if second is not None:
        return _with_constant(node, second)
    if first == 0 and isinstance(node.op, gast.Add):
        return node.right
    return node.right if first == 1 and isinstance(node.op, gast.Mult) else node


def _with_constant(node: gast.BinOp, constant: int) -> gast.expr:
    """`x op constant`."""
    if isinstance(node.op, (gast.Mult, gast.FloorDiv)):
        return node.left if constant == 1 else node
    shift = constant if isinstance(node.op, gast.Add) else -constant
    base = node.left
    inner = _shift(base)
    if inner is not None:
        base, shift = base.left, shift + inner
    if shift == 0:
        return base
    sign = gast.Add() if shift > 0 else gast.Sub()
    if inner is None and type(sign) is type(node.op) and constant >= 0:
        return node
    return changed(node, left=base, op=sign, right=numeral(abs(shift), node))


def _shift(node: gast.expr) -> int | None:
    """The `c` of `x + c`, the `-c` of `x - c`."""
    if not isinstance(node, gast.BinOp) or not isinstance(
        node.op, (gast.Add, gast.Sub)
    ):
        return None
    constant = _whole_number(node.right)
    minus = constant is not None and isinstance(node.op, gast.Sub)
    return -constant if minus else constant


def _index(node: gast.expr) -> gast.expr:
    if isinstance(node, gast.Tuple):
        return changed(node, elts=[_index(part) for part in node.elts])
    return _slice(node) if isinstance(node, gast.Slice) else as_integer(node)


def _slice(node: gast.Slice) -> gast.Slice:
    lower, upper, step = (
        part and as_integer(part) for part in (node.lower, node.upper, node.step)
    )
    step = None if step and _is(step, 1) else step
    forward = step is None or (constant_of(step) or 0) > 0
    lower = None if lower and forward and _is(lower, 0) else lower
    return changed(node, lower=lower, upper=upper, step=step)


def _is_whole(index: gast.expr) -> bool:
    return isinstance(index, gast.Slice) and not (
        index.lower or index.upper or index.step
    )


def _is(node: gast.expr, value: int) -> bool:
    number = _whole_number(node)
    return number is not None and number == value


def _whole_number(node: gast.expr) -> int | None:
    constant = constant_of(node)
    return constant if isinstance(constant, int) else None
