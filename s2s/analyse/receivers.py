"""This module tells whose methods a call may run.

a.take(i)       of an array: NumPy's
cell.take(a)    of an object: it may do anything to itself and to what it is given
"""

from __future__ import annotations

import gast

from s2s.analyse.scope import Scope
from s2s.kinds import Unknown


def of_object(scope: Scope, kinds, call: gast.Call) -> bool:
    """May a call run a method of an object of which nothing is known?

    What has a kind is a number, an array, a list, a tuple or a text.
    """
    receiver = scope.receiver(call)
    return receiver is not None and isinstance(kinds.of(receiver), Unknown)
