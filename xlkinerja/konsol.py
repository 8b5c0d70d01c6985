"""The terminal: encodings of the standard streams, width, colour, and who hears Ctrl-C."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterable
from types import FrameType
from typing import TextIO

from xlkinerja.regeks import regeks

KENDALI = regeks(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""Characters that steer a terminal, turn the direction of text or cannot be encoded; not tab, line feed and CR."""
LEBAR_BAKU, LEBAR_TERKECIL, LEBAR_TERBESAR = 80, 40, 100


def aman(teks: str) -> str:
    """Text of a workbook on one line: white space folded, control and direction characters as U+FFFD."""
    return KENDALI.sub("\ufffd", " ".join(teks.split()))


CATATAN = "XLKINERJA_CATATAN"
"""Environment variable: the file that takes what would go to stdout and stderr, in UTF-16, which VBA can read."""


def siapkan_aliran() -> None:
    """UTF-8 for files and pipes; a console that has another encoding shows "?" for what it lacks. A process without
    streams (pythonw, started by the add-in) gets the file that `CATATAN` names, or none."""
    jalur = os.environ.get(CATATAN)
    if jalur or None in (sys.stdout, sys.stderr):
        sys.stdout = sys.stderr = open(  # noqa: SIM115 - open as long as the process
            jalur or os.devnull, "w", encoding="utf-16", errors="backslashreplace", buffering=1
        )
        return
    for aliran in (sys.stdout, sys.stderr):
        if not isinstance(aliran, io.TextIOWrapper):
            continue
        if aliran.isatty() and not aliran.encoding.lower().startswith("utf"):
            aliran.reconfigure(errors="replace")
        else:
            aliran.reconfigure(encoding="utf-8", errors="backslashreplace")


def keluarkan(bagian: Iterable[str]) -> None:
    """Write machine-readable text to stdout with its own line ends on every system."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(newline="")
    sys.stdout.writelines(bagian)


def lebar(aliran: TextIO) -> int:
    """Columns to wrap at: the terminal's between 40 and 100, 80 if it is none."""
    if not aliran.isatty():
        return LEBAR_BAKU
    return max(LEBAR_TERKECIL, min(LEBAR_TERBESAR, shutil.get_terminal_size((LEBAR_BAKU, 24)).columns))


def berwarna(aliran: TextIO) -> bool:
    """True if ANSI colours are wanted: never with NO_COLOR, always with FORCE_COLOR, else on a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    if not aliran.isatty() or os.environ.get("TERM") == "dumb":
        return False
    if sys.platform == "win32":
        os.system("")  # switches the Windows console to ANSI sequences
    return True


def diamkan_anak() -> None:
    """On Ctrl-C only this process answers; forked workers end without a traceback of their own."""
    import signal  # noqa: PLC0415 - slow to import, and only some commands fork

    induk = os.getpid()

    def berhenti(nomor: int, bingkai: FrameType | None) -> None:
        if os.getpid() != induk:
            os._exit(130)
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, berhenti)
