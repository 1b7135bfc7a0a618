"""This module writes the adjoints of stores into arrays and lists.

a[i] = v        t = a_bar[i].copy(); a_bar[i] = 0.0; v_bar += t
a[i] += v       v_bar += a_bar[i]

`a` and `v` may overlap: hence the order of the three.
"""

from __future__ import annotations

import gast

from s2s.analyse.flow import root
from s2s.derive import terms
from s2s.derive.displays import may_join
from s2s.derive.facts import carries
from s2s.derive.places import is_mask, passed_index, picks_once
from s2s.derive.shapes import is_scalar
from s2s.errors import refusal
from s2s.kinds import Array, List, Tuple, Unknown
from s2s.tree.key import key_of
from s2s.tree.template import clone, expression, load, name, template


def store(work, step, target: gast.Subscript, value: gast.expr) -> None:
    """`a[i] = e`."""
    _keep_length(work, step, target, value)
    if not _begins(work, target, value):
        return
    if holds_storage(work, target):
        _stored_object(work, step, target, value)
        return
    if not work.facts.varied(value):
        _zero(work, target)
        return
    cotangent = _taken(work, target)
    _spread(work, target, value, cotangent)


def _stored_object(work, step, target: gast.Subscript, value: gast.expr) -> None:
    """A new object in a shared list: its adjoint is found by it, while it is there."""
    if work.facts.places(value) or not work.facts.varied(value):
        return
    local = work.names.fresh("item_bar")
    work.facts.declare(local, work.facts.kind(target))
    step.early += template("t = b", t=local, b=work.adjoints.table(load(target)))
    cotangent = terms.of(name(local), work.lineariser.scalar)
    work.spread(work.lineariser.run(value, cotangent, None, held=True))


def _keep_length(work, step, target: gast.Subscript, value: gast.expr) -> None:
    """A store into a slice of a list may not change the length of the list."""
    facts = work.facts
    holder = isinstance(facts.kind(target.value), List) and facts.varied(target.value)
    if holder and isinstance(target.slice, gast.Slice):
        text = "r.as_long_as(v, p)"
        checked = expression(text, r="@runtime", v=value, p=load(target))
        step.forward = [
            gast.copy_location(gast.Assign([target], checked, None), step.node)
        ]


def update(work, target: gast.Subscript, op, value: gast.expr) -> None:
    """`a[i] op= e`."""
    if not _begins(work, target, value):
        return
    _refuse_uncertain(work, target)
    whole = gast.copy_location(gast.BinOp(load(target), op, value), value)
    if not may_join(work, whole):
        if isinstance(op, (gast.Add, gast.Sub)) and not repeats(work, target):
            if work.facts.varied(value):
                _added(work, target, value, 1 if isinstance(op, gast.Add) else -1)
            return
        if _scaled(work, target, op, value):
            return
    cotangent = _taken(work, target)
    _spread(work, target, whole, cotangent)


def _refuse_uncertain(work, target: gast.Subscript) -> None:
    """Refuse to update an item that may be an array with another name."""
    holder = work.facts.kind(target.value)
    if isinstance(holder, List):
        work.facts.is_item_object(target)
    if isinstance(work.facts.kind(target), List):
        refuse_repeated(work, target)


def refuse_repeated(work, target: gast.expr) -> None:
    """Refuse `xs *= n` of a list, which grows by its own items."""
    if work.facts.varied(load(target)):
        what, instead = "a list that is repeated in place", "`xs = xs * n`"
        raise refusal(work.facts.function, target, what, instead)


def holds_storage(work, target: gast.Subscript) -> bool:
    """Is what is stored an object of its own identity (so that nothing flows)?"""
    if isinstance(work.facts.kind(target.value), Array):
        return False
    return work.facts.is_item_object(target)


def repeats(work, target: gast.Subscript) -> bool:
    """May the index name an element twice?"""
    facts = work.facts
    if isinstance(facts.kind(target.value), (List, Tuple)):
        return False
    return not (is_mask(target.slice, facts) or picks_once(target.slice, facts))


def _begins(work, target: gast.Subscript, value: gast.expr) -> bool:
    """Is there an adjoint to take from? Refuses what cannot hold one."""
    facts, variable = work.facts, root(target)
    holder = facts.kind(target.value)
    if isinstance(holder, Array) and not carries(holder):
        if holder.dtype and facts.varied(value):
            raise refusal(
                facts.function,
                target,
                f"storing a derivative into an array of dtype {holder.dtype}",
                "an array of floats, for example `np.zeros(n)`",
            )
        return False
    if variable is None:
        raise refusal(
            facts.function,
            target,
            "a store into an unnamed object",
            "a variable for the object",
        )
    facts.places(target.value)
    shared = facts.is_shared(target.value)
    begins = facts.varied_name(variable) if shared else work.adjoints.reached(variable)
    if begins and facts.varied(value) and _may_hold_integers(holder):
        work.adjoints.emit("r.require_inexact(a)", r="@runtime", a=target.value)
    return begins


def _may_hold_integers(holder) -> bool:
    """Is it an array of a dtype that only the run knows, or may it be one?"""
    return isinstance(holder, Unknown) or (
        isinstance(holder, Array) and not holder.dtype
    )


def _zero(work, target: gast.Subscript) -> None:
    slot = work.facts.kind(target)
    if not work.facts.is_shared(target.value):
        work.adjoints.make_own(root(target))
    place = work.adjoints.located(target)
    if is_scalar(slot) or isinstance(work.facts.kind(target.value), Array):
        work.adjoints.emit("p = 0.0", p=place)
    else:
        work.adjoints.emit("p = r.zeros(x)", p=place, r="@runtime", x=load(target))


