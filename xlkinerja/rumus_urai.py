"""A formula's text to its tree, for the small part of Excel's language that staff write.

What is not of that part (arrays, unions, intersections, table references, spilled ranges) gives None: not judged. The
tree is nested tuples: ("angka", 2.0), ("teks", "x"), ("acuan", i) with i the place among the formula's references,
("nama", "xlk_tahun"), ("fungsi", "SUM", (…)), ("dua", "+", a, b), ("satu", "-", a), ("persen", a), ("lowong",).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from xlkinerja.regeks import regeks
from xlkinerja.rumus_sel import ACUAN

Pohon = tuple[Any, ...]

_DALAM = 64
"""Deepest nesting that is read; Excel allows 64 levels."""
_TANDA = regeks(
    rf'\s*(?:(?P<teks>"(?:[^"]|"")*")|(?P<acuan>{ACUAN})'
    r"|(?P<galat>#[A-Z0-9/!?]+)"
    r"|(?P<angka>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:E[-+]?[0-9]+)?(?![\w.]))"
    r"|(?P<nama>[^\W\d][\w.\\?]*)|(?P<op><=|>=|<>|[-+*/^&=<>%(),]))",
    re.I,
)
_KUAT = {"=": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "<>": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5}
"""How strongly two-sided operators bind; all to the left, "^" too."""
_NEGATIF = 6
"""Excel's minus before a figure binds closer than "^": -2^2 is 4."""


class _Salah(Exception):
    """Not of the language that is read."""


def tanda(kerangka: str) -> list[tuple[str, str]] | None:
    """The marks of what `pecah` left of a formula, as (kind, text); None at the first that is not known."""
    hasil: list[tuple[str, str]] = []
    letak, akhir = 0, len(kerangka.rstrip())
    while letak < akhir:
        m = _TANDA.match(kerangka, letak)
        if m is None or m.lastgroup is None:
            return None
        hasil.append((m.lastgroup, m[m.lastgroup]))
        letak = m.end()
    return hasil


@lru_cache(maxsize=4096)
def urai(kerangka: str) -> Pohon | None:
    """The tree of a formula without its references, or None if it is not of the language that is read."""
    daftar = tanda(kerangka)
    if daftar is None:
        return None
    try:
        return _Pengurai(daftar).semua()
    except _Salah:
        return None


class _Pengurai:
    """Precedence climbing over the marks."""

    def __init__(self, daftar: list[tuple[str, str]]) -> None:
        self.daftar = daftar
        self.i = self.acuan = self.dalam = 0

    def semua(self) -> Pohon:
        """The whole formula."""
        hasil = self.rantai(0)
        if self.i < len(self.daftar):
            raise _Salah
        return hasil

    def lihat(self) -> str:
        """The operator or parenthesis that comes next, "" for anything else."""
        if self.i < len(self.daftar) and self.daftar[self.i][0] == "op":
            return self.daftar[self.i][1]
        return ""

    def rantai(self, kuat: int) -> Pohon:
        """Operands joined by operators that bind more strongly than `kuat`."""
        self.dalam += 1
        if self.dalam > _DALAM:
            raise _Salah
        hasil = self.satu()
        while (op := self.lihat()) and _KUAT.get(op, 0) > kuat:
            self.i += 1
            hasil = ("dua", op, hasil, self.rantai(_KUAT[op]))
        self.dalam -= 1
        return hasil

    def satu(self) -> Pohon:
        """An operand with its signs and percent marks."""
        op = self.lihat()
        if op in ("-", "+"):
            self.i += 1
            isi = self.rantai(_NEGATIF)
            return ("satu", op, isi)
        hasil = self.inti()
        while self.lihat() == "%":
            self.i += 1
            hasil = ("persen", hasil)
        return hasil

    def inti(self) -> Pohon:
        """A figure, a text, a reference, a name, a function, or something in parentheses."""
        if self.i >= len(self.daftar):
            raise _Salah
        jenis, teks = self.daftar[self.i]
        self.i += 1
        if jenis == "acuan":
            self.acuan += 1
            return ("acuan", self.acuan - 1)
        if jenis == "angka":
            return ("angka", float(teks))
        if jenis == "teks":
            return ("teks", teks[1:-1].replace('""', '"'))
        if jenis == "galat":
            return ("galat", teks.upper())
        if jenis == "nama":
            return self.nama(teks)
        if teks == "(":
            hasil = self.rantai(0)
            self.tutup()
            return ("kurung", hasil)
        raise _Salah

    def nama(self, teks: str) -> Pohon:
        """A function with its arguments, a truth value, or a defined name."""
        if self.lihat() != "(":
            besar = teks.upper()
            return ("logika", besar == "TRUE") if besar in ("TRUE", "FALSE") else ("nama", teks)
        self.i += 1
        isi: list[Pohon] = []
        if self.lihat() == ")":
            self.i += 1
            return ("fungsi", teks.upper(), ())
        while True:
            isi.append(("lowong",) if self.lihat() in (",", ")") else self.rantai(0))
            if self.lihat() == ")":
                self.i += 1
                return ("fungsi", teks.upper(), tuple(isi))
            if self.lihat() != ",":
                raise _Salah
            self.i += 1

    def tutup(self) -> None:
        """Take a closing parenthesis."""
        if self.lihat() != ")":
            raise _Salah
        self.i += 1
