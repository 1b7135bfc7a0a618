"""This case shows small matrices in a loop over measurements."""
# args: (np.array([0.3, 0.5, 1.1, 0.9]), np.array([0.1, 0.2]), 0.05, 0.3)
import numpy as np


def kalman(measured: "float[n]", state: "float[m]", drift: float, noise: float):
    F = np.array([[1.0, 0.1], [0.0, 1.0]])
    h = np.array([1.0, 0.0])
    P = np.eye(2)
    loss = 0.0
    for i in range(len(measured)):
        state = F @ state
        P = F @ P @ F.T + drift * np.eye(2)
        gap = measured[i] - h @ state
        s = h @ P @ h + noise
        gain = P @ h / s
        state = state + gain * gap
        P = P - np.outer(gain, h @ P)
        loss += 0.5 * gap * gap / s + 0.5 * np.log(s)
    return loss


# vjp


import numpy as np


def kalman_vjp(measured, state, drift, noise, loss_bar=1.0):
    """Reverse derivative of `kalman` with respect to (measured, state, drift, noise)."""

    # forward sweep
    gain_stack = []
    gap_stack = []
    product3_stack = []
    s_stack = []
    state_stack = []
    F = np.array([[1.0, 0.1], [0.0, 1.0]])
    h = np.array([1.0, 0.0])
    P = np.eye(2)
    stop = len(measured)
    for i in range(stop):
        state2 = F @ state
        P = F @ P @ F.T + drift * np.eye(2)
        gap = measured[i] - h @ state2
        gap_stack.append(gap)
        s = h @ P @ h + noise
        s_stack.append(s)
        gain = P @ h / s
        gain_stack.append(gain)
        state_stack.append(state)
        state = state2 + gain * gap
        product3 = h @ P
        product3_stack.append(product3)
        P = P - np.outer(gain, product3)

    # backward sweep
    noise_bar = 0.0
    measured_bar = np.zeros_like(measured)
    drift_bar = 0.0
    P_bar = np.zeros_like(P)
    state_bar = np.zeros_like(state)
    for i in range(stop - 1, -1, -1):
        # loss += 0.5 * gap * gap / s + 0.5 * np.log(s)
        s = s_stack.pop()
        gap = gap_stack.pop()
        gap_bar = gap / s * loss_bar
        s_bar = 0.5 * (1.0 - gap / s * gap) / s * loss_bar
        # P = P - np.outer(gain, h @ P)
        product3 = product3_stack.pop()
        gain = gain_stack.pop()
        gain_bar = -(P_bar @ product3)
        P_bar = P_bar + np.outer(h, -(gain @ P_bar))
        # state = state + gain * gap
        state = state_stack.pop()
        state2_bar = state_bar
        gain_bar += gap * state_bar
        gap_bar += np.sum(gain * state_bar)
        # gain = P @ h / s
        P_bar += np.outer(gain_bar / s, h)
        s_bar -= np.sum(gain * gain_bar) / s
        # s = h @ P @ h + noise
        noise_bar += s_bar
        P_bar += np.outer(h, s_bar * h)
        # gap = measured[i] - h @ state
        measured_bar[i] += gap_bar
        state2_bar = state2_bar - gap_bar * h
        # P = F @ P @ F.T + drift * np.eye(2)
        drift_bar += np.sum(np.eye(2) * P_bar)
        P_bar = F.T @ (P_bar @ F)
        # state = F @ state
        state_bar = np.zeros_like(state)
        state_bar += F.T @ state2_bar
    return measured_bar, state_bar, drift_bar, noise_bar
