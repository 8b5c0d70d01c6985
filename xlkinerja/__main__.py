"""`python -m xlkinerja` is the command `xlkinerja`."""

import sys
from multiprocessing import freeze_support

from xlkinerja.cli import program

if __name__ == "__main__":
    freeze_support()  # workers of the packed program start by this file again
    sys.exit(program())
