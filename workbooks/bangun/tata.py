"""Turns tables written as text into worksheets laid out the way office staff type them.

In the text a line is a row and "|" separates cells; "<<" continues the cell to the left and "^^" the cell
above, as in the layout notes. A body line "===" starts a new page and repeats the header; a leading "!" makes
a row bold; "¶" is a line break inside a cell.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bangun.nilai import UMUM, Nilai, sel

Kisi = list[list[str]]

KIRI: Final = "<<"
ATAS: Final = "^^"
HALAMAN_BARU: Final = "==="

_TIPIS: Final = Side(style="thin")
_GARIS: Final = Border(left=_TIPIS, right=_TIPIS, top=_TIPIS, bottom=_TIPIS)
_RATA: Final = {"t": "left", "r": "right"}


@dataclass(frozen=True)
class Gaya:
    """Typeface, size and header shade of one workbook."""

    huruf: str = "Arial"
    ukuran: float = 10
    warna_kepala: str | None = None


@dataclass
class Kertas:
    """A worksheet being typed from top to bottom; `baris` is the next free row, `kiri` the first column."""

    ws: Worksheet
    gaya: Gaya
    kiri: int = 1
    baris: int = 1
    rentang: list[str] = field(default_factory=list)

    def kosong(self, banyak: int = 1) -> None:
        """Leave blank rows."""
        self.baris += banyak

    def judul(self, teks: str, kolom: int, ukuran: float = 2) -> None:
        """Title lines, bold and centred over `kolom` columns; one row per line, `ukuran` points larger."""
        for satu in teks.splitlines():
            self._tulis_baris(satu, kolom, tebal=True, rata="center", tambah=ukuran)

    def teks(self, teks: str, kolom: int = 1, tebal: bool = False, rata: str = "left") -> None:
        """Plain text lines (captions, notes), each merged over `kolom` columns."""
        for satu in teks.splitlines():
            self._tulis_baris(satu, kolom, tebal=tebal, rata=rata)

    def tanda_tangan(self, teks: str, kolom: int, lebar: int = 2) -> None:
        """Signature block from column `kolom` on; an empty line stays an empty row."""
        for satu in teks.splitlines():
            if satu:
                self._isi(self.baris, kolom, satu, UMUM, "center", tebal=satu.startswith("("))
                self._gabung(self.baris, kolom, 1, lebar)
            self.baris += 1

    def tabel(self, kepala: str, isi: str, jenis: str, gabung: Sequence[int] = (), ulang: str = "") -> str:
        """Write a table and return its range.

        jenis has one letter per column: n number of a row, t text, k code, p figure, r rupiah or count,
        c centred text. gabung lists the columns (from 0) whose empty cells merge into the cell above.
        ulang are title lines repeated above each repeated header.
        """
        mula = self.baris
        for ke, bagian in enumerate(isi.strip("\n").split(HALAMAN_BARU)):
            if ke:
                self._halaman_baru(ulang, len(jenis))
            self._blok(_kisi(kepala, len(jenis)), jenis, kepala=True)
            self._blok(_tarik(_kisi(bagian, len(jenis)), gabung), jenis)
        akhir = f"{get_column_letter(self.kiri + len(jenis) - 1)}{self.baris - 1}"
        self.rentang.append(f"{self.ws.title}!{get_column_letter(self.kiri)}{mula}:{akhir}")
        return self.rentang[-1]

    def _tulis_baris(self, teks: str, kolom: int, *, tebal: bool, rata: str, tambah: float = 0) -> None:
        self._isi(self.baris, self.kiri, teks, UMUM, rata, tebal=tebal, tambah=tambah)
        self._gabung(self.baris, self.kiri, 1, kolom)
        lebar = sum(self._lebar(self.kiri + c) for c in range(kolom))
        if kolom > 1 and len(teks) > lebar:
            self.ws.row_dimensions[self.baris].height = 14.0 * math.ceil(len(teks) / lebar)
        self.baris += 1

    def _halaman_baru(self, ulang: str, kolom: int) -> None:
        self.ws.row_breaks.append(Break(id=self.baris - 1))
        if ulang:
            self.judul(ulang, kolom)
            self.kosong()

    def _blok(self, kisi: Kisi, jenis: str, kepala: bool = False) -> None:
        for r, satu_baris in enumerate(kisi):
            tebal = kepala or satu_baris[0].startswith("!")
            for c, cetak in enumerate(satu_baris):
                teks = cetak.removeprefix("!")
                self._sel_tabel(self.baris + r, c, teks, jenis[c], kepala=kepala, tebal=tebal)
        for r, c, tinggi, lebar in _gabungan(kisi):
            self._gabung(self.baris + r, self.kiri + c, tinggi, lebar)
        self._tinggi(kisi)
        self.baris += len(kisi)

    def _sel_tabel(self, r: int, c: int, cetak: str, jenis: str, *, kepala: bool, tebal: bool) -> None:
        nilai, format_ = sel("" if cetak in (KIRI, ATAS) else cetak, "n" if kepala else jenis)
        rata = "center" if kepala else _RATA.get(jenis, "center")
        self._isi(r, self.kiri + c, nilai, format_, rata, tebal=tebal)
        sasaran = self.ws.cell(r, self.kiri + c)
        sasaran.border = _GARIS
        if kepala and self.gaya.warna_kepala:
            sasaran.fill = PatternFill("solid", start_color=self.gaya.warna_kepala)

    def _isi(
        self, r: int, c: int, nilai: Nilai, format_: str, rata: str, *, tebal: bool = False, tambah: float = 0
    ) -> None:
        kotak = self.ws.cell(r, c)
        if nilai is not None:
            kotak.value = nilai
        kotak.number_format = format_
        kotak.font = Font(name=self.gaya.huruf, size=self.gaya.ukuran + tambah, bold=tebal)
        kotak.alignment = Alignment(horizontal=rata, vertical="center", wrap_text=True)

    def _gabung(self, r: int, c: int, tinggi: int, lebar: int) -> None:
        if tinggi * lebar > 1:
            self.ws.merge_cells(start_row=r, start_column=c, end_row=r + tinggi - 1, end_column=c + lebar - 1)

    def _lebar(self, kolom: int) -> float:
        return float(self.ws.column_dimensions[get_column_letter(kolom)].width)

    def _tinggi(self, kisi: Kisi) -> None:
        """Row heights that show wrapped text in full; merged cells share what they need."""
        satu = self.gaya.ukuran * 1.35
        tinggi = [satu + 3] * len(kisi)
        for r, c, h, w in sorted(_gabungan(kisi, semua=True), key=lambda g: g[2]):
            huruf = sum(self._lebar(self.kiri + c + i) for i in range(w)) * 11 / self.gaya.ukuran - 1
            baris = sum(math.ceil(max(len(t), 1) / huruf) for t in kisi[r][c].split("¶"))
            kurang = baris * satu + 3 - sum(tinggi[r : r + h])
            for i in range(h):
                tinggi[r + i] += max(kurang, 0) / h
        for r, nilai in enumerate(tinggi):
            self.ws.row_dimensions[self.baris + r].height = round(nilai, 1)


def buku_baru(pencipta: str, judul: str) -> Workbook:
    """An empty workbook with an office as its author and no sheet yet."""
    buku = Workbook()
    buku.remove(buku.worksheets[0])
    buku.properties.creator = pencipta
    buku.properties.lastModifiedBy = pencipta
    buku.properties.title = judul
    return buku


def kertas(buku: Workbook, nama: str, lebar: Sequence[float], gaya: Gaya, kiri: int = 1) -> Kertas:
    """A new A4 landscape sheet; lebar are column widths in characters, from column `kiri` on."""
    ws = buku.create_sheet(nama)
    for ke in range(1, kiri):
        ws.column_dimensions[get_column_letter(ke)].width = 2.5
    for ke, satu in enumerate(lebar):
        ws.column_dimensions[get_column_letter(kiri + ke)].width = satu
    ws.page_setup.orientation = "landscape"
    ws.page_setup.paperSize = 9
    ws.page_setup.fitToWidth = 1
    ws.page_setup.fitToHeight = 0
    ws.sheet_properties.pageSetUpPr.fitToPage = True
    ws.page_margins.left = ws.page_margins.right = ws.page_margins.top = ws.page_margins.bottom = 0.5
    return Kertas(ws, gaya, kiri)


def _kisi(teks: str, kolom: int) -> Kisi:
    """Rows of exactly `kolom` stripped cells; a longer line is an error of the data."""
    kisi = [[s.strip() for s in baris.split("|")] for baris in teks.strip("\n").splitlines()]
    for baris in kisi:
        if len(baris) > kolom:
            raise ValueError(f"Baris lebih dari {kolom} kolom: {baris}")
        baris.extend([""] * (kolom - len(baris)))
    return kisi


def _tarik(kisi: Kisi, gabung: Sequence[int]) -> Kisi:
    """Mark empty cells of the grouped columns as merged upward, never across a full-width row."""
    for r in range(1, len(kisi)):
        for c in gabung:
            atas = kisi[r - 1][c]
            if not kisi[r][c] and atas and KIRI not in kisi[r - 1]:
                kisi[r][c] = ATAS
    return kisi


def _gabungan(kisi: Kisi, semua: bool = False) -> list[tuple[int, int, int, int]]:
    """(row, column, height, width) of the merged cells; with `semua` the single cells as well."""
    hasil = []
    for r, baris in enumerate(kisi):
        for c, cetak in enumerate(baris):
            if cetak in (KIRI, ATAS):
                continue
            w = next((i for i in range(1, len(baris) - c) if baris[c + i] != KIRI), len(baris) - c)
            h = next((i for i in range(1, len(kisi) - r) if kisi[r + i][c] != ATAS), len(kisi) - r)
            if semua or w * h > 1:
                hasil.append((r, c, h, w))
    return hasil
