"""This module keeps the table of rules: what the derivative of a library function is.

A rule is a genuine, pure function whose body the compiler pastes.  Four decorators
say what its return value means (`y` is the result, `y_bar` its cotangent):

    @elementwise(math.tanh, np.tanh)      one partial per operand; the machinery
    def tanh(x, y):                       multiplies, broadcasts and accumulates
        return 1.0 - y * y

    @linear(np.outer)                     one cotangent per operand, from `y_bar`
    def outer(a, b, y_bar):
        return y_bar @ np.ravel(b), np.ravel(a) @ y_bar

    @joining(np.concatenate)              any number of operands: a *list* of
    def concatenate(xs, y_bar, axis=0):   cotangents, one per item of the sequence
        return runtime.pieces(y_bar, xs, axis)

    zero(np.floor, np.sign, round)        derivative zero: the result is inert

Parameters
- without a default, other than `y` and `y_bar`: the operands, in the order of the
  call.  An operand that the call leaves out is `None` in the body.  A returned `None`
  stands for an operand that never carries a derivative (a condition, a shape).
- with a default: the call's further arguments, by position in this order or by name;
  they carry no derivative.  A call with a keyword that the rule does not know
  (`Rule.accepts`) must be refused: the rule would ignore what it means.
- `*axes`: the call's remaining positional arguments as a tuple.
- `xs` of a joining rule is the sequence the call passes as one argument; `*xs` says
  that the call passes the items one by one (`max(a, b, c)`).  A single argument for
  `*xs` is the sequence itself (`max(values)`).  The list that is returned has the
  structure of the sequence: it is the cotangent of a list variable as it stands.
- A function may have a shorter rule for calls with two operands (`pair(max)`).
- `y_bar` has the shape of `y`.

Bodies
- An `if` whose test reads only constants is decided when the rule is pasted.
- An `if` on `np.ndim(operand)` is a shortcut for kinds that are known: where they do
  not decide it, it may be skipped, for the last `return` holds for every rank.
"""

import ast
import functools
import importlib
import inspect
import linecache
import math
import operator
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import gast
import numpy as np

TABLES = (
    "operators",
    "mathematics",
    "builtins",
    "numpy_elementwise",
    "numpy_reductions",
    "numpy_shape",
    "numpy_products",
    "numpy_cumulative",
    "numpy_selection",
    "numpy_linalg",
    "numpy_creation",
    "zero",
)


@dataclass(frozen=True, eq=False)
class Rule:
    """The derivative of one library function, as its compiler needs to know it."""

    name: str
    form: str  # "elementwise", "linear", "joining" or "zero"
    operands: tuple[str, ...]
    keywords: dict[str, Any]
    module: str
    function: Callable | None
    view: str = ""  # "", "always" or "maybe": may share storage with its operand
    rest: str | None = None  # the name of `*rest`, if there is one
    reads: tuple[str, ...] = ()  # which of `y`, `y_bar` are parameters
    flat: bool = False  # zero where no operand is complex

    def accepts(self, name: str) -> bool:
        """Does the rule know this keyword?  A call with any other has no rule."""
        return name in self.keywords or name in self.operands

    @property
    def tree(self) -> gast.FunctionDef | None:
        """The rule as a tree: shared, so copy what you change."""
        return None if self.function is None else _tree(self.function)


_rules: dict[Hashable, Rule] = {}


def as_called(function: object, call: gast.Call) -> object:
    """What a call amounts to: `np.array(a, copy=False)` to `np.asarray(a)`."""
    asked = [k.value for k in call.keywords if k.arg == "copy"]
    copies = all(getattr(value, "value", None) is True for value in asked)
    return np.asarray if function is np.array and not copies else function


def lookup(obj: object, count: int = 0) -> Rule | None:
    """Return the rule of a library function, None if there is none.

    With the number of operands of the call, the rule for just that many is preferred.
    """
    _load_tables()
    try:
        return _rules.get((obj, count)) or _rules.get(obj)
    except TypeError:  # an unhashable object is no function of a library
        return None


def rules() -> dict[Hashable, Rule]:
    """Return every registered function with its rule, tables included."""
    _load_tables()
    return dict(_rules)


def pair(*functions: Hashable) -> list:
    """Name the calls of these functions that have two operands."""
    return [(function, 2) for function in functions]


def elementwise(*functions: Hashable, view: str = "") -> Callable:
    """Register a rule that returns partial derivatives."""
    return functools.partial(_register, functions, "elementwise", view)


def linear(*functions: Hashable, view: str = "", flat: bool = False) -> Callable:
    """Register a rule that returns cotangents."""
    return functools.partial(_register, functions, "linear", view, flat=flat)


def joining(*functions: Hashable, view: str = "") -> Callable:
    """Register a rule that takes any number of operands."""
    return functools.partial(_register, functions, "joining", view)


def zero(*functions: Hashable) -> None:
    """Register functions whose results carry no derivative."""
    for function in functions:
        name = getattr(function, "__name__", str(function))
        _rules[function] = Rule(name, "zero", (), {}, __name__, None)


