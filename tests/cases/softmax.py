"""This case shows a maximum that cancels, and one element of a result."""
# jit: no (the text calls s2s.runtime)
# args: (np.array([0.3, -0.5, 1.1, 0.9]), 2)
# runtime: yes (the ties of a maximum share its adjoint)
import numpy as np


def softmax(logits: "float[n]", label: int):
    shifted = logits - np.max(logits)
    return np.log(np.sum(np.exp(shifted))) - shifted[label]


# vjp


import numpy as np
from s2s import runtime


def softmax_vjp(logits, label, y_bar=1.0):
    """Reverse derivative of `softmax` with respect to logits."""

    # forward sweep
    max_logits = np.max(logits)
    shifted = logits - max_logits
    exp_shifted = np.exp(shifted)

    # backward sweep
    # return np.log(np.sum(np.exp(shifted))) - shifted[label]
    total_bar = y_bar / np.sum(exp_shifted)
    shifted_bar = np.zeros_like(shifted)
    shifted_bar[label] -= y_bar
    shifted_bar += total_bar * exp_shifted
    # shifted = logits - np.max(logits)
    logits_bar = shifted_bar
    logits_bar = logits_bar - np.sum(shifted_bar) * runtime.share(logits, max_logits)
    return logits_bar
