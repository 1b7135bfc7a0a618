"""This case shows a choice by element, and kinks that do not meet the examples."""
# args: (np.array([0.3, -0.5, 1.1, -0.9]), 0.1)
import numpy as np


def where(x: "float[n]", slope: float):
    y = np.where(x > 0.0, x, slope * x)
    return np.sum(np.maximum(y, 0.2) * np.abs(x))


# vjp
