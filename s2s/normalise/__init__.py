"""This package rewrites a function in the small core language that `core.py` states.

What carries no derivative stays as the user wrote it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import gast

from s2s.normalise.arguments import spread_arguments
from s2s.normalise.blocks import statements
from s2s.normalise.branches import name_tests
from s2s.normalise.chains import cut_chains
from s2s.normalise.context import Context
from s2s.normalise.core import verify
from s2s.normalise.defaults import name_defaults
from s2s.normalise.desugar import desugar
from s2s.normalise.exits import structure
from s2s.normalise.iterators import comprehend
from s2s.normalise.loops import shape_loops
from s2s.normalise.lower import lower
from s2s.normalise.record import Texts
from s2s.normalise.refusals import Lost, refuse, refuse_ambiguous
from s2s.normalise.starred import spread
from s2s.normalise.taint import taint_of
from s2s.normalise.webs import rename
from s2s.tree.template import clone


class Normalised(NamedTuple):
    """A core function; fresh name -> the user's; place -> the user's statement.

    `tainted` are the names that were taken to carry a derivative; `lost` is an error to
    raise if what some names hold does.
    """

    tree: gast.FunctionDef
    origin: dict[str, str]
    statements: Mapping[tuple[int, int], str]
    tainted: frozenset[str]
    lost: Lost | None = None


def normalise(
    function: Any,
    tainted: set[str],
    is_user_call: Callable[[Any], bool],
    arity: Callable[[Any], tuple[int, bool]] | None = None,
    unsteady: tuple[str, ...] = (),
) -> Normalised:
    """The core function of `function`, differentiated with respect to `tainted`.

    What `unsteady` parameters hold may change before the backward sweep.
    """
    context = Context(function, tainted, is_user_call, arity, unsteady)
    texts = Texts(function.tree, function.lines)
    tree = _without_docstring(clone(function.tree))
    taint = taint_of(tree, context)
    if comprehend(tree, taint):
        taint = taint_of(tree, context)
    lost = refuse(tree, taint)
    if name_defaults(tree, taint):
        taint = taint_of(tree, context)
    tree = spread(tree, taint)
    before = list(statements(tree.body))
    tree = cut_chains(tree, taint)
    tree = desugar(tree, taint)
    if list(statements(tree.body)) != before:
        taint = taint_of(tree, context)
    tree = spread_arguments(lower(tree, taint), taint)
    tree = structure(tree, context)
    origin = rename(tree, context)
    taint = taint_of(tree, context)
    tree = shape_loops(tree, taint)
    tree = name_tests(tree, taint)
    refuse_ambiguous(tree, taint)
    verify(tree, taint)
    return Normalised(tree, origin, texts, frozenset(taint.names), lost)


def _without_docstring(tree: gast.FunctionDef) -> gast.FunctionDef:
    first = tree.body[0]
    if isinstance(first, gast.Expr) and isinstance(first.value, gast.Constant):
        if isinstance(first.value.value, str):
            tree.body = tree.body[1:] or [gast.copy_location(gast.Pass(), first)]
    return tree
