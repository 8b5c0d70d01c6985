"""The bytes of a TOML file -> its values, and the line on which each key stands; what keeps it from being read.

tomllib tells no positions, so a second, small pass over text that is known to be valid finds the keys.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import field
from decimal import Decimal, DecimalException
from typing import Any

from xlkinerja.beku import beku
from xlkinerja.regeks import regeks

Jalur = tuple[str | int, ...]
"""Where a value stands: keys, and numbers of the tables of an array, from 0: ("abaikan", 1, "kode")."""
TERBESAR = 2**20
"""Bytes; settings are a page or two."""
_DI_BARIS = regeks(r" ?\((?:at line (\d+), column \d+|at end of document)\)$")
_MIRING = "tanda \\ dalam tanda kutip ganda punya arti khusus; pakai tanda kutip tunggal, mis. 'D:\\kinerja'"
_KATA = (
    ("Cannot overwrite a value", "kunci ini sudah ada di atasnya"),
    ("Cannot declare", "tabel ini sudah ada di atasnya; untuk daftar tabel pakai dua kurung siku, mis. [[abaikan]]"),
    ("Duplicate inline table key", "kunci ini tertulis dua kali"),
    ("Cannot redefine", "kunci atau tabel ini sudah ada di atasnya"),
    ("Cannot mutate", "kunci atau tabel ini sudah ada di atasnya"),
    ("Expected '='", "tidak ada tanda = sesudah nama kunci"),
    ("Expected ']", "kurung siku penutup nama tabel tidak ada"),
    ("Expected newline", "ada tulisan sesudah nilainya; teks ditulis antara tanda kutip, tanggal seperti 2026-12-05"),
    ("Expected ", "tanda kutip penutup tidak ada"),
    ("Invalid date", "tanggal ini tidak ada dalam penanggalan"),
    ("Invalid value", "nilainya tidak dapat dibaca; teks ditulis di antara tanda kutip, tanggal seperti 2026-12-31"),
    ("Invalid initial character", "nama kunci tidak dapat dibaca; tulis kunci = nilai"),
    ("Invalid statement", "baris ini tidak dapat dibaca; tulis kunci = nilai, [tabel], atau # komentar"),
    ("Unterminated string", "tanda kutip penutup tidak ada"),
    ("Unescaped", _MIRING),
    ("Escaped character", _MIRING),
    ("Invalid hex", _MIRING),
    ("Illegal character", "ada huruf yang tidak boleh, atau tanda kutip penutup tidak ada"),
    ("Found invalid character", "ada huruf yang tidak boleh, atau tanda kutip penutup tidak ada"),
    ("Unclosed array", "kurung siku penutup daftar tidak ada, atau ada koma yang kurang"),
    ("Unclosed inline", "kurung kurawal penutup tidak ada, atau ada koma yang kurang"),
)
"""Beginnings of tomllib's messages; what does not begin so is told in general words."""


class TomlSalah(Exception):
    """Not TOML. The message is one Indonesian line; `baris`: where, or None."""

    def __init__(self, pesan: str, baris: int | None = None) -> None:
        super().__init__(pesan)
        self.baris = baris


@beku(frozen=True, slots=True)
class Toml:
    """What a file holds: fractions are Decimal. `letak`: the line of each table and key that stands on its own."""

    isi: Mapping[str, Any]
    letak: Mapping[Jalur, int] = field(default_factory=dict)

    def baris(self, jalur: Jalur) -> int | None:
        """The line of a value, or of its first part, or of what it is a part of."""
        while jalur:
            if jalur in self.letak:
                return self.letak[jalur]
            bagian = [n for j, n in self.letak.items() if j[: len(jalur)] == jalur]
            if bagian:
                return min(bagian)
            jalur = jalur[:-1]
        return None


def urai_toml(bita: bytes) -> Toml:
    """Read a file's bytes. Raises TomlSalah."""
    teks = _teks(bita)
    try:
        isi = tomllib.loads(teks, parse_float=_pecahan)
    except RecursionError:
        raise TomlSalah("terlalu banyak kurung di dalam kurung") from None
    except ValueError as galat:  # also of an integer that is too long
        raise _diterjemahkan(str(galat), teks) from None
    return Toml(isi, dict(_letak(teks)))


