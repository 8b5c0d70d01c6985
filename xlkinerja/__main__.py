"""`python -m xlkinerja` is the command `xlkinerja`."""

import sys

from xlkinerja.cli import utama

if __name__ == "__main__":
    sys.exit(utama())
