"""This case shows broadcasting: an outer sum of a column, a row and a number."""
# jit: no (np.sum with keepdims)
# args: (np.array([0.3, -0.5]), np.array([0.8, 0.2, 0.4]), 0.7)
import numpy as np


def broadcast(column: "float[n]", row: "float[m]", scale: float):
    table = column[:, None] * row + scale * row
    return np.sum(np.tanh(table) * scale)


# vjp


import numpy as np


def broadcast_vjp(column, row, scale, y_bar=1.0):
    """Reverse derivative of `broadcast` with respect to (column, row, scale)."""

    # forward sweep
    table = column[:, None] * row + scale * row
    tanh_table = np.tanh(table)

    # backward sweep
    # return np.sum(np.tanh(table) * scale)
    scale_bar = y_bar * np.sum(tanh_table)
    table_bar = scale * y_bar * (1.0 - tanh_table * tanh_table)
    # table = column[:, None] * row + scale * row
    column_bar = np.zeros_like(column)
    column_bar[:, None] += np.sum(row * table_bar, axis=1, keepdims=True)
    part = np.sum(table_bar, axis=0)
    row_bar = np.sum(column[:, None] * table_bar, axis=0) + scale * part
    scale_bar += np.sum(row * part)
    return column_bar, row_bar, scale_bar
