"""This module checks what is recorded, in the text of three small derivatives."""

import s2s


def text_of(function):
    return s2s.differentiate(function).source()


def squares(x: float, n: int):
    v = x
    for _ in range(n):
        v = v * v
    return v


def doubles(x: float, n: int):
    v = x
    for _ in range(n):
        v = 2.0 * v
    return v


def overwritten(x: float):
    a = [x, x]
    y = a[0] * a[0]
    a[0] = y
    return a[0] * a[1]


def test_what_an_adjoint_reads_and_the_program_overwrites_is_pushed():
    text = text_of(squares)
    assert "v_stack.append(v)" in text
    assert "v = v_stack.pop()" in text


def test_what_no_adjoint_reads_is_not():
    assert "stack" not in text_of(doubles)


def test_an_element_is_kept_before_it_is_overwritten():
    text = text_of(overwritten)
    assert "a_record = a[0]\n    a[0] = y" in text
    assert "a[0] = a_record" in text
