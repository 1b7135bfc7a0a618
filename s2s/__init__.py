"""s2s: source-to-source differentiation of ordinary Python and NumPy programs.

>>> import s2s
>>> s2s.grad(lambda x: x * x)(3.0)
6.0
"""

from s2s import dynamic as _dynamic  # noqa: F401  generated text calls it
from s2s.api import Differentiable, differentiate, grad, value_and_grad, vjp
from s2s.errors import BadArgument, NoRule, NoSource, NotDifferentiable, S2SError

__version__ = "0.1.0"

__all__ = [
    "BadArgument",
    "Differentiable",
    "NoRule",
    "NoSource",
    "NotDifferentiable",
    "S2SError",
    "differentiate",
    "grad",
    "value_and_grad",
    "vjp",
]
