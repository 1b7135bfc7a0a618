"""This module executes what README.md shows, and the examples in docstrings."""

from __future__ import annotations

import ast
import doctest
import importlib
import pkgutil
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import s2s

README = Path(__file__).parent.parent / "README.md"
SHOWN = re.compile(r"```text\n(.*?)```", re.S)


def code_only(text: str) -> str:
    """Blank every line that is not Python, so that line numbers stay the README's."""
    inside, lines = False, []
    for line in text.splitlines():
        if line.startswith("```"):
            inside, line = line == "```python", ""
        lines.append(line if inside else "")
    return "\n".join(lines) + "\n"


def expected(line: str) -> Any:
    """Return the value in the comment at a line's end; None where it is prose."""
    try:
        return ast.literal_eval(line.partition("  # ")[2].strip())
    except (SyntaxError, ValueError):
        return None


class Told(ast.NodeTransformer):
    """Hands the value of each expression statement, and its line, to `tell`."""

    def visit_Module(self, node: ast.Module) -> ast.Module:
        node.body = [self.told(statement) for statement in node.body]
        return ast.fix_missing_locations(node)

    def told(self, statement: ast.stmt) -> ast.stmt:
        if isinstance(statement, ast.Expr):
            line = ast.Constant(statement.end_lineno)
            call = ast.Call(ast.Name("tell", ast.Load()), [line, statement.value], [])
            statement.value = ast.copy_location(call, statement)
        return statement


def test_every_python_block_runs_and_gives_what_it_says(tmp_path: Path) -> None:
    script = tmp_path / "readme.py"
    script.write_text(code_only(README.read_text()))
    lines = script.read_text().splitlines()
    compared = []

    def tell(line: int, value: Any) -> None:
        wanted = expected(lines[line - 1])
        if wanted is not None:
            assert np.allclose(value, wanted), lines[line - 1]
            compared.append(line)

    tree = Told().visit(ast.parse(script.read_text()))
    code = compile(tree, str(script), "exec", dont_inherit=True)
    exec(code, {"__name__": "readme", "tell": tell})
    assert len(compared) >= 4


def written(folder: Path) -> str:
    """Return what the compiler writes for the first block of the README."""
    script = folder / "readme.py"
    program = re.search(r"```python\n(.*?)```", README.read_text(), re.S).group(1)
    script.write_text(program)
    names: dict[str, Any] = {"__name__": "readme"}
    exec(compile(program, str(script), "exec", dont_inherit=True), names)
    return names["neuron"].source().strip() + "\n"


def test_the_derivative_shown_is_what_the_compiler_writes(tmp_path: Path) -> None:
    assert SHOWN.search(README.read_text()).group(1) == written(tmp_path)


def show_anew() -> None:
    """Write the derivative into the README, for `make golden`."""
    with tempfile.TemporaryDirectory() as folder:
        block = f"```text\n{written(Path(folder))}```"
        README.write_text(SHOWN.sub(lambda _: block, README.read_text()))


def modules() -> Iterator[str]:
    """Yield the name of every module of the package that can be imported."""
    for found in pkgutil.walk_packages(s2s.__path__, "s2s."):
        if not found.name.endswith("__main__"):
            yield found.name


@pytest.mark.parametrize("name", list(modules()))
def test_docstrings_hold(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert failed == 0


if __name__ == "__main__":
    show_anew()
