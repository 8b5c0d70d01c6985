"""Benchmark: what checking and writing back cost, measured against openpyxl and python-calamine in the same run."""
