"""This package shows derivatives to people."""
