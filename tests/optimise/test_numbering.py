"""This module tests how the compiler's names are numbered, before and after."""

import pytest

from s2s.optimise.numbering import numbering
from tests.optimise.text import after

NAMES = frozenset({"part", "part2", "part3", "a_bar", "a_bar2", "b"})


@pytest.mark.parametrize(
    "before, expected",
    [
        ("part3 = a\nreturn part3", "part = a\nreturn part"),
        (
            "part3 = a\nif n:\n    part = part3\nreturn part",
            "part = a\nif n:\n    part2 = part\nreturn part2",
        ),
        ("part4 = a\npart2 = b\nreturn part2", "part4 = a\npart = b\nreturn part"),
        ("part = a\npart3 = part\nb = part3", "part = a\npart2 = part\nb = part2"),
        ("a_bar2 = b\nreturn a_bar2", "a_bar = b\nreturn a_bar"),
    ],
)
def test_names_are_numbered_as_they_are_read(before, expected):
    assert after(numbering, before, temporaries=NAMES) == expected
