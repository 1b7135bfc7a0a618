"""This module is the command line: `s2s grad`, `s2s stages`, `s2s check`.

Exit codes: 0; 1, the check failed; 2, cannot differentiate or bad usage, with one clear
message and no traceback.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from pathlib import Path
from typing import Any

import s2s
from s2s.api import Differentiable
from s2s.errors import S2SError
from s2s.show.compare import CannotCompare, carriers, compare
from s2s.show.load import LoadError, Target, load
from s2s.show.stages import stages
from s2s.show.standalone import NotStandalone, standalone

_TARGET = "FILE.py:FUNCTION"


class UsageError(Exception):
    """What was asked for makes no sense, or comes later."""


_REFUSALS = (UsageError, LoadError, NotStandalone, CannotCompare)


def main(argv: list[str] | None = None) -> int:
    """Run one command and give its exit code."""
    try:
        options = _parser().parse_args(argv)
    except SystemExit as leave:  # argparse has said what is wrong
        return int(leave.code or 0)
    try:
        return options.run(options)
    except _REFUSALS as error:
        return _fail(f"s2s: {error}")
    except SyntaxError as error:  # NotDifferentiable is one: Python draws the caret
        return _fail("".join(traceback.format_exception_only(error)).rstrip())
    except S2SError as error:
        return _fail(f"s2s: {error}")


def _fail(message: str) -> int:
    print(message, file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="s2s", description="Differentiate Python functions, as readable source."
    )
    parser.add_argument("--version", action="version", version=f"s2s {s2s.__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _grad_options(_command(commands, "grad", "print the derivative's source", _grad))
    _command(commands, "stages", "print the tree after each stage", _stages)
    _command(commands, "check", "compare with finite differences", _check)
    return parser


def _command(commands: Any, name: str, what: str, run: Any) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=what, description=what)
    command.set_defaults(run=run)
    command.add_argument("target", metavar=_TARGET, help="the function")
    command.add_argument("--wrt", metavar="a,b", help="the parameters to differentiate")
    command.add_argument("--args", metavar='"0.6, 30.0"', help="arguments, in Python")
    return command


def _grad_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--mode", choices=("reverse", "forward"), default="reverse")
    command.add_argument(
        "--standalone", action="store_true", help="copy what the text needs into it"
    )
    command.add_argument("-o", dest="output", metavar="OUT.py", help="write to a file")


def _grad(options: argparse.Namespace) -> int:
    if options.mode == "forward":
        raise UsageError("forward mode comes later: only --mode reverse works so far")
    target = load(options.target)
    text = _derivative(target, options).source(*_arguments(target, options))
    text = standalone(text, target) if options.standalone else text
    return _deliver(text.rstrip("\n") + "\n", options.output)


def _deliver(text: str, output: str | None) -> int:
    if output is None:
        sys.stdout.write(text)
        return 0
    try:
        Path(output).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write {output}: {error.strerror}") from None
    return 0


def _stages(options: argparse.Namespace) -> int:
    target = load(options.target)
    made = _derivative(target, options)
    for title, text in stages(made, _arguments(target, options)):
        print(f"# ---- {title} ----\n\n{text.strip()}\n")
    return 0


def _check(options: argparse.Namespace) -> int:
    target = load(options.target)
    if options.args is None:
        raise UsageError('check needs arguments, as in --args "0.6, 30.0"')
    made, arguments = _derivative(target, options), _arguments(target, options)
    if options.wrt is None and made is not target.function:
        made = Differentiable(made, carriers(made, arguments) or 0)
    report = compare(made, arguments)
    print(report.table())
    return 0 if report.passed else 1


def _derivative(target: Target, options: argparse.Namespace) -> Differentiable:
    """The function with its derivatives; its own `wrt` if none is asked for."""
    if options.wrt is None and isinstance(target.function, Differentiable):
        return target.function
    names = tuple(
        name.strip() for name in (options.wrt or "").split(",") if name.strip()
    )
    return Differentiable(target.function, names if len(names) > 1 else (*names, 0)[0])


def _arguments(target: Target, options: argparse.Namespace) -> tuple:
    """The value of `--args`: Python expressions that may use the names of the file."""
    if options.args is None:
        return ()
    try:
        return eval(
            f"({options.args},)" if options.args.strip() else "()", target.names
        )
    except Exception as error:
        reason = error.msg if isinstance(error, SyntaxError) else error
        what = f"{type(error).__name__}: {reason}"
        raise UsageError(f"--args {options.args!r}: {what}") from None
