"""This package goes from source text to trees, and back."""
