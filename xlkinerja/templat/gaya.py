"""Looks of a template's cells by name, as XlsxWriter formats: light fills that stay readable in black and white.

The fills differ from the two that mark findings, so that a mark is never taken for a template's own colour.
"""

from __future__ import annotations

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from xlkinerja.tataletak import Peran

HURUF = "Arial"
WARNA_KEPALA = "#D9E2F3"
WARNA_ISIAN = "#FFFBE6"
WARNA_BAWAAN = "#EAF4E4"
WARNA_RUMUS = "#F2F2F2"
WARNA_TOMBOL = "#BDD7EE"
_PERAN: dict[Peran, dict[str, Any]] = {
    Peran.ISIAN: {"bg_color": WARNA_ISIAN, "locked": False},
    Peran.BAWAAN: {"bg_color": WARNA_BAWAAN, "locked": False},
    Peran.RUMUS: {},
    Peran.NOMOR: {"locked": False},
    Peran.TETAP: {},
}


class Gaya:
    """The formats of one workbook, made once per combination of properties."""

    def __init__(self, buku: Workbook) -> None:
        self._buku = buku
        self._ada: dict[tuple[tuple[str, Any], ...], Format] = {}

    def buat(self, **sifat: Any) -> Format:
        """The format with these XlsxWriter properties over the template's typeface."""
        lengkap = {"font_name": HURUF, "font_size": 10, "valign": "vcenter", **sifat}
        kunci = tuple(sorted(lengkap.items()))
        if kunci not in self._ada:
            self._ada[kunci] = self._buku.add_format(lengkap)
        return self._ada[kunci]

    def sel(self, peran: Peran, format_angka: str = "General", *, rata: str = "left", tebal: bool = False) -> Format:
        """A bordered table cell."""
        return self.buat(border=1, text_wrap=True, align=rata, bold=tebal, num_format=format_angka, **_PERAN[peran])

    def bantu(self, format_angka: str = "General", *, rata: str = "left") -> Format:
        """A computed cell outside the printed area."""
        return self.buat(
            border=1, text_wrap=True, align=rata, num_format=format_angka, bg_color=WARNA_RUMUS, font_size=9
        )

    def kepala(self) -> Format:
        """A heading."""
        return self.buat(border=1, bold=True, align="center", text_wrap=True, bg_color=WARNA_KEPALA)

    def nomor_kolom(self) -> Format:
        """A cell of the row (1) (2) (3)."""
        return self.buat(border=1, italic=True, align="center", font_size=8)

    def judul(self, *, besar: float = 12, rata: str = "center") -> Format:
        """A title line."""
        return self.buat(bold=True, align=rata, font_size=besar, text_wrap=True)

    def teks(self, **sifat: Any) -> Format:
        """Plain text."""
        return self.buat(text_wrap=True, **sifat)
