"""This module checks that a derivative never goes through storage that outlives a call.

What is kept in a global, a cell or an object could be handed back later, where nobody
sees that it carries a derivative. It is refused; a log that nobody reads is not.
"""

import collections
import logging
import queue

import numpy as np
import pytest

import s2s
from s2s.errors import BadArgument, NotDifferentiable

LIST: list = [0.0]
DEQUE: collections.deque = collections.deque()
QUEUE: queue.Queue = queue.Queue()
DICT: dict = {}
BUFFER = np.zeros(3)
ALIAS = BUFFER
LOG: list = []


class Model:
    """An object with storage of its own."""

    def __init__(self):
        self.items = []
        self.weights = np.zeros(2)
        self.log = []

    def total(self):
        return sum(self.items)


MODEL = Model()


def closures():
    box = np.zeros(2)

    def put(z):
        box[0] = z

    def get():
        return box[0]

    return put, get


put_in_cell, get_from_cell = closures()


def appended(x):
    LIST.append(x * x)
    return LIST[-1] * x


def stored(x):
    LIST[0] = x * x
    return LIST[0] * x


def queued(x):
    QUEUE.put(x * x)
    return QUEUE.get() * x


def pushed(x):
    DEQUE.append(x * x)
    return DEQUE.pop() * x


def in_an_array(x):
    BUFFER[:] = x
    return np.sum(BUFFER * x)


def under_another_name(x):
    BUFFER[0] = x * x
    return ALIAS[0] * x


def copied(x):
    np.copyto(BUFFER, x)
    return BUFFER[0] * x


def output_argument(x):
    np.multiply(np.ones(3), x, out=BUFFER)
    return BUFFER[0] * x


def in_a_dict(x):
    DICT.update(a=x * x)
    return DICT["a"] * x


def in_an_attribute(x):
    MODEL.items.append(x * x)
    return MODEL.total() * x


def through_an_alias(x):
    weights = MODEL.weights
    weights[0] = x * x
    return MODEL.weights[0] * x


def through_a_list(x):
    rows = [MODEL.weights, BUFFER]
    for row in rows:
        row[0] = x * x
    return BUFFER[0] * x


def through_getattr(x):
    weights = getattr(MODEL, "weights")  # noqa: B009
    weights[0] = x * x
    return MODEL.weights[0] * x


def put_in_buffer(z):
    BUFFER[0] = z * z


def by_a_callee(x):
    put_in_buffer(x)
    return BUFFER[0] * x


def callee_of_callee(z):
    put_in_buffer(z)
    return 1.0


def by_a_callee_of_a_callee(x):
    return callee_of_callee(x) * BUFFER[0] * x


def read_by_a_callee(x):
    BUFFER[0] = x * x
    return first_of_buffer() * x


def first_of_buffer():
    return BUFFER[0]


def given_to_a_callee(x):
    put_in_first(BUFFER, x)
    return BUFFER[0] * x


def put_in_first(a, z):
    a[0] = z


def got_from_a_callee(x):
    a = the_buffer()
    a[0] = x * x
    return the_buffer()[0] * x


def the_buffer():
    return BUFFER


def in_a_cell(x):
    put_in_cell(x * x)
    return get_from_cell() * x


def remembered(z, known={}):  # noqa: B006
    known[z] = z * z
    return known[z]


def in_a_default(x):
    return remembered(x) * x


def log_that_is_read(x):
    LOG.append(x * x)
    return LOG[-1] * x


def log_that_an_object_may_hold(x):
    LOG.append(x * x)
    MODEL.items = LOG
    return MODEL.total() * x


def met(z):
    LOG.append(z)
    return 1.0


def log_of_a_function_met_at_run_time(x, functions):
    for f in functions:
        g = f
        x = x * g(x)
    return x


REFUSED = [
    through_getattr,
    appended,
    stored,
    queued,
    pushed,
    in_an_array,
    under_another_name,
    copied,
    output_argument,
    in_a_dict,
    in_an_attribute,
    through_an_alias,
    through_a_list,
    by_a_callee,
    by_a_callee_of_a_callee,
    read_by_a_callee,
    given_to_a_callee,
    got_from_a_callee,
    in_a_cell,
    in_a_default,
    log_that_is_read,
    log_that_an_object_may_hold,
]


