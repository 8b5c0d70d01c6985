"""One worksheet being laid out: cells with their values remembered, so that formulas are written with their result.

Rows and columns are 1-based. Every value that is written can be asked for again; a formula that refers to a cell takes
its value from there, and the finished file shows its figures before any spreadsheet program has opened it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from xlkinerja.beku import beku
from xlkinerja.formulir.rumus import salin
from xlkinerja.templat.gaya import Gaya
from xlkinerja.temuan import alamat_a1, huruf_kolom

Isi = Decimal | str | None
"""What a cell holds: a figure (percentages as fractions), a text, or nothing."""


TINGGI_BAKU = 16.5
"""Points of a row of one line."""


@beku(frozen=True, slots=True)
class Rumus:
    """A formula without "=" and the value that it has."""

    teks: str
    nilai: Isi


@beku(frozen=True, slots=True)
class Acuan:
    """A cell of another sheet, or of this one."""

    kanvas: Kanvas
    baris: int
    kolom: int

    @property
    def nilai(self) -> Isi:
        """What it holds."""
        return self.kanvas.nilai.get((self.baris, self.kolom))

    @property
    def teks(self) -> str:
        """The reference as a formula on another sheet writes it."""
        return f"'{self.kanvas.nama}'!${huruf_kolom(self.kolom)}${self.baris}"

    def salinan(self) -> Rumus:
        """The formula that carries the cell's content."""
        return Rumus(salin(self.teks), self.nilai)


class Naskah:
    """A workbook being made: its sheets by name, its formats, its defined names."""

    def __init__(self) -> None:
        self._keluaran = BytesIO()
        aman = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self.buku = Workbook(self._keluaran, {"in_memory": True, **aman})
        self.gaya = Gaya(self.buku)
        self.kanvas: dict[str, Kanvas] = {}

    def lembar(self, nama: str, warna: str) -> Kanvas:
        """A new sheet, last so far, with a tab of that colour."""
        ws = self.buku.add_worksheet(nama)
        ws.set_tab_color(warna)
        ws.hide_gridlines(2)
        self.kanvas[nama] = Kanvas(nama, ws, self)
        return self.kanvas[nama]

    def namai(  # noqa: PLR0917 - a rectangle is read row, column, row, column
        self, nama: str, kanvas: Kanvas, baris1: int, kolom1: int, baris2: int, kolom2: int
    ) -> None:
        """A defined name for a range."""
        ujung = "" if (baris1, kolom1) == (baris2, kolom2) else f":${huruf_kolom(kolom2)}${baris2}"
        self.buku.define_name(nama, f"='{kanvas.nama}'!${huruf_kolom(kolom1)}${baris1}{ujung}")

    def bita(self) -> bytes:
        """The finished file."""
        for k in self.kanvas.values():
            k.lengkapi_tinggi()
        self.buku.close()
        return self._keluaran.getvalue()


@dataclass(slots=True)
class Kanvas:
    """A worksheet with what stands in its cells so far."""

    nama: str
    ws: Worksheet
    naskah: Naskah
    nilai: dict[tuple[int, int], Isi] = field(default_factory=dict)
    lebar: dict[int, float] = field(default_factory=dict)
    tinggi_baris: dict[int, float] = field(default_factory=dict)

    @property
    def gaya(self) -> Gaya:
        """The workbook's formats."""
        return self.naskah.gaya

    def acuan(self, baris: int, kolom: int) -> Acuan:
        """A reference to one of this sheet's cells."""
        return Acuan(self, baris, kolom)

    def lebarkan(self, lebar: Sequence[float], kolom: int = 1) -> None:
        """Column widths in characters, from `kolom` on."""
        for i, w in enumerate(lebar, kolom):
            self.lebar[i] = w
            self.ws.set_column(i - 1, i - 1, w)

    def tulis(self, baris: int, kolom: int, isi: Isi | Rumus, gaya: Format) -> None:
        """Write a constant, a formula with its value, or a blank cell."""
        nilai = isi.nilai if isinstance(isi, Rumus) else isi
        self.nilai[baris, kolom] = nilai
        b, k = baris - 1, kolom - 1
        if isinstance(isi, Rumus):
            self.ws.write_formula(b, k, f"={isi.teks}", gaya, _tersimpan(nilai))
        elif isinstance(isi, Decimal):
            self.ws.write_number(b, k, float(isi), gaya)
        elif isi:
            self.ws.write_string(b, k, isi, gaya)
        else:
            self.ws.write_blank(b, k, None, gaya)

    def gabung(  # noqa: PLR0917 - a rectangle is read row, column, row, column
        self, baris1: int, kolom1: int, baris2: int, kolom2: int, isi: Isi | Rumus, gaya: Format
    ) -> None:
        """Write into a merged range; a single cell is not merged."""
        if (baris1, kolom1) != (baris2, kolom2):
            self.ws.merge_range(baris1 - 1, kolom1 - 1, baris2 - 1, kolom2 - 1, "", gaya)
        self.tulis(baris1, kolom1, isi, gaya)

    def tinggi(self, baris: int, poin: float) -> None:
        """Height of a row."""
        self.tinggi_baris[baris] = round(min(poin, 400.0), 1)
        self.ws.set_row(baris - 1, self.tinggi_baris[baris])

    def lengkapi_tinggi(self) -> None:
        """A height for every row that holds something and has none yet, so that programs agree on it."""
        for baris in sorted({b for b, _ in self.nilai} - self.tinggi_baris.keys()):
            self.tinggi(baris, TINGGI_BAKU)

    def periksa(self, baris1: int, kolom: int, baris2: int, aturan: Mapping[str, Any]) -> None:
        """Data validation on part of a column."""
        if baris2 >= baris1:
            self.ws.data_validation(baris1 - 1, kolom - 1, baris2 - 1, kolom - 1, dict(aturan))

    def rentang(self, baris1: int, kolom1: int, baris2: int, kolom2: int) -> str:
        """A range of this sheet as other sheets write it."""
        return f"'{self.nama}'!${huruf_kolom(kolom1)}${baris1}:${huruf_kolom(kolom2)}${baris2}"


def _tersimpan(nilai: Isi) -> float | str:
    """A formula's value as the file keeps it; whole numbers without a decimal point, as Excel writes them."""
    if not isinstance(nilai, Decimal):
        return nilai or ""
    return int(nilai) if nilai == nilai.to_integral_value() else float(nilai)


def baris_teks(teks: str, lebar: float, ukuran: float = 10) -> int:
    """Lines that a text takes in a column of that width."""
    huruf = max(lebar * 11.2 / ukuran - 0.5, 1)
    return sum(max(1, math.ceil(len(t) / huruf)) for t in teks.split("\n"))


def sel(baris: int, kolom: int, *, kunci_kolom: bool = False, kunci_baris: bool = False) -> str:
    """An address on the same sheet, with $ where asked: (8, 4) -> "D8"."""
    if not (kunci_kolom or kunci_baris):
        return alamat_a1(baris, kolom)
    return f"{'$' * kunci_kolom}{huruf_kolom(kolom)}{'$' * kunci_baris}{baris}"
