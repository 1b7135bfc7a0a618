"""This package tests s2s."""
