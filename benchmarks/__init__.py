"""This package measures: ratios within one run, medians of interleaved repetitions."""
