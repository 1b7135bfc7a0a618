"""This case shows a maximum that is picked by branches in nested loops."""
# jit: no (the text calls s2s.runtime)
# args: (np.cos(np.arange(9.0)).reshape(3, 3), np.sin(np.arange(12.0)).reshape(4, 3))
# runtime: yes (the ties of a maximum share its adjoint)
import numpy as np


def viterbi(transition: "float[s, s]", emission: "float[t, s]"):
    states = transition.shape[0]
    score = emission[0].copy()
    new = np.zeros(states)
    for t in range(1, emission.shape[0]):
        for j in range(states):
            best = score[0] + transition[0, j]
            for i in range(1, states):
                candidate = score[i] + transition[i, j]
                if candidate > best:
                    best = candidate
            new[j] = best + emission[t, j]
        score[:] = new
    return np.max(score)


# vjp


import numpy as np
from s2s import runtime


def viterbi_vjp(transition, emission, max_score_bar=1.0):
    """Reverse derivative of `viterbi` with respect to (transition, emission)."""

    # forward sweep
    branch_stack = []
    states = transition.shape[0]
    score = emission[0].copy()
    new = np.zeros(states)
    stop = emission.shape[0]
    for t in range(1, stop):
        for j in range(states):
            best = score[0] + transition[0, j]
            for i in range(1, states):
                candidate = score[i] + transition[i, j]
                branch = candidate > best
                branch_stack.append(branch)
                if branch:
                    best = candidate
            new[j] = best + emission[t, j]
        score[:] = new

    # backward sweep
    # return np.max(score)
    score_bar = np.zeros_like(score)
    score_bar += max_score_bar * runtime.share(score, np.max(score))
    new_bar = np.zeros_like(new)
    emission_bar = np.zeros_like(emission)
    transition_bar = np.zeros_like(transition)
    for t in range(stop - 1, 0, -1):
        # score[:] = new
        score_part_bar = score_bar[:].copy()
        score_bar[:] = 0.0
        new_bar += score_part_bar
        for j in range(states - 1, -1, -1):
            # new[j] = best + emission[t, j]
            new_part_bar = new_bar[j]
            new_bar[j] = 0.0
            best_bar = new_part_bar
            emission_bar[t, j] += new_part_bar
            for i in range(states - 1, 0, -1):
                branch = branch_stack.pop()
                if branch:
                    # best = candidate
                    candidate_bar = best_bar
                    best_bar = 0.0
                else:
                    candidate_bar = 0.0
                # candidate = score[i] + transition[i, j]
                score_bar[i] += candidate_bar
                transition_bar[i, j] += candidate_bar
            # best = score[0] + transition[0, j]
            score_bar[0] += best_bar
            transition_bar[0, j] += best_bar
    # score = emission[0].copy()
    emission_bar[0] += score_bar
    return transition_bar, emission_bar