def existing(module: object, names: str) -> list:
    """Return those of the named functions that this version of the library has."""
    return [getattr(module, name) for name in names.split() if hasattr(module, name)]


def _register(
    functions: Iterable, form: str, view: str, rule: Callable, flat: bool = False
) -> Callable:
    made = replace(_rule(form, view, rule), flat=flat)
    for function in functions:
        _rules[function] = made
    return rule


def _rule(form: str, view: str, function: Callable) -> Rule:
    """Read the operands and keywords of a rule off its code object: it is quick."""
    code, defaults = function.__code__, function.__defaults__ or ()
    positional = code.co_varnames[: code.co_argcount]
    named = code.co_varnames[code.co_argcount :][: code.co_kwonlyargcount]
    required = positional[: len(positional) - len(defaults)]
    optional = dict(zip(positional[len(required) :], defaults, strict=True))
    return Rule(
        name=function.__name__,
        form=form,
        operands=tuple(name for name in required if name not in ("y", "y_bar")),
        keywords={**optional, **(function.__kwdefaults__ or {})},
        module=function.__module__,
        function=function,
        view=view,
        rest=_rest(code),
        reads=tuple(name for name in ("y", "y_bar") if name in required + named),
    )


def _rest(code: Any) -> str | None:
    place = code.co_argcount + code.co_kwonlyargcount
    return code.co_varnames[place] if code.co_flags & inspect.CO_VARARGS else None


@functools.cache
def _load_tables() -> None:
    for name in TABLES:
        importlib.import_module(f"s2s.rules.{name}")


@functools.cache
def _tree(function: Callable) -> gast.FunctionDef:
    filename = function.__code__.co_filename
    found = _functions(filename).get(function.__code__.co_firstlineno)
    return found or _tree_of_source(function)


@functools.cache
def _functions(filename: str) -> dict[int, gast.FunctionDef]:
    """Parse a file once; its functions by the line where their decorators begin."""
    tree = gast.parse("".join(linecache.getlines(filename)))
    found = [node for node in tree.body if isinstance(node, gast.FunctionDef)]
    return {_first_line(node): node for node in found}


def _first_line(node: gast.FunctionDef) -> int:
    return min([node.lineno, *(each.lineno for each in node.decorator_list)])


def _tree_of_source(function: Callable) -> gast.FunctionDef:
    """A rule of the user's, perhaps nested or made interactively."""
    source = inspect.cleandoc("\n" + inspect.getsource(function))
    return gast.ast_to_gast(ast.parse(source)).body[0]


OPERATORS = {
    gast.Add: operator.add,
    gast.Sub: operator.sub,
    gast.Mult: operator.mul,
    gast.Div: operator.truediv,
    gast.FloorDiv: operator.floordiv,
    gast.Mod: operator.mod,
    gast.Pow: operator.pow,
    gast.MatMult: operator.matmul,
    gast.UAdd: operator.pos,
    gast.USub: operator.neg,
    gast.Invert: operator.invert,
    gast.Not: operator.not_,
    gast.LShift: operator.lshift,
    gast.RShift: operator.rshift,
    gast.BitAnd: operator.and_,
    gast.BitOr: operator.or_,
    gast.BitXor: operator.xor,
    gast.Eq: operator.eq,
    gast.NotEq: operator.ne,
    gast.Lt: operator.lt,
    gast.LtE: operator.le,
    gast.Gt: operator.gt,
    gast.GtE: operator.ge,
    gast.Is: operator.is_,
    gast.IsNot: operator.is_not,
}

# Methods and attributes of an ndarray whose call has the shape of the function's,
# `x.sum(0)` for `np.sum(x, 0)`, stand for that function; the others have rules of
# their own, registered under the descriptor.
METHODS = {
    **{
        name: getattr(np, name)
        for name in (
            "sum mean prod max min var std dot cumsum cumprod round repeat "
            "diagonal trace swapaxes take squeeze ravel copy argmax argmin argsort "
            "searchsorted nonzero any all"
        ).split()
    },
    **{
        name: getattr(np.ndarray, name)
        for name in (
            "T mT clip transpose reshape flatten astype conj conjugate real imag item "
            "tolist shape ndim size dtype nbytes itemsize strides"
        ).split()
        if hasattr(np.ndarray, name)
    },
}

# What a rule writes for NumPy, and the words of `math` for it.
TWINS = {
    f"np.{name}": f"math.{twin}"
    for name, twin in {
        **{
            name: name
            for name in (
                "sin cos tan sinh cosh tanh exp exp2 expm1 log log2 log10 log1p sqrt "
                "cbrt hypot copysign floor ceil fabs pi e degrees radians"
            ).split()
            if hasattr(math, name)
        },
        "arcsin": "asin",
        "arccos": "acos",
        "arctan": "atan",
        "arctan2": "atan2",
        "arcsinh": "asinh",
        "arccosh": "acosh",
        "arctanh": "atanh",
    }.items()
}

# For one real number, the function that means the same and has the shorter rule.
SCALARS = {abs: math.fabs, operator.abs: math.fabs, np.abs: math.fabs}
