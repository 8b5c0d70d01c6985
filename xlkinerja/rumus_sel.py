"""A formula's text to its references and what stands around them, so that formulas can be compared by shape.

`pecah("SUM(D5:D9)*2")` -> ("SUM(\0)*2", ("D5:D9",)). Two formulas have one shape if what stands around their references
is the same and the references lie equally far from their cells (R1C1). Nothing recurses; work is linear in the text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from xlkinerja.buku import BARIS_TERBANYAK, LEBAR
from xlkinerja.buku.geser import RumusBersama
from xlkinerja.regeks import regeks
from xlkinerja.temuan import urai_a1

ACUAN = "\0"
"""Stands for a reference in what `pecah` leaves of a formula."""

TANPA_ANGKA = str.maketrans("", "", "0123456789")
"""For `translate`: a formula without its digits, as all of a column that are filled down are alike."""
_K, _B = r"\$?[A-Za-z]{1,3}+", r"\$?[1-9][0-9]{0,6}+"
_UNSUR = regeks(
    r'"(?:[^"]|"")*+"'
    r"|((?:'(?:[^']|'')*+'!|(?<![\w.$\\?:\]'!])(?:(?:\[[0-9]+\])?[\w.]++(?::[\w.]++)?!)?)"
    rf"(?:{_K}{_B}(?::{_K}{_B})?+|{_K}:{_K}|{_B}:{_B})(?![\w.(\\?!:\[]))"
)
_UJUNG = regeks(r"(\$?)([A-Z]*)(\$?)([0-9]*)", re.I)
_LUAR = regeks(r"\[([0-9]+)\][^\[\]'!]*'?!")


class Acuan(NamedTuple):
    """A reference: `lembar` as written ("" = the formula's own sheet), rows and columns from 1, `tetap` which of the
    four bounds "$" holds. Whole columns run over all rows, whole rows over all columns. `luar`: in another workbook
    or over several sheets, so that it cannot be followed."""

    lembar: str
    baris1: int
    kolom1: int
    baris2: int
    kolom2: int
    tetap: tuple[bool, bool, bool, bool]
    luar: bool

    @property
    def tunggal(self) -> bool:
        """True for one cell."""
        return self.baris1 == self.baris2 and self.kolom1 == self.kolom2


@lru_cache(maxsize=8192)
def pecah(rumus: str) -> tuple[str, tuple[str, ...]]:
    """What is left of a formula without its references (each is `ACUAN`), and the references as written."""
    acuan: list[str] = []
    bagian: list[str] = []
    letak = 0
    for m in _UNSUR.finditer(rumus):
        if m[1]:
            bagian += (rumus[letak : m.start()], ACUAN)
            acuan.append(m[1])
            letak = m.end()
    bagian.append(rumus[letak:])
    return "".join(bagian), tuple(acuan)


@lru_cache(maxsize=65536)
def urai_acuan(teks: str) -> Acuan:
    """A reference as `pecah` gives it."""
    awalan, _, sel = teks.rpartition("!")
    if awalan.startswith("'"):
        awalan = awalan[1:-1].replace("''", "'")
    kiri, _, kanan = sel.upper().partition(":")
    b1, k1, tb1, tk1 = _ujung(kiri, 1, 1)
    b2, k2, tb2, tk2 = _ujung(kanan, BARIS_TERBANYAK, LEBAR) if kanan else (b1, k1, tb1, tk1)
    luar = "[" in awalan or ":" in awalan or max(b1, b2) > BARIS_TERBANYAK or max(k1, k2) > LEBAR
    if b1 > b2:
        b1, b2, tb1, tb2 = b2, b1, tb2, tb1
    if k1 > k2:
        k1, k2, tk1, tk2 = k2, k1, tk2, tk1
    return Acuan(awalan, b1, k1, b2, k2, (tb1, tk1, tb2, tk2), luar)


def _ujung(teks: str, baris: int, kolom: int) -> tuple[int, int, bool, bool]:
    """One corner: row and column, `baris` and `kolom` where it names none, and whether "$" holds them."""
    m = _UJUNG.fullmatch(teks)
    assert m is not None
    kunci_kolom, huruf, kunci_baris, angka = m.groups()
    if not huruf:  # "$5" of "$5:$9"
        kunci_kolom, kunci_baris = "", kunci_kolom or kunci_baris
    return (
        int(angka) if angka else baris,
        urai_a1(huruf + "1")[1] if huruf else kolom,
        bool(kunci_baris) or not angka,
        bool(kunci_kolom) or not huruf,
    )


def relatif(teks: str, baris: int, kolom: int) -> tuple[str, int, int, int, int, tuple[bool, bool, bool, bool]]:
    """A reference seen from a cell: sheet, the four bounds as distances where no "$" holds them, what "$" holds."""
    a = urai_acuan(teks)
    t = a.tetap
    return (
        a.lembar,
        a.baris1 if t[0] else a.baris1 - baris,
        a.kolom1 if t[1] else a.kolom1 - kolom,
        a.baris2 if t[2] else a.baris2 - baris,
        a.kolom2 if t[3] else a.kolom2 - kolom,
        t,
    )


def bentuk(rumus: str, baris: int, kolom: int) -> tuple[object, ...]:
    """The shape of a formula that stands at a cell: equal for formulas that do the same (R1C1)."""
    kerangka, acuan = pecah(rumus)
    return (kerangka, *(relatif(a, baris, kolom) for a in acuan))


def pindahkan(rumus: str, baris: int, kolom: int) -> str:
    """The formula as it would be copied so many rows down and columns to the right; "" if it leaves the grid."""
    return RumusBersama(rumus).geser(baris, kolom)


def buku_luar(rumus: str) -> list[str]:
    """Numbers of the other workbooks that a formula refers to ("[1]Lembar!A1" -> "1")."""
    return list(dict.fromkeys(_LUAR.findall(rumus))) if "[" in rumus else []
