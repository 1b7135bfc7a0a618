"""This module prints trees as text, on astor's generator.

Ours are comments, blank lines, strings, what is newer than astor (`match`, `except*`,
f-strings, positions of annotations), and where parentheses are superfluous.
"""

from __future__ import annotations

import ast
import warnings
from typing import Any

from s2s.tree.literals import documentation, formatted, quoted
from s2s.tree.same import is_comment

with warnings.catch_warnings():  # astor names kinds of nodes that Python gives up
    warnings.simplefilter("ignore", DeprecationWarning)
    from astor.code_gen import SourceGenerator, set_precedence
    from astor.op_util import Precedence, get_op_precedence, get_op_symbol

_TITLE = "= "
_IMPORTS = (ast.Import, ast.ImportFrom)
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


class Generator(SourceGenerator):
    """`result` is the text in pieces; `docstrings` stand in it as NUL characters.

    An `embedded` text stands in a string itself, and leaves double quotes to that.
    """

    def __init__(self, embedded: bool = False) -> None:
        super().__init__("    ")
        self.embedded = embedded
        self.docstrings: list[str] = []

    # Blocks

    def visit_Module(self, node: ast.Module) -> None:
        self._statements(node.body, documented=True)

    def body(self, statements: list[ast.stmt], documented: bool = False) -> None:
        self.indentation += 1
        self._statements(statements, documented)
        if all(map(is_comment, statements)):
            self.statement(None, "pass")
        self.indentation -= 1

    def _statements(self, statements: list[ast.stmt], documented: bool) -> None:
        for index, node in enumerate(statements):
            previous = statements[index - 1] if index else None
            if isinstance(previous, _IMPORTS) and not isinstance(node, _IMPORTS):
                self.newline(extra=1)
            if is_comment(node):
                self._comment(node.value.value, first=index == 0)
            elif documented and index == 0 and _is_text(node):
                self._docstring(node.value.value)
            else:
                self.visit(node)

    def _comment(self, text: str, first: bool) -> None:
        if text.startswith(_TITLE):
            self.newline(extra=0 if first else 1)
            text = text[len(_TITLE) :]
        self.statement(None, f"# {text}")

    def _docstring(self, text: str) -> None:
        self.docstrings.append(documentation(text))
        self.statement(None, "\0")
        self.newline(extra=1)

    # Statements

    def visit_FunctionDef(self, node: Any, is_async: bool = False) -> None:
        self.decorators(node, 1 if self.indentation else 2)
        self.statement(node, f"{'async ' if is_async else ''}def {node.name}(")
        self.visit_arguments(node.args)
        self.write(")")
        if node.returns is not None:
            set_precedence(Precedence.Comma, node.returns)
            self.write(" -> ", node.returns)
        self.write(":")
        self.body(node.body, documented=True)
        self.newline(extra=1 if self.indentation else 2)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.decorators(node, 1 if self.indentation else 2)
        self.statement(node, f"class {node.name}")
        if node.bases or node.keywords:
            self.write("(")
            self.comma_list([*node.bases, *node.keywords])
            self.write(")")
        self.write(":")
        self.body(node.body, documented=True)
        self.newline(extra=1 if self.indentation else 2)

    def decorators(self, node: Any, extra: int) -> None:
        set_precedence(Precedence.Comma, node.decorator_list)
        super().decorators(node, extra)

    def visit_keyword(self, node: ast.keyword) -> None:
        set_precedence(Precedence.Comma, node.value)
        self.write(f"{node.arg}=" if node.arg else "**", node.value)

    def visit_If(self, node: ast.If, keyword: str = "if") -> None:
        set_precedence(Precedence.Comma, node.test)
        self.statement(node, keyword, " ", node.test, ":")
        self.body(node.body)
        if len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
            self.visit_If(node.orelse[0], "elif")
        else:
            self.else_body(node.orelse)

    def visit_While(self, node: ast.While) -> None:
        set_precedence(Precedence.Comma, node.test)
        self.statement(node, "while ", node.test, ":")
        self.body_or_else(node)

    def visit_Assert(self, node: ast.Assert) -> None:
        set_precedence(Precedence.Comma, node.test, node.msg)
        self.statement(node, "assert ", node.test)
        self.conditional_write(", ", node.msg)

    def visit_For(self, node: Any, is_async: bool = False) -> None:
        set_precedence(Precedence.Comma, node.iter)
        super().visit_For(node, is_async)

    def visit_withitem(self, node: ast.withitem) -> None:
        set_precedence(Precedence.Comma, node.context_expr)
        super().visit_withitem(node)

    def visit_Raise(self, node: ast.Raise) -> None:
        set_precedence(Precedence.Comma, node.exc, node.cause)
        self.statement(node, "raise")
        self.conditional_write(" ", node.exc)
        self.conditional_write(" from ", node.cause)

    def visit_TryStar(self, node: Any) -> None:
        for handler in node.handlers:
            handler.star = "*"
        self.visit_Try(node)

    def visit_ExceptHandler(self, node: Any) -> None:
        set_precedence(Precedence.Comma, node.type)
        self.statement(node, "except", getattr(node, "star", ""))
        self.conditional_write(" ", node.type)
        self.conditional_write(" as ", node.name)
        self.write(":")
        self.body(node.body)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        set_precedence(Precedence.Comma, node.annotation, node.value)
        bare = node.simple or not isinstance(node.target, ast.Name)
        self.statement(node, *((node.target,) if bare else ("(", node.target, ")")))
        self.write(": ", node.annotation)
        self.conditional_write(" = ", node.value)

    def visit_Match(self, node: Any) -> None:
        set_precedence(Precedence.Comma, node.subject)
        self.statement(node, "match ", node.subject, ":")
        self.indentation += 1
        for case in node.cases:
            set_precedence(Precedence.Comma, case.guard)
            self.statement(case, "case ", ast.unparse(case.pattern))
            self.conditional_write(" if ", case.guard)
            self.write(":")
            self.body(case.body)
        self.indentation -= 1

    # Expressions

    def visit_arguments(self, node: ast.arguments) -> None:
        for index, piece in enumerate(_parameters(node)):
            self.write(", " if index else "")
            self._parameter(*piece)

    def _parameter(self, prefix: str, arg: Any, default: ast.expr | None) -> None:
        self.write(prefix)
        if arg is None:
            return
        self.write(arg.arg)
        if arg.annotation is not None:
            set_precedence(Precedence.Comma, arg.annotation)
            self.write(": ", arg.annotation)
        if default is not None:
            set_precedence(Precedence.Comma, default)
            self.write("=" if arg.annotation is None else " = ", default)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        with self.delimit(node) as delimiters:
            set_precedence(delimiters.p, node.body)
            self.write("lambda")
            self.write(" " if _parameters(node.args) else "")
            self.visit_arguments(node.args)
            self.write(": ", node.body)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        """A sum of many terms is a loop, not a recursion as deep as it has terms."""
        chain = [node]
        while _continues(chain[-1].left, node):
            chain.append(chain[-1].left)
        with self.delimit(node, node.op) as delimiters:
            power = isinstance(node.op, ast.Pow)
            left = Precedence.Pow + 1 if power else delimiters.p
            right = Precedence.PowRHS if power else delimiters.p + 1
            set_precedence(left, chain[-1].left)
            self.visit(chain[-1].left)
            for part in reversed(chain):
                set_precedence(right, part.right)
                self.write(get_op_symbol(part.op, " %s "), part.right)

    def visit_Constant(self, node: ast.Constant) -> None:
        value = node.value
        if isinstance(value, str):
            self.write(repr(value) if self.embedded else quoted(value))
        elif isinstance(value, (int, float, complex)) and not isinstance(value, bool):
            with self.delimit(node):
                self.write(repr(value).replace("inf", "1e1000"))
        else:
            self.write("..." if value is Ellipsis else repr(value))

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        self.write(formatted(node, _embedded) or ast.unparse(node))

    def visit_Slice(self, node: ast.Slice) -> None:
        set_precedence(Precedence.Comma, node.lower, node.upper, node.step)
        self.conditional_write(node.lower)
        self.write(":")
        self.conditional_write(node.upper)
        self.conditional_write(":", node.step)

    def visit_Dict(self, node: ast.Dict) -> None:
        with self.delimit("{}"):
            for index, (key, value) in enumerate(
                zip(node.keys, node.values, strict=True)
            ):
                set_precedence(Precedence.Comma, key)
                set_precedence(Precedence.Comma if key else Precedence.BitOr, value)
                self.write(", " if index else "")
                self.write(*((key, ": ") if key else ("**",)), value)

    def visit_Starred(self, node: ast.Starred) -> None:
        set_precedence(Precedence.BitOr, node.value)
        self.write("*", node.value)

    def visit_ListComp(self, node: ast.ListComp) -> None:
        set_precedence(Precedence.Comma, node.elt)
        super().visit_ListComp(node)

    def visit_SetComp(self, node: ast.SetComp) -> None:
        set_precedence(Precedence.Comma, node.elt)
        super().visit_SetComp(node)

    def visit_DictComp(self, node: ast.DictComp) -> None:
        set_precedence(Precedence.Comma, node.key, node.value)
        super().visit_DictComp(node)