@pytest.mark.parametrize("f", REFUSED)
def test_what_outlives_the_call_keeps_no_derivative(f):
    with pytest.raises(NotDifferentiable, match="outlives the call") as caught:
        s2s.grad(f)(0.7)
    assert caught.value.text.strip()
    assert "write instead" in caught.value.msg


def test_a_function_met_at_run_time_keeps_no_log():
    with pytest.raises(NotDifferentiable):
        s2s.grad(log_of_a_function_met_at_run_time)(0.7, [met])


def own_storage_of_an_object(x, model):
    weights = model.weights
    weights[0] = x * x
    return model.weights[0] * x


def test_an_object_that_is_an_argument_keeps_none_either():
    with pytest.raises(NotDifferentiable, match="outlives the call"):
        s2s.grad(own_storage_of_an_object)(0.7, Model())


def logs(x, a):
    y = x * x
    for k in range(3):
        y = y * a[k] + BUFFER[k]
        LOG.append(y)
        logging.getLogger(__name__).debug("%s", y)
    note(y)
    return y


def note(y):
    LOG.append(("done", y))


def test_a_log_that_nobody_reads_is_written():
    LOG.clear()
    a = np.array([0.5, 0.25, 2.0])
    value = logs(0.7, a)
    plain = list(LOG)
    LOG.clear()
    assert s2s.value_and_grad(logs)(0.7, a) == (value, pytest.approx(0.35))
    assert plain == LOG


def inert(x):
    BUFFER[0] = 2.0
    DICT["k"] = 3
    MODEL.items.append(1.0)
    return x * BUFFER[0] * DICT["k"]


def test_what_carries_none_is_stored_anywhere():
    assert s2s.grad(inert)(0.7) == 6.0


def copies(x):
    a = BUFFER.copy()
    b = list(LIST)
    c = np.array(LIST)
    a[0] = x
    b.append(x * x)
    c[0] = x
    return a[0] * b[-1] * c[0]


class Holder:
    def __init__(self):
        self.a = np.zeros(2)

    def get(self):
        return self.a


HOLDER = Holder()


def into_what_a_method_gives(x):
    HOLDER.get()[0] = x
    return HOLDER.a[0] * x


def into_a_view(x):
    b = BUFFER.reshape(3, 1)
    b[0, 0] = x * x
    return BUFFER[0] * x


def into_an_element_of_a_copy(x):
    rows = [*ROWS, np.zeros(2)]
    rows[0][0] = x * x
    return ROWS[0][0] * x


ROWS = [np.zeros(2), np.zeros(2)]


@pytest.mark.parametrize(
    "f", [into_what_a_method_gives, into_a_view, into_an_element_of_a_copy]
)
def test_ways_around_a_name(f):
    with pytest.raises(NotDifferentiable, match="outlives the call"):
        s2s.grad(f)(0.7)


def test_copies_are_the_function_s_own():
    assert s2s.grad(copies)(0.5) == pytest.approx(4 * 0.5**3)


HISTORY: list = []


def logs_and_reads_an_argument(x, history):
    HISTORY.append(x * x)
    return x * history[-1]


def logs_and_reads_what_is_inside(x, settings):
    HISTORY.append(x * x)
    return x * settings["history"][-1]


def test_a_log_that_is_an_argument_too():
    HISTORY[:] = [0.5]
    for f, given in (
        (logs_and_reads_an_argument, HISTORY),
        (logs_and_reads_what_is_inside, {"history": HISTORY}),
    ):
        with pytest.raises(BadArgument, match="a list of a global name"):
            s2s.grad(f)(0.7, given)
    assert HISTORY == [0.5]
    assert s2s.grad(logs_and_reads_an_argument)(0.7, [0.5]) == 0.5
    assert s2s.grad(logs_and_reads_what_is_inside)(0.7, {"history": [0.5]}) == 0.5