def _teks(bita: bytes) -> str:
    """UTF-8, with the mark that Notepad puts before it or without, or UTF-16 with its mark, which `>` makes in
    PowerShell; line ends of any system."""
    if len(bita) > TERBESAR:
        raise TomlSalah("berkas ini terlalu besar untuk sebuah setelan (lebih dari 1 MB)")
    pengodean = "utf-16" if bita.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return bita.decode(pengodean).replace("\r\n", "\n")
    except UnicodeDecodeError as galat:
        baris = bita.count(b"\n", 0, galat.start) + 1
        pesan = "pengodean hurufnya bukan UTF-8; simpan ulang di Notepad dengan Encoding UTF-8"
        raise TomlSalah(pesan, baris) from None


def _pecahan(teks: str) -> Decimal:
    try:
        return Decimal(teks)
    except DecimalException:  # an exponent beyond all bounds
        return Decimal("nan")


def _diterjemahkan(pesan: str, teks: str) -> TomlSalah:
    """What tomllib says, in Indonesian and without any of the file's text."""
    cocok = _DI_BARIS.search(pesan)
    kata = next((k for awal, k in _KATA if pesan.startswith(awal)), "tulisannya tidak menurut aturan TOML")
    if cocok is None:
        return TomlSalah(kata)
    return TomlSalah(kata, int(cocok[1]) if cocok[1] else teks.rstrip("\n").count("\n") + 1)


# Lines

_HAMPA = regeks(r"(?:[ \t\n]+|#[^\n]*)*")
_SATU = regeks(r"""[ \t]*(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|([A-Za-z0-9_-]+))[ \t]*""")
_SISA = regeks(
    r'''"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|#[^\n]*|[\[\]{}\n]|[^\[\]{}\n"'#]+''',
    re.DOTALL,
)
"""The parts of a value: strings, comments, brackets, line ends, and what is in between."""


def _letak(teks: str) -> Iterator[tuple[Jalur, int]]:
    """Each table and key of a valid text with its line; of what is written twice the last."""
    akhir = [m.start() for m in re.finditer("\n", teks)]
    tabel: Jalur = ()
    nomor: dict[Jalur, int] = {}
    di = _lewati(_HAMPA, teks, 0)
    while di < len(teks):
        baris = bisect_right(akhir, di) + 1
        kurung = 2 if teks.startswith("[[", di) else 1 if teks[di] == "[" else 0
        kunci, di = _kunci(teks, di + kurung)
        if not kunci:
            return
        if kurung:
            tabel = _tabel(kunci, nomor, berulang=kurung == 2)
            yield tabel, baris
        else:
            yield from ((tabel + kunci[: n + 1], baris) for n in range(len(kunci)))
        di = _lewati(_HAMPA, teks, _lewati_nilai(teks, di + kurung))


def _kunci(teks: str, di: int) -> tuple[tuple[str, ...], int]:
    """A dotted key and where it ends; () if none stands there."""
    hasil: list[str] = []
    while (m := _SATU.match(teks, di)) is not None:
        hasil.append(next(g for g in m.groups() if g is not None))
        di = m.end()
        if not teks.startswith(".", di):
            return tuple(hasil), di
        di += 1
    return (), di


def _tabel(kunci: tuple[str, ...], nomor: dict[Jalur, int], *, berulang: bool) -> Jalur:
    """The path of a table by its heading; a heading in double brackets begins the next one of its array."""
    jalur: Jalur = ()
    for n, k in enumerate(kunci, 1):
        jalur = (*jalur, k)
        if berulang and n == len(kunci):
            nomor[jalur] = nomor.get(jalur, -1) + 1
        if jalur in nomor:
            jalur = (*jalur, nomor[jalur])
    return jalur


def _lewati_nilai(teks: str, di: int) -> int:
    """The end of the line on which a value ends."""
    dalam = 0
    while (m := _SISA.match(teks, di)) is not None:
        di = m.end()
        dalam += (m[0] in "[{") - (m[0] in "]}")
        if m[0] == "\n" and dalam <= 0:
            return di
    return len(teks)


def _lewati(pola: re.Pattern[str], teks: str, di: int) -> int:
    m = pola.match(teks, di)
    return m.end() if m is not None else di
