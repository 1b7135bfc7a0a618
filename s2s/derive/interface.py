"""This module is what a derivative is asked for."""

from __future__ import annotations

from typing import NamedTuple


class Interface(NamedTuple):
    """What a derivative is asked for, and how it gets and gives adjoints.

    The adjoints of `outputs` are returned; those of `kept` parameters are arrays that
    are given and added to; those of what `shared` ones hold are in the table. Of the
    `kept` ones, those that are `restored` are at the end what they were at the start. A
    `public` derivative is called by the user.
    """

    inputs: list[str]
    outputs: list[str]
    shared: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()
    public: bool = False
