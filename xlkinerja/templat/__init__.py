"""New workbooks from the declared forms (`formulir/templat.py`): content in, the bytes of an .xlsx out."""
