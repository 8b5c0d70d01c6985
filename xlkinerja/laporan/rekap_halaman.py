"""Pages of the rekap workbook: a sheet with its title, cells, links and the way it prints.

Links to workbooks are relative to the rekap's own folder; text of a workbook is only ever written as text.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from xlsxwriter.format import Format

from xlkinerja.konsol import aman
from xlkinerja.laporan import polos
from xlkinerja.templat.kanvas import Isi, Kanvas, Naskah, baris_teks
from xlkinerja.temuan import Lokasi

UANG, PERSEN, ANGKA, NILAI = "#,##0", "0.00%", "0", "0.00"
KUAT, PUDAR, TEBAL = "#1F3864", "#7F7F7F", "#D9E2F3"
WARNA_TINGKAT = {"galat": "#F8CBAD", "peringatan": "#FFE699", "info": "#DDEBF7"}
WARNA_JENJANG = ("#A9D08E", "#D9EAD3", "#FFE699", "#F4B183")
"""Fills of the categories, from the best to the worst."""
_TERPANJANG = 1500
_TAUTAN_TERPANJANG = 1900
_TAUTAN_TERBANYAK = 60_000
_CADANGAN = str.maketrans({"\ufffe": "\ufffd", "\uffff": "\ufffd"})


def teks_sel(teks: str) -> str:
    """Text of a workbook for one cell: on one line, without control characters, not endless."""
    rapi = aman(teks).translate(_CADANGAN)
    return rapi if len(rapi) <= _TERPANJANG else rapi[: _TERPANJANG - 1] + "…"


@dataclass
class Tujuan:
    """Where the rekap will lie, and where the workbooks are that it links to."""

    folder: Path
    jalur: Mapping[int, Path]
    """`id` of a workbook's results -> the file."""
    dibuat: int = field(default=0)

    def tautan(self, pemilik: int, tempat: Lokasi) -> str | None:
        """The link to a cell, relative to the rekap's folder; None where none can be made (another drive, too long)."""
        berkas = self.jalur.get(pemilik)
        if berkas is None or self.dibuat >= _TAUTAN_TERBANYAK:
            return None
        try:
            relatif = os.path.relpath(os.path.realpath(berkas), os.path.realpath(self.folder))
        except ValueError:
            return None
        alamat = relatif.replace(os.sep, "/")
        for huruf, kode in (("%", "%25"), ("#", "%23"), (" ", "%20")):
            alamat = alamat.replace(huruf, kode)
        if tempat.lembar is not None:
            lembar = tempat.lembar.replace("'", "''")
            alamat += f"#'{lembar}'!{tempat.sel or 'A1'}"
        if len(alamat) > _TAUTAN_TERPANJANG or aman(alamat) != alamat:
            return None
        self.dibuat += 1
        return f"external:{alamat}"


