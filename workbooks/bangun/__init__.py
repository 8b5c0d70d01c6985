"""Turns the figures of five published KPU documents into the example workbooks of workbooks/contoh."""
