"""Findings as data: how bad, where, what is written, what it should be, why, what to do.

A `Sel` is one cell as it was read; it is what records keep as `asal` and what a finding points at.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from xlkinerja.beku import beku
from xlkinerja.regeks import regeks

_FIGUR = regeks(r"\d[\d.,]*")


class Tingkat(Enum):
    """Severity of a finding (KONTRAK.md): GALAT a figure is wrong, PERINGATAN a reviewer must answer, INFO form."""

    GALAT = "galat"
    PERINGATAN = "peringatan"
    INFO = "info"

    @property
    def bobot(self) -> int:
        """3 for galat, 2 for peringatan, 1 for info; higher is worse."""
        return {"galat": 3, "peringatan": 2, "info": 1}[self.value]


@lru_cache(maxsize=1024)
def huruf_kolom(kolom: int) -> str:
    """Column letters of a 1-based column number: 1 -> "A", 28 -> "AB"."""
    huruf = ""
    while kolom > 0:
        kolom, sisa = divmod(kolom - 1, 26)
        huruf = chr(65 + sisa) + huruf
    return huruf


def alamat_a1(baris: int, kolom: int) -> str:
    """A1 address of a 1-based row and column: (8, 7) -> "G8"."""
    return f"{huruf_kolom(kolom)}{baris}"


def urai_a1(alamat: str) -> tuple[int, int]:
    """Row and column, both 1-based, of an A1 address without "$": "G8" -> (8, 7). ValueError if it is none."""
    angka = alamat.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    huruf = alamat[: len(alamat) - len(angka)]
    if not huruf or len(huruf) > 3 or not (angka.isascii() and angka.isdigit()):
        raise ValueError(f"bukan alamat sel: {alamat!r}")
    kolom = 0
    for h in huruf:
        kolom = kolom * 26 + ord(h) - 64
    return int(angka), kolom


class Sel(NamedTuple):
    """One cell as it was read. A tuple, since it is made for every cell of every table and a frozen dataclass costs
    three times as much.

    `jenis`: "" blank, "n" number, "s" text, "b" boolean, "e" error value.
    `nilai`: Decimal for "n", str for "s" and "e", bool for "b", None for blank.
    `tampil`: what the reader of the sheet sees, in Indonesian notation ("116,90%", "3.366.050.000").
    `rumus`: the formula without "=", or None. `format`: the number format code. `gaya`: index of the cell's xf.
    """

    lembar: str
    baris: int
    kolom: int
    jenis: str = ""
    nilai: Decimal | str | bool | None = None
    tampil: str = ""
    rumus: str | None = None
    format: str = "General"
    gaya: int = 0

    @property
    def alamat(self) -> str:
        """A1 address, e.g. "G8"."""
        return alamat_a1(self.baris, self.kolom)


@beku(frozen=True, slots=True)
class Lokasi:
    """A place: `berkas` as reported ("" = the workbook at hand), `lembar` and `sel` None for the whole."""

    berkas: str = ""
    lembar: str | None = None
    sel: str | None = None


@beku(frozen=True, slots=True)
class Temuan:
    """One finding on one primary cell; everything else it concerns is in `terkait`.

    `tertulis` is what the reader sees; `seharusnya` and `selisih` are unrounded (percent in percent, money in rupiah).
    `urut` is (sheet order, row, column), for sorting only. `diterima`: the reason for which somebody accepted it in
    the workbook's sheet Temuan or, `diterima_setelan`, in the settings; None while it is open.
    """

    kode: str
    tingkat: Tingkat
    lokasi: Lokasi
    pesan: str
    tertulis: str | None = None
    seharusnya: Decimal | str | None = None
    selisih: Decimal | None = None
    sebab: str | None = None
    saran: str = ""
    terkait: tuple[Lokasi, ...] = ()
    sidik: str = ""
    urut: tuple[int, int, int] = (-1, 0, 0)
    diterima: str | None = None
    diterima_setelan: bool = False

    @property
    def tanda_terima(self) -> str:
        """Under this the finding is accepted: its fingerprint and that of all its figures, so that another figure
        opens it again."""
        isi = (self.tertulis, self.seharusnya, self.selisih, *_FIGUR.findall(self.pesan))
        return f"{self.sidik}:{sha256(repr(tuple(map(str, isi))).encode()).hexdigest()[:8]}"
