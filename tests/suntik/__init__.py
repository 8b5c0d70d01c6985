"""Fault injection: clean workbooks of 22 satker, one fault at a random place, and what the checker says of it."""