def _embedded(node: ast.expr) -> str:
    """The text of an expression in an f-string, where `lambda` needs parentheses."""
    generator = Generator(embedded=True)
    set_precedence(Precedence.Lambda + 1, node)
    generator.visit(node)
    return "".join(generator.result)


def _continues(left: ast.expr, node: ast.BinOp) -> bool:
    """Whether `left` needs no parentheses for being of the precedence of `node`."""
    if isinstance(node.op, ast.Pow) or not isinstance(left, ast.BinOp):
        return False
    return get_op_precedence(left.op) == get_op_precedence(node.op)


def _is_text(node: ast.stmt) -> bool:
    value = getattr(node, "value", None)
    return isinstance(node, ast.Expr) and isinstance(getattr(value, "value", None), str)


def _parameters(node: ast.arguments) -> list[tuple]:
    """(prefix, parameter or None, default or None) for each item between commas."""
    plain = [*node.posonlyargs, *node.args]
    missing = [None] * (len(plain) - len(node.defaults))
    pieces = [
        ("", a, d) for a, d in zip(plain, [*missing, *node.defaults], strict=True)
    ]
    if node.posonlyargs:
        pieces.insert(len(node.posonlyargs), ("/", None, None))
    if node.vararg is not None or node.kwonlyargs:
        pieces.append(("*", node.vararg, None))
    named = zip(node.kwonlyargs, node.kw_defaults, strict=True)
    pieces += [("", a, d) for a, d in named]
    return [*pieces, *([("**", node.kwarg, None)] if node.kwarg is not None else [])]
