"""This package holds the derivatives of library functions, one domain a file.

Read `registry.py` for the format; every other file is a table.
"""
