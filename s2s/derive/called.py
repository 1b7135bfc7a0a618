"""This module knows what the calls in an analysed function run, and what that does.

The kinds of what a nested function captures are those of further arguments.
"""

from __future__ import annotations

import itertools
from functools import wraps

import gast

from s2s.analyse.binding import Callee, bind
from s2s.analyse.called_kinds import RESULT, Called, Place
from s2s.analyse.effects import Effects, effects
from s2s.analyse.kinds import kind_of_expression
from s2s.derive.summary import Summary
from s2s.kinds import Callable, Kind, Tuple, Unknown
from s2s.tree.names import parameters, reads


def remembered(method):
    """A method that answers each question once for each version of the tree."""

    @wraps(method)
    def answer(self, *asked):
        key = method, *asked
        if key not in self._answers:
            self._answers[key] = method(self, *asked)
        return self._answers[key]

    return answer


class Calls:
    """The calls of an analysed function."""

    @remembered
    def effects(self, call: gast.Call) -> Effects:
        """What a call does to storage."""
        return effects(self.scope, self.kinds, self.summary_of, self.arguments_of, call)

    def call_kind(self, call: gast.Call, kinds: tuple, named) -> Kind | Called:
        """The kind of the result of a user's function, as the inference asks for it."""
        callee = self.scope.callee(call.func)
        if callee is None:
            return Unknown()
        values = [*call.args, *(k.value for k in call.keywords)]
        known = {id(n): k for n, k in zip(values, kinds)}
        arguments = self.specialised(callee, call)[1]
        captured = [n for n in arguments if _is_captured(n, known)]
        around = tuple(n.id for n in captured)
        kinds += tuple(map(named, around))
        if None in kinds:
            return Called(None, kinds)  # nothing is assigned to it yet
        summary = self.summary_for(callee, call, known, named)
        rest = len(callee.own) - 1  # where `*rest` is, if there are more values
        at = {id(a): i for i, a in enumerate(arguments)}
        given = [*values, *captured]
        places = [at.get(id(n), rest) for n in given]
        if summary.changed:
            left = summary.left or (Unknown(),) * len(arguments)
            pairs = zip(given, places)
            kinds = tuple(left[p] if id(n) in at else Unknown() for n, p in pairs)
        layers = [(p, id(n) not in at) for n, p in zip(given, places)]
        return Called(summary.result, kinds, around, _tied(summary, layers))

    @remembered
    def summary_of(self, call: gast.Call) -> Summary:
        """The summary of the function that a call runs."""
        return self.summary_for(self.scope.callee(call.func), call, {})

    def arguments_of(self, call: gast.Call) -> list:
        """What a call gives to the parameters of the function that it runs."""
        return self.specialised(self.scope.callee(call.func), call)[1]

    def summary_for(
        self, callee: Callee, call: gast.Call, known: dict, named=None
    ) -> Summary:
        found, arguments, given = self.specialised(callee, call)
        kinds = tuple(self.argument_kind(a, known, named) for a in arguments)
        return self.program.summary(found.function, given, kinds)

    def argument_kind(self, node: gast.expr | None, known: dict, named=None) -> Kind:
        """The kind of an argument; a function is known by its identity.

        `known` are the kinds of nodes, `named` gives those of names while they are
        inferred.
        """
        if node is None:
            return Unknown()
        if isinstance(node, (gast.Name, gast.Attribute, gast.Subscript)):
            found = self.scope.known(node)
            if found is not None:
                return Callable(found.key)
        if id(node) in known:
            return known[id(node)]
        if isinstance(node, gast.Tuple) and not _starred(node):
            return Tuple(
                tuple([self.argument_kind(e, known, named) for e in node.elts])
            )
        if named is None:
            names = self.kinds.names
        else:
            names = {n: named(n) for n in reads(node) & self.function.locals}
        return kind_of_expression(node, names, self.resolver, self.call_kind)

    @remembered
    def specialised(self, callee: Callee, call: gast.Call) -> tuple:
        """(callee, arguments, functions given), with known functions as arguments.

        What such a function captures becomes a further parameter of the callee.
        """
        arguments = bind(callee, call, self.function)
        inner = {}
        for parameter, node in zip(parameters(callee.function.tree), arguments):
            if isinstance(node, (gast.Name, gast.Attribute, gast.Subscript)):
                found = self.scope.known(node)
                if found is not None:
                    inner[parameter] = found
        return self.program.specialise(callee, arguments, inner)


def _is_captured(node: gast.expr | None, known: dict) -> bool:
    """Is an argument a variable that a nested function reads?"""
    return isinstance(node, gast.Name) and id(node) not in known


def _tied(summary: Summary, given: list[tuple[int, bool]]) -> tuple:
    """The pairs of places that the callee may have made one object.

    `given` says of each value which parameter it is given to, or is an item of.
    """
    links = summary.links
    known = enumerate(given if links.arguments else ())  # not yet, in a recursion
    layers = [(i, (), links.arguments[p][item:]) for i, (p, item) in known]
    layers.append((RESULT, (), links.result))
    layers += [(RESULT, (k,), found) for k, found in enumerate(links.items or ())]
    numbered = [
        (number, (i, path + (None,) * depth))
        for i, path, found in layers
        for depth, number in enumerate(found)
    ]
    pairs = itertools.permutations(numbered, 2)
    same = [(a, b) for (n, a), (m, b) in pairs if n == m]
    return tuple((a, b) for a, b in same if _may_change(a, summary))


def _may_change(place: Place, summary: Summary) -> bool:
    """Does a call put something there: into its result, or inside of an argument?"""
    return place[0] == RESULT or bool(summary.changed and place[1])


def _starred(node: gast.Tuple) -> bool:
    return any(isinstance(item, gast.Starred) for item in node.elts)
