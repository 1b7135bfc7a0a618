"""This folder writes the derivative of a core function, statement by statement."""
