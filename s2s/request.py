"""This module says what can be asked of the compiler."""

from __future__ import annotations

from typing import NamedTuple

from s2s.kinds import Kind


class Request(NamedTuple):
    """The derivative of which inputs, for which kinds of arguments, in which form.

    `form` is "grad" (the adjoints), "value" (value and adjoints) or "pair" (two
    sweeps). `assumed` are the parameters whose kinds nobody has stated: the text says
    so. The text for Numba (`jit`) has copies where Numba would mix up what is read and
    what is written. A function that only the run of another one knows (`inner`) is
    called by nobody knows whom.
    """

    wrt: tuple[str, ...]
    kinds: tuple[Kind, ...]
    form: str
    assumed: tuple[str, ...] = ()
    jit: bool = False
    inner: bool = False
