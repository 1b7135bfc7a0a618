"""This package writes random programs and hunts with them for wrong derivatives."""