class Halaman:
    """One sheet, filled from the top; `r` is the next free row."""

    def __init__(self, naskah: Naskah, nama: str, warna: str, lebar: Sequence[float]) -> None:
        self.k: Kanvas = naskah.lembar(nama, warna)
        self.k.lebarkan(lebar)
        self.lebar = tuple(lebar)
        self.nama = nama
        self.r = 1

    def gaya(self, **sifat: Any) -> Format:
        """A bordered cell in the table's typeface, with these properties."""
        return self.k.gaya.buat(**{"border": 1, "border_color": "#BFBFBF", "font_size": 9, "text_wrap": True, **sifat})

    def judul(self, teks: str, anak: str, catatan: Sequence[str] = (), *, kembali: bool = True) -> None:
        """Title, subtitle, a link back to the first sheet, notes; then a blank row."""
        k = self.k
        k.tulis(1, 1, teks, k.gaya.buat(bold=True, font_size=14, font_color=KUAT))
        k.tinggi(1, 22)
        k.tulis(2, 1, anak, k.gaya.buat(font_size=10, font_color=PUDAR))
        self.r = 3
        for baris in catatan:
            self.catatan(baris)
        if kembali:
            self.tautan(self.r, 1, "internal:'Isi'!A1", "Kembali ke Isi",
                        k.gaya.buat(font_size=8, font_color="#0563C1", underline=1))  # fmt: skip
            self.r += 1
        self.r += 1

    def catatan(self, teks: str) -> None:
        """A line of explanation over the sheet's width."""
        k, n = self.k, len(self.lebar)
        k.gabung(self.r, 1, self.r, n, teks, k.gaya.buat(font_size=9, italic=True, text_wrap=True, valign="top"))
        k.tinggi(self.r, 12.5 * baris_teks(teks, sum(self.lebar), 9) + 2)
        self.r += 1

    def subjudul(self, teks: str) -> None:
        """The caption of a table."""
        self.k.tulis(self.r, 1, teks, self.k.gaya.buat(bold=True, font_size=11, font_color=KUAT))
        self.k.tinggi(self.r, 18)
        self.r += 1

    def kepala(self, judul: Sequence[str], *, kolom: int = 1) -> int:
        """A heading row; returns its number."""
        gaya = self.gaya(bold=True, align="center", bg_color=TEBAL)
        for i, teks in enumerate(judul, kolom):
            self.k.tulis(self.r, i, teks, gaya)
        baris = max(baris_teks(t, self.lebar[i], 9) for i, t in enumerate(judul, kolom - 1))
        self.k.tinggi(self.r, 13 * baris + 4)
        self.r += 1
        return self.r - 1

    def baris(self, isi: Sequence[tuple[Isi | int, dict[str, Any]]], *, kolom: int = 1) -> int:
        """One table row of (content, format properties), as high as its texts need; returns its number."""
        tinggi = 1
        for i, (nilai, sifat) in enumerate(isi, kolom):
            self.sel(self.r, i, nilai, **sifat)
            if isinstance(nilai, str):
                tinggi = max(tinggi, baris_teks(nilai, self.lebar[i - 1], sifat.get("font_size", 9)))
        self.k.tinggi(self.r, 12.5 * tinggi + 3)
        self.r += 1
        return self.r - 1

    def sel(self, r: int, c: int, nilai: Isi | int, **sifat: Any) -> None:
        """One cell: a figure with its number format, text, or blank."""
        isi = Decimal(nilai) if isinstance(nilai, int) else teks_sel(nilai) if isinstance(nilai, str) else nilai
        if isinstance(isi, Decimal) and not _muat(isi):
            isi = polos(isi) if abs(isi.adjusted()) < 300 else str(isi)
        self.k.tulis(r, c, isi, self.gaya(**sifat))

    def tautan(self, r: int, c: int, url: str | None, teks: str, gaya: Format | None = None) -> None:
        """A link, or its text alone where there is none."""
        k, isi = self.k, teks_sel(teks)
        biru = gaya or self.gaya(font_color="#0563C1", underline=1)
        k.nilai[r, c] = isi
        if url is None or k.ws.write_url(r - 1, c - 1, url, biru, isi) != 0:
            k.ws.write_string(r - 1, c - 1, isi, gaya or self.gaya())

    def cetak(
        self, kaki: str, *, ulang: tuple[int, int] | None = None, beku: tuple[int, int] | None = None,
        mendatar: bool = True, satu: bool = False, akhir: int = 0,
    ) -> None:  # fmt: skip
        """A4, one page wide, headings repeated, page numbers. `akhir`: last printed row, if charts reach below."""
        ws = self.k.ws
        ws.set_paper(9)
        (ws.set_landscape if mendatar else ws.set_portrait)()
        ws.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        ws.set_footer(f"&L&8{kaki.replace('&', '&&')}&C&8&A&R&8Halaman &P dari &N")
        ws.fit_to_pages(1, 1 if satu else 0)
        ws.center_horizontally()
        ws.print_area(0, 0, max(self.r, akhir) - 1, len(self.lebar) - 1)
        if ulang is not None:
            ws.repeat_rows(ulang[0] - 1, ulang[1] - 1)
        if beku is not None:
            ws.freeze_panes(beku[0] - 1, beku[1] - 1)
        ws.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})

    def saring(self, kepala: int, kolom: int) -> None:
        """Filter buttons on a heading, over the rows written since."""
        if self.r - 1 > kepala:
            self.k.ws.autofilter(kepala - 1, 0, self.r - 2, kolom - 1)


def _muat(n: Decimal) -> bool:
    """True if a figure fits a cell: Excel knows no NaN, nor what a double cannot hold."""
    return n.is_finite() and abs(n.adjusted()) < 300


def persen(n: Decimal | None, **sifat: Any) -> tuple[Isi, dict[str, Any]]:
    """A percentage in percent as a cell that shows two decimals."""
    return (None if n is None else n.scaleb(-2)), {"num_format": PERSEN, "align": "right", **sifat}


def uang(n: Decimal | None, **sifat: Any) -> tuple[Isi, dict[str, Any]]:
    """Rupiah as a cell; sen are shown where there are any."""
    format_ = UANG if n is None or n == n.to_integral_value() else "#,##0.00"
    return n, {"num_format": format_, "align": "right", **sifat}


def angka(n: int | Decimal | None, format_: str = ANGKA, **sifat: Any) -> tuple[Isi | int, dict[str, Any]]:
    """A count or a mark as a cell."""
    return n, {"num_format": format_, "align": "center", **sifat}


def teks(isi: str | None, **sifat: Any) -> tuple[Isi, dict[str, Any]]:
    """Text as a cell."""
    return isi, sifat


def warna_jenjang(jenjang: float) -> str:
    """The fill of a category by its place on its scale, from the best (0) to the worst (1)."""
    return WARNA_JENJANG[min(len(WARNA_JENJANG) - 1, round(jenjang * (len(WARNA_JENJANG) - 1)))]
