"""Workbooks that this program wrote as reports: they lie in the folders that are checked and are no submissions."""

from __future__ import annotations

import zipfile
from pathlib import Path

PENANDA = "xlk_laporan"
"""Custom document property that marks a report of ours."""
_TERBESAR = 65536


def laporan_kita(path: Path) -> bool:
    """True for a workbook that carries our mark; anything that cannot be read is none."""
    if not path.is_file():  # a pipe would keep us waiting
        return False
    try:
        with zipfile.ZipFile(path) as arsip:
            info = arsip.getinfo("docProps/custom.xml")
            return info.file_size <= _TERBESAR and f'name="{PENANDA}"'.encode() in arsip.read(info)
    except (OSError, KeyError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile, EOFError):
        return False
