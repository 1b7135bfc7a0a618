"""This module lets tests of the optimiser be written as text before, text after."""

import re
import textwrap

import gast

from s2s.optimise import Facts
from s2s.tree.write import write

_COMMENT = re.compile(r"^(\s*)# (.*)$", re.MULTILINE)


def read(text: str) -> gast.FunctionDef:
    """The function of a text; its comments are statements, `# = title` included."""
    tree = gast.parse(_COMMENT.sub(r"\1_comment_('\2')", textwrap.dedent(text)))
    for node in gast.walk(tree):
        if isinstance(node, gast.Expr) and _is_comment_call(node.value):
            node.value = gast.Constant(value=node.value.args[0].value, kind="comment")
    return tree.body[0]


def show(tree: gast.FunctionDef) -> str:
    """The text of a function, without blank lines."""
    lines = write(tree).splitlines()
    return "\n".join(line for line in lines if line.strip())


def after(passed, text: str, **facts) -> str:
    """The text of a function after a pass, given as the body of `f(a, b, u, v, n)`."""
    body = textwrap.indent(textwrap.dedent(text).strip(), "    ")
    lines = show(passed(read(f"def f(a, b, u, v, n):\n{body}"), Facts(**facts)))
    return textwrap.dedent(lines.partition("\n")[2])


def _is_comment_call(node: gast.AST) -> bool:
    name = node.func if isinstance(node, gast.Call) else None
    return isinstance(name, gast.Name) and name.id == "_comment_"
