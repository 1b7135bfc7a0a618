"""This module runs the benchmarks: all but `peers`, or those that are named."""

from __future__ import annotations

import importlib
import os
import sys
import tempfile

from benchmarks.timing import settle

ALL = ("compiling", "by_hand", "overhead", "scale")


def main(names: list[str]) -> None:
    """Run the named benchmarks, with a cache of their own."""
    with tempfile.TemporaryDirectory(prefix="bench") as cache:
        os.environ["S2S_CACHE_DIR"] = cache
        for name in names or ALL:
            importlib.import_module(f"benchmarks.{name}").main()


if __name__ == "__main__":
    settle()
    main(sys.argv[1:])
