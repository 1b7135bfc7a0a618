"""This package tests the optimiser, pass by pass and as a whole."""
