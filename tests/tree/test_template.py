"""This module tests that templates are filled with copies, each in its context."""

import gast
import pytest

from s2s.tree import template as t
from s2s.tree.write import write


def text(nodes):
    return write(nodes).rstrip("\n")


@pytest.mark.parametrize(
    ("form", "holes", "expected"),
    [
        ("a += b", {"a": "x_bar", "b": t.expression("u + v")}, "x_bar += u + v"),
        ("a = b * 2", {"b": t.expression("u + v")}, "a = (u + v) * 2"),
        ("a = 1", {"a": t.expression("u[i]")}, "u[i] = 1"),
        ("a = 1", {"a": t.expression("(u, *v)")}, "(u, *v) = 1"),
        ("f(a)", {"a": ["x", t.name("y")], "f": "g"}, "g(x, y)"),
        ("f(a)", {"a": []}, "f()"),
        ("return a", {"a": t.expression("u, v")}, "return u, v"),
        ("body", {"body": t.template("x = 1\ny = 2")}, "x = 1\ny = 2"),
        ("body", {"body": t.template("x = 1")[0]}, "x = 1"),
        ("a = a.a(a=a)", {"a": "b"}, "b = b.a(a=b)"),
    ],
)
def test_holes(form, holes, expected):
    assert text(t.template(form, **holes)).replace("u, *v =", "(u, *v) =") == expected


def test_a_function_by_template():
    made = t.template(
        "def name(args):\n    body\n    return result",
        name="f_vjp",
        args=["x", "y"],
        body=t.template("z = x * y"),
        result="z",
    )
    assert text(made) == "def f_vjp(x, y):\n    z = x * y\n    return z"


def test_contexts_are_right_for_the_compiler():
    made = t.template("a = b", a=t.expression("u, v[i]"), b=t.store(t.name("w")))
    assert gast.dump(made[0]) == gast.dump(gast.parse("u, v[i] = w").body[0])


def test_what_fills_a_hole_is_copied():
    hole = t.expression("u[i]")
    one, two = (t.template("a = b", b=hole)[0] for _ in range(2))
    assert one.value is not two.value
    assert one.value is not hole
    assert one.value.value is not hole.value


def test_templates_are_fresh_each_time():
    one, two = (t.template("a = b")[0] for _ in range(2))
    one.targets[0].id = "changed"
    assert two.targets[0].id == "a"


def test_clone_load_and_store():
    tree = gast.parse("a, (b[c], *d) = e").body[0]
    copy = t.clone(tree)
    assert copy is not tree and gast.dump(copy) == gast.dump(tree)
    assert copy.lineno == 1
    read = t.load(tree.targets[0])
    assert gast.dump(read) == gast.dump(t.expression("(a, (b[c], *d))"))
    assert gast.dump(t.store(read)) == gast.dump(tree.targets[0])


def test_positions_are_given_to_what_has_none():
    place = gast.parse("\n\nx").body[0]
    hole = gast.parse("u").body[0].value
    (made,) = t.at(place, t.template("a = b + c", b=hole))
    assert made.lineno == made.value.lineno == made.value.right.lineno == 3
    assert made.value.left.lineno == 1


def test_comments_and_titles():
    made = [t.comment("one\n   line"), t.title("forward sweep")]
    assert all(map(t.is_comment, made))
    assert not t.is_comment(t.template("'text'")[0])
    assert text(made) == "# one line\n\n# forward sweep"
