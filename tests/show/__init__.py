"""This package tests what people see: the command line and its tables."""
