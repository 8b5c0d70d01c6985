"""Turns one printed figure ("116,90%", "3.366.050.000", "8 kali") into a cell value and a number format.

A leading ' keeps the text exactly as printed (a figure pasted as text); a leading # stores a number whose
unit lives in the number format ("#8 kali" becomes 8 shown as `0" kali"`). The stored value is always the
printed figure, never a recomputed one.
"""

import re
from decimal import Decimal
from typing import Final

Nilai = str | int | float | None
Sel = tuple[Nilai, str]

UMUM: Final = "General"
TEKS: Final = "@"
RIBUAN: Final = "#,##0"

_PERSEN: Final = re.compile(r"(\d+)(?:[.,](\d+))?%")
_DESIMAL: Final = re.compile(r"(\d+),(\d+)")
_BULAT: Final = re.compile(r"\d+")
_RIBU: Final = re.compile(r"\d{1,3}(?:([.,])\d{3}(?:\1\d{3})*)?|\d+")
_SATUAN: Final = re.compile(r"#(\d+)( .+)")


def sel(cetak: str, jenis: str) -> Sel:
    """Value and number format of a printed cell; jenis is one letter per column (see tata.Kertas.tabel)."""
    if not cetak:
        return None, UMUM
    if cetak.startswith("'"):
        return cetak[1:], TEKS if jenis in "pr" else UMUM
    if satuan := _SATUAN.fullmatch(cetak):
        return int(satuan[1]), f'0"{satuan[2]}"'
    return _PEMBACA.get(jenis, _teks)(cetak)


def _teks(cetak: str) -> Sel:
    return cetak.replace("¶", "\n"), UMUM


def _kode(cetak: str) -> Sel:
    return cetak, TEKS


def _nomor(cetak: str) -> Sel:
    return (int(cetak), UMUM) if _BULAT.fullmatch(cetak) else _teks(cetak)


def _angka(cetak: str) -> Sel:
    if persen := _PERSEN.fullmatch(cetak):
        desimal = persen[2] or ""
        nilai = Decimal(f"{persen[1]}.{desimal or 0}") / 100
        return float(nilai), "0%" if not desimal else f"0.{'0' * len(desimal)}%"
    if pecahan := _DESIMAL.fullmatch(cetak):
        return float(f"{pecahan[1]}.{pecahan[2]}"), f"0.{'0' * len(pecahan[2])}"
    return _nomor(cetak)


def _rupiah(cetak: str) -> Sel:
    if _RIBU.fullmatch(cetak):
        return int(re.sub(r"[.,]", "", cetak)), RIBUAN
    return _teks(cetak)


_PEMBACA: Final = {"n": _nomor, "k": _kode, "p": _angka, "r": _rupiah}
