"""This module runs the command line: `python -m s2s`."""

import sys

from s2s.show.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
