"""This module tests on random trees that the text says what the tree says."""

import ast
import re

import gast
from hypothesis import given, settings
from hypothesis import strategies as st

from s2s.tree import write as writing
from s2s.tree.convert import to_ast
from s2s.tree.same import same
from s2s.tree.template import name, template

BINARY = "Add Sub Mult Div Pow MatMult Mod FloorDiv LShift BitOr BitAnd BitXor"
UNARY = "USub UAdd Not Invert"
COMPARISONS = "Eq Lt GtE In NotIn Is IsNot"
VALUES = [0, 1, 7, 1.0, 0.1, 1e-05, 1e30, 2j, True, None, ..., "a", "it's\n", b"b"]
FORMS = "x = h,x[h] += h,return h,f(h),f(h\\, h),h,if h: pass,for i in h: pass,raise h"


class Maker:
    """Expressions drawn by the choices of `random`."""

    def __init__(self, random):
        self.random = random

    def expression(self, depth):
        if depth == 0 or self.random.random() < 0.15:
            return self.leaf()
        kinds = [getattr(self, kind) for kind in dir(self) if kind.startswith("make_")]
        return self.random.choice(kinds)(lambda: self.expression(depth - 1))

    def leaf(self):
        if self.random.random() < 0.6:
            return name(self.random.choice("abxy"))
        return gast.Constant(self.random.choice(VALUES), None)

    def operator(self, names):
        return getattr(gast, self.random.choice(names.split()))()

    def several(self, inner, least=0):
        return [inner() for _ in range(self.random.randint(least, 3))]

    def make_binary(self, inner):
        return gast.BinOp(inner(), self.operator(BINARY), inner())

    def make_product(self, inner):
        return gast.BinOp(inner(), self.operator("Add Sub Mult Div Pow"), inner())

    def make_unary(self, inner):
        return gast.UnaryOp(self.operator(UNARY), inner())

    def make_boolean(self, inner):
        return gast.BoolOp(self.operator("And Or"), self.several(inner, 2))

    def make_comparison(self, inner):
        others = self.several(inner, 1)
        return gast.Compare(
            inner(), [self.operator(COMPARISONS) for _ in others], others
        )

    def make_subscript(self, inner):
        items = [self.index(inner) for _ in range(self.random.randint(1, 3))]
        index = items[0] if len(items) == 1 else gast.Tuple(items, gast.Load())
        return gast.Subscript(inner(), index, gast.Load())

    def index(self, inner):
        if self.random.random() < 0.5:
            return inner()
        bounds = [inner() if self.random.random() < 0.5 else None for _ in range(3)]
        return gast.Slice(*bounds)

    def make_attribute(self, inner):
        return gast.Attribute(inner(), "real", gast.Load())

    def make_call(self, inner):
        keywords = [gast.keyword("k", e) for e in self.several(inner)[:1]]
        stars = [gast.Starred(e, gast.Load()) for e in self.several(inner)[:1]]
        return gast.Call(inner(), [*self.several(inner), *stars], keywords)

    def make_choice(self, inner):
        return gast.IfExp(inner(), inner(), inner())

    def make_tuple(self, inner):
        return gast.Tuple(self.several(inner), gast.Load())

    def make_list(self, inner):
        return gast.List(self.several(inner), gast.Load())

    def make_dict(self, inner):
        return gast.Dict([inner(), None], [inner(), inner()])

    def make_lambda(self, inner):
        return gast.Lambda(gast.parse("lambda a, b=1: 0").body[0].value.args, inner())

    def make_comprehension(self, inner):
        kind = self.random.choice([gast.ListComp, gast.GeneratorExp, gast.SetComp])
        each = gast.Name("i", gast.Store(), None, None)
        return kind(
            inner(), [gast.comprehension(each, inner(), self.several(inner), 0)]
        )

    def make_walrus(self, inner):
        return gast.NamedExpr(gast.Name("w", gast.Store(), None, None), inner())

    def make_text(self, inner):
        plain = name(self.random.choice("abxy"))
        return gast.JoinedStr([gast.FormattedValue(plain, -1, None)])


TREES = st.randoms(use_true_random=False).map(lambda r: Maker(r).expression(4))
FORMS = st.sampled_from(FORMS.replace("\\,", ";").split(","))


@settings(max_examples=400, deadline=None)
@given(TREES, FORMS)
def test_what_is_written_says_the_same(tree, form):
    expected = to_ast(gast.Module(template(form.replace(";", ","), h=tree), []))
    text = writing._wrapped(expected)
    assert same(expected, ast.parse(text)), text


@settings(max_examples=300, deadline=None)
@given(TREES)
def test_hardly_more_parentheses_than_the_standard_library_writes(tree):
    module = to_ast(gast.Module(template("x = h", h=tree), []))
    ours = writing._generated(module)
    theirs = ast.unparse(ast.fix_missing_locations(module))
    numbers = len(re.findall(r"\([\d.ej+-]+\)[.\[(]", ours))
    assert ours.count("(") <= theirs.count("(") + numbers, (ours, theirs)
