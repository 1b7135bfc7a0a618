"""This package makes callables of text, and keeps the text on disk."""
