"""A progress bar on one line of a terminal, taken away again before anything else is written."""

from __future__ import annotations

import shutil
from typing import TextIO

from xlkinerja.konsol import aman

_BALOK = 24
_SEDIKIT = 2
"""Workbooks from which on a bar is worth showing."""


class Kemajuan:
    """The bar; on a stream that is no terminal it shows nothing."""

    def __init__(self, aliran: TextIO) -> None:
        self.aliran = aliran
        self.selesai, self.banyak = 0, 0
        self._tampak = False

    def maju(self, selesai: int, banyak: int, jalur: str) -> None:
        """So many of so many are done, the last of them that one."""
        self.selesai, self.banyak = selesai, banyak
        if banyak < _SEDIKIT or not self.aliran.isatty():
            return
        penuh = _BALOK * selesai // banyak
        teks = f"[{'#' * penuh}{'.' * (_BALOK - penuh)}] {selesai}/{banyak} buku kerja  {aman(jalur)}"
        self._ganti(teks[: shutil.get_terminal_size((80, 24)).columns - 1])
        self._tampak = True

    def hapus(self) -> None:
        """Take the bar away."""
        if self._tampak:
            self._ganti("")
            self._tampak = False

    def _ganti(self, teks: str) -> None:
        self.aliran.write(f"\r\x1b[K{teks}")
        self.aliran.flush()
