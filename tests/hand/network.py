# at: network(np.cos(np.arange(12.0)).reshape(4, 3), np.sin(np.arange(4.0)), np.cos(np.arange(4.0)), np.array([0.5, -0.3, 0.8]), 0.7, 0.2)
# bench: network(np.cos(np.arange(40000.0)).reshape(200, 200) / 200, np.sin(np.arange(200.0)), np.cos(np.arange(200.0)), np.sin(np.arange(200.0)), 0.7, 0.01)
import numpy as np


def network(
    W: "float[h, m]",
    b: "float[h]",
    v: "float[h]",
    x: "float[m]",
    target: float,
    rate: float,
):
    hidden = np.tanh(W @ x + b)
    error = v @ hidden - target
    delta = error * v * (1.0 - hidden * hidden)
    v -= rate * error * hidden
    W -= rate * np.outer(delta, x)
    b -= rate * delta
    after = v @ np.tanh(W @ x + b) - target
    return 0.5 * after * after


# vjp


def network_vjp(W, b, v, x, target, rate, y_bar=1.0):
    """Reverse derivative of `network` with respect to (W, b, v, rate)."""

    # forward sweep
    W = W.copy()
    b = b.copy()
    v = v.copy()
    hidden = np.tanh(W @ x + b)
    error = v @ hidden - target
    slope = 1.0 - hidden * hidden
    delta = error * v * slope
    v_record = v.copy()
    v -= rate * error * hidden
    W -= rate * np.outer(delta, x)
    b -= rate * delta
    hidden2 = np.tanh(W @ x + b)
    after = v @ hidden2 - target

    # backward sweep
    # return 0.5 * after * after
    after_bar = after * y_bar
    # after = v @ np.tanh(W @ x + b) - target
    v_bar = after_bar * hidden2
    b_bar = after_bar * v * (1.0 - hidden2 * hidden2)
    W_bar = np.outer(b_bar, x)
    # b -= rate * delta
    rate_bar = -(b_bar @ delta)
    delta_bar = -rate * b_bar
    # W -= rate * np.outer(delta, x)
    push = W_bar @ x
    rate_bar -= delta @ push
    delta_bar -= rate * push
    # v -= rate * error * hidden
    v = v_record
    pull = v_bar @ hidden
    rate_bar -= error * pull
    error_bar = -rate * pull
    hidden_bar = -rate * error * v_bar
    # delta = error * v * (1.0 - hidden * hidden)
    scaled = delta_bar * slope
    error_bar += scaled @ v
    v_bar += error * scaled
    hidden_bar -= 2.0 * error * delta_bar * v * hidden
    # error = v @ hidden - target
    v_bar += error_bar * hidden
    hidden_bar += error_bar * v
    # hidden = np.tanh(W @ x + b)
    z_bar = hidden_bar * slope
    W_bar += np.outer(z_bar, x)
    b_bar += z_bar
    return W_bar, b_bar, v_bar, rate_bar
