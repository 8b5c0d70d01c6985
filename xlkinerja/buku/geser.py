"""Shared formulas: the master's text into the text of a dependent cell, its relative references shifted."""

from __future__ import annotations

from xlkinerja.beku import beku
from xlkinerja.buku import BARIS_TERBANYAK, LEBAR
from xlkinerja.regeks import regeks
from xlkinerja.temuan import huruf_kolom, urai_a1

PANJANG_RUMUS = 8192
DALAM_RUMUS = 64

_K = r"\$?[A-Z]{1,3}"
_B = r"\$?[1-9][0-9]{0,6}"
_UNSUR = regeks(
    r'"(?:[^"]|"")*"'  # text
    r"|'(?:[^']|'')*'"  # a quoted sheet name
    r"|\[(?:[^\[\]]|\[[^\[\]]*\])*\]"  # a structured or external reference
    r"|(?<![\w.\\?])[\w.\\?]+(?::[\w.\\?]+)?!"  # a sheet prefix, 3-D too
    rf"|(?<![\w.\\?$])(?:({_K})({_B})|({_K}):({_K})|({_B}):({_B}))(?![\w.(\\?])"
)
_KURUNG = regeks(r'"[^"]*"|\'[^\']*\'|[()]')


def batasi_rumus(rumus: str) -> str:
    """The formula, or "" when it is longer than 8,192 characters or nested deeper than 64 parentheses."""
    if len(rumus) > PANJANG_RUMUS:
        return ""
    if rumus.count("(") <= DALAM_RUMUS:
        return rumus
    dalam = terdalam = 0
    for tanda in _KURUNG.findall(rumus):
        dalam += (tanda == "(") - (tanda == ")")
        terdalam = max(terdalam, dalam)
    return "" if terdalam > DALAM_RUMUS else rumus


@beku(frozen=True, slots=True)
class _Acuan:
    """Half of a reference: a column (huruf) or a row (angka) as a number, and whether "$" holds it."""

    nomor: int
    tetap: bool
    kolom: bool

    def geser(self, baris: int, kolom: int) -> str | None:
        """Its text after a move of so many rows and columns, None outside the grid."""
        nomor = self.nomor + (0 if self.tetap else kolom if self.kolom else baris)
        if not 1 <= nomor <= (LEBAR if self.kolom else BARIS_TERBANYAK):
            return None
        return ("$" if self.tetap else "") + (huruf_kolom(nomor) if self.kolom else str(nomor))


def _acuan(teks: str) -> _Acuan:
    polos = teks.lstrip("$")
    kolom = not polos.isdigit()
    return _Acuan(urai_a1(polos + "1")[1] if kolom else int(polos), teks[0] == "$", kolom)


class RumusBersama:
    """A shared formula's master, cut once at its references."""

    __slots__ = ("_unsur", "rumus")

    def __init__(self, rumus: str) -> None:
        self.rumus = rumus
        self._unsur: list[str | _Acuan] = []
        letak = 0
        for m in _UNSUR.finditer(rumus):
            if m.lastindex is None:
                continue
            acuan = [_acuan(teks) for teks in m.groups() if teks]
            if any(a.geser(0, 0) is None for a in acuan):
                continue
            tengah = "" if m[1] else ":"
            self._unsur += [rumus[letak : m.start()], acuan[0], tengah, acuan[1]]
            letak = m.end()
        self._unsur.append(rumus[letak:])

    def geser(self, baris: int, kolom: int) -> str:
        """The formula moved by so many rows and columns; "" if a reference would leave the grid."""
        hasil = []
        for unsur in self._unsur:
            teks = unsur if isinstance(unsur, str) else unsur.geser(baris, kolom)
            if teks is None:
                return ""
            hasil.append(teks)
        return "".join(hasil)