def _taken(work, target: gast.Subscript):
    """The cotangent of what was stored: copied out, the place zeroed."""
    facts, adjoints = work.facts, work.adjoints
    if not facts.is_shared(target.value):
        adjoints.make_own(root(target))
    place = adjoints.located(target)
    local = work.names.fresh(f"{facts.user_name(root(target))}_part_bar")
    facts.declare(local, facts.kind(target))
    if repeats(work, target):
        adjoints.emit(
            "t = r.take_stored(b, i, x)",
            t=local,
            r="@runtime",
            b=place.value,
            i=passed_index(place.slice),
            x=load(target),
        )
    elif is_scalar(facts.kind(target)):
        adjoints.emit("t = p\np = 0.0", t=local, p=place)
    elif isinstance(facts.kind(target.value), Array):
        known = bool(facts.kind(target.value).dtype)  # else it may hold objects
        taken = "t = p.copy()" if known else "t = r.copy(p)"
        adjoints.emit(f"{taken}\np = 0.0", t=local, p=place, r="@runtime")
    else:
        known = isinstance(facts.kind(target.value), (List, Tuple))
        taken = "t = p" if known else "t = r.copy(p)"  # a slice of an array is a view
        adjoints.emit(
            f"{taken}\np = r.zeros(x)",
            t=local,
            p=place,
            r="@runtime",
            x=load(target),
        )
    return terms.of(name(local), work.lineariser.scalar)


def _spread(work, target, value, cotangent) -> None:
    """Take the cotangent of the slot to what the value reads."""
    held = not isinstance(work.facts.kind(target.value), Array)
    untaken = root(target) in work.lineariser.untaken.names
    found = work.lineariser.run(
        value, cotangent, None, slot=target, held=held, untaken=untaken
    )
    work.spread(found)


def _added(work, target, value, sign: int) -> None:
    """`a[i] += e` leaves the adjoint of the slot as it is."""
    facts, adjoints = work.facts, work.adjoints
    if not facts.is_shared(target.value):
        adjoints.make_own(root(target))
    place = adjoints.located(target)
    facts.declare_expression(place, facts.kind(target))
    cotangent = terms.of(place, work.lineariser.scalar).scaled(sign)
    untaken = root(target) in work.lineariser.untaken.names
    found = work.lineariser.run(value, cotangent, None, slot=target, untaken=untaken)
    own, others = _parted(work, found.contributions, target)
    views = _views_of(place, found.prelude)
    readers, rest = _parted_by_reading(own, views)
    if len({key_of(c.leaf) for c in readers}) > 1:
        local = saved(work, target, place)
        cotangent = terms.of(name(local), work.lineariser.scalar).scaled(sign)
        _spread(work, target, value, cotangent)
        return
    adjoints.out += found.prelude
    adjoints.lasting = True
    work.contribute(others)
    work.contribute(readers)
    adjoints.lasting = False
    work.contribute(rest)


def saved(work, target, place: gast.expr) -> str:
    """The adjoint of the slot as it is now, under a name."""
    local = work.names.fresh(f"{work.facts.user_name(root(target))}_part_bar")
    work.facts.declare(local, work.facts.kind(target))
    kind = work.facts.kind(target)
    text = "t = p" if is_scalar(kind) else "t = r.copy(p)"
    text = "t = p.copy()" if isinstance(kind, Array) else text
    work.adjoints.emit(text, t=local, p=place, r="@runtime")
    return local


def _parted(work, contributions: list, target: gast.Subscript) -> tuple[list, list]:
    """Those that may go to the storage of the slot, and the others."""
    own = contributions
    if not work.facts.is_shared(target.value):
        same = work.adjoints.same_storage
        own = [c for c in contributions if same(root(c.leaf), root(target))]
    return own, [c for c in contributions if c not in own]


def _views_of(place: gast.expr, prelude: list) -> list[str]:
    """A slot's adjoint, and the names that may be views of it, or of such views."""
    found = [key_of(place)]
    for node in prelude:
        value = key_of(node.value)
        if any(k in value for k in found) and not isinstance(node.value, gast.BinOp):
            found.append(key_of(name(node.targets[0].id)))
    return found


def _parted_by_reading(contributions: list, keys: list[str]) -> tuple[list, list]:
    """Those that read the slot's adjoint, and those that do not."""
    readers = [c for c in contributions if any(_mentions(c.term, key) for key in keys)]
    leaves = {key_of(c.leaf) for c in readers}
    readers = [c for c in contributions if key_of(c.leaf) in leaves]
    return readers, [c for c in contributions if c not in readers]


def _mentions(term, key: str) -> bool:
    return any(key in f.key for f in term.parts)


def _scaled(work, target, op, value) -> bool:
    """`a[i] *= c` and `a[i] /= c` with an inert `c` scale the adjoint."""
    if work.facts.varied(value) or not isinstance(op, (gast.Mult, gast.Div)):
        return False
    if repeats(work, target):
        return False
    if not work.facts.is_shared(target.value):
        work.adjoints.make_own(root(target))
    place = work.adjoints.located(target)
    text = "p *= c" if isinstance(op, gast.Mult) else "p /= c"
    work.adjoints.emit(text, p=place, c=clone(value))
    return True


def _roots(value: gast.expr) -> set:
    return {n.id for n in gast.walk(value) if isinstance(n, gast.Name)}
