"""This module checks what is known of names of one array where control flow meets."""

import gast

from s2s.analyse.partition import Object, View, alike, bound, joined, overlap


def view(base: Object, text: str, *reads: str) -> View:
    node = gast.parse(text, mode="eval").body
    return View(base.given, "", base, node, frozenset(reads))


def groups(holding: dict) -> set[frozenset]:
    """Return the names of each object."""
    objects = set(holding.values())
    return {frozenset(n for n, o in holding.items() if o is one) for one in objects}


def test_a_swap_is_the_same_partition() -> None:
    a, b = Object(), Object()
    met = joined({"u": a, "v": b}, {"u": b, "v": a})
    assert groups(met) == {frozenset("u"), frozenset("v")}
    assert alike(met, {"u": a, "v": b})


def test_names_that_are_one_array_on_one_way_only_are_not_both_known() -> None:
    a, b = Object(), Object()
    assert len(joined({"u": a, "v": a}, {"u": a, "v": b})) == 1
    assert len(joined({"u": a, "v": b}, {"u": a, "v": a})) == 1
    both = joined({"u": a, "v": a}, {"u": b, "v": b})
    assert groups(both) == {frozenset("uv")}


def test_a_way_that_nobody_takes_says_nothing() -> None:
    held = {"u": Object()}
    assert joined(None, held) is held
    assert joined(held, None) is held
    assert joined(None, None) is None


def test_a_view_is_known_while_its_base_and_its_index_are() -> None:
    a = Object()
    held = {"a": a, "v": view(a, "a[i:]", "i")}
    assert "v" not in bound(held, "i", None)
    assert "v" not in bound(held, "a", Object())
    assert "v" in bound(bound(held, "b", a), "a", Object())


def test_views_join_if_they_are_the_same_part_of_the_same_base() -> None:
    a, b = Object(), Object()
    one = {"a": a, "v": view(a, "a[1:]")}
    assert "v" in joined(one, {"a": b, "v": view(b, "a[1:]")})
    assert "v" not in joined(one, {"a": b, "v": view(b, "a[2:]")})
    assert "v" not in joined(one, {"a": b, "c": a, "v": view(a, "a[1:]")})
    assert "v" not in joined(one, {"a": b, "v": Object()})


def test_only_arrays_that_are_given_may_overlap_unseen() -> None:
    mine, given, other = Object(), Object(True), Object(True)
    assert overlap(given, other)
    assert not overlap(mine, given)
    assert overlap(view(mine, "a[1:]"), view(mine, "a[:1]"))
    assert overlap(None, mine)
