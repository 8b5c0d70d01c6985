"""A workbook as every backend gives it: sheets of cells in, edits of cells out.

`Lembar` is compact (arrays, not objects), so that a sheet of a million cells stays small; a `Sel` is made
only when somebody asks for it. Backends: `berkas` (.xlsx on disk), `ingatan` (a dict), later `excel` and `libre`.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import compress

from xlkinerja.beku import beku
from xlkinerja.regeks import regeks
from xlkinerja.tampilan import RIBUAN, ribuan, tampilkan
from xlkinerja.temuan import Sel, urai_a1

LEBAR = 16384
"""Columns of an Excel sheet; a cell's key is (baris - 1) * LEBAR + kolom - 1."""

BARIS_TERBANYAK = 1_048_576
_ANGKA, _TEKS, _LOGIKA, _KOSONG = b"nsb-"
_HANYA_KOSONG = bytes(jenis == _KOSONG for jenis in range(256))
_BUAT = tuple.__new__


@beku(frozen=True, slots=True)
class Rentang:
    """A rectangle of cells, all bounds 1-based and inclusive."""

    baris1: int
    kolom1: int
    baris2: int
    kolom2: int


@dataclass(slots=True)
class Lembar:
    """One sheet. The four parallel columns `kunci`, `jenis`, `gaya`, `isi` hold its non-empty or styled cells by key.

    `kunci`: ascending cell keys. `jenis`: one byte per cell, b"n" number, b"s" text, b"b" boolean, b"e" error,
    b"-" styled but empty. `gaya`: xf index. `isi`: raw text: digits as stored, the string, "1"/"0", "#DIV/0!".
    `rumus`: key -> formula without "=". `format`: number format code per xf index (shared by the workbook).
    `keadaan`: "visible", "hidden" or "veryHidden". Hidden rows and columns are 1-based numbers.
    """

    nama: str
    keadaan: str = "visible"
    kunci: array[int] = field(default_factory=lambda: array("q"))
    jenis: bytearray = field(default_factory=bytearray)
    gaya: array[int] = field(default_factory=lambda: array("L"))
    isi: list[str] = field(default_factory=list)
    rumus: dict[int, str] = field(default_factory=dict)
    gabungan: list[Rentang] = field(default_factory=list)
    baris_tersembunyi: frozenset[int] = frozenset()
    kolom_tersembunyi: frozenset[int] = frozenset()
    format: tuple[str, ...] = ("General",)
    tanggal_1904: bool = False

    def _cari(self, baris: int, kolom: int) -> int:
        kunci = (baris - 1) * LEBAR + kolom - 1
        i = bisect_left(self.kunci, kunci)
        return i if i < len(self.kunci) and self.kunci[i] == kunci else -1

    def tersimpan(self, baris: int, kolom: int) -> bool:
        """True if the sheet stores something at a cell, be it only a style."""
        return self._cari(baris, kolom) >= 0

    def sel(self, baris: int, kolom: int) -> Sel:
        """The cell at a 1-based row and column; a blank `Sel` where nothing is stored."""
        i = self._cari(baris, kolom)
        if i < 0:
            return Sel(self.nama, baris, kolom)
        return self.sel_ke(i)

    def rumus_kosong(self) -> list[int]:
        """Keys of the formulas without a stored value, ascending. A stored empty text is a value."""
        if not self.rumus or _KOSONG not in self.jenis:
            return []
        return [k for k in compress(self.kunci, self.jenis.translate(_HANYA_KOSONG)) if self.rumus.get(k)]

    def sel_ke(self, i: int) -> Sel:
        """The i-th stored cell."""
        kunci, bita, gaya, teks, format = self.kunci[i], self.jenis[i], self.gaya[i], self.isi[i], self.format
        kode = format[gaya] if gaya < len(format) else "General"
        nilai: Decimal | str | bool | None
        if bita == _ANGKA:
            jenis = "n"
            nilai, tampil = _angka(teks, kode, self.tanggal_1904)
        elif bita == _TEKS:
            jenis, nilai, tampil = "s", teks, teks
        elif bita == _KOSONG:
            jenis, nilai, tampil = "", None, ""
        elif bita == _LOGIKA:
            jenis, nilai, tampil = "b", teks == "1", "TRUE" if teks == "1" else "FALSE"
        else:
            jenis, nilai, tampil = chr(bita), teks, teks
        rumus = self.rumus.get(kunci) if self.rumus else None
        isi = (self.nama, kunci // LEBAR + 1, kunci % LEBAR + 1, jenis, nilai, tampil, rumus, kode, gaya)
        return _BUAT(Sel, isi)  # what Sel(...) does, without a call in between: a cell is made very often

    def sel_bidang(
        self, baris: Iterable[tuple[int, int, int]], kolom: Mapping[str, int]
    ) -> Iterator[tuple[int, dict[str, Sel]]]:
        """Rows, as `baris_terisi` gives them, with their cells by field (`kolom`: field -> column). What `sel_ke` gives
        for each; the usual kinds in one go, since every row of every table is read so."""
        nama, semua, format, rumus, lama = self.nama, self.jenis, self.format, self.rumus, self.tanggal_1904
        kunci, gaya_semua, isi, banyak = self.kunci, self.gaya, self.isi, len(self.format)
        bidang_kolom = tuple(kolom.items())
        f = None
        for nomor, awal, akhir in baris:
            dasar = (nomor - 1) * LEBAR - 1
            selisih = kunci[awal] - dasar - awal  # between a column and its index, as long as the row has no gap
            letak = None
            if kunci[akhir - 1] - dasar - selisih >= akhir:
                letak = {k - dasar: i for i, k in enumerate(kunci[awal:akhir], awal)}
            hasil: dict[str, Sel] = {}
            for bidang, k in bidang_kolom:
                i = k - selisih if letak is None else letak.get(k, -1)
                if not awal <= i < akhir:
                    hasil[bidang] = _BUAT(Sel, (nama, nomor, k, "", None, "", None, "General", 0))
                    continue
                jenis, gaya, teks = semua[i], gaya_semua[i], isi[i]
                kode = format[gaya] if gaya < banyak else "General"
                if rumus:
                    f = rumus.get(dasar + k)
                if jenis == _TEKS:
                    hasil[bidang] = _BUAT(Sel, (nama, nomor, k, "s", teks, teks, f, kode, gaya))
                elif jenis == _ANGKA:
                    nilai, tampil = _angka(teks, kode, lama)
                    hasil[bidang] = _BUAT(Sel, (nama, nomor, k, "n", nilai, tampil, f, kode, gaya))
                elif jenis == _KOSONG:
                    hasil[bidang] = _BUAT(Sel, (nama, nomor, k, "", None, "", f, kode, gaya))
                else:
                    hasil[bidang] = self.sel_ke(i)
            yield nomor, hasil

    def baris_terisi(self) -> Iterator[tuple[int, int, int]]:
        """Each row that stores a cell, in order: (1-based row, first index, index after the last)."""
        kunci, n, i, lebar = self.kunci, len(self.kunci), 0, 1
        while i < n:
            baris = kunci[i] // LEBAR + 1
            akhir, j = baris * LEBAR, i + lebar
            # Most rows store as many cells as the one above; the others are searched.
            if j > n or kunci[j - 1] >= akhir or (j < n and kunci[j] < akhir):
                j = bisect_left(kunci, akhir, i, n)
            yield baris, i, j
            i, lebar = j, j - i


@dataclass(slots=True)
class Buku:
    """A workbook: its sheets in order and its defined names (name -> reference as written, e.g. "PK!$A$1:$D$9").

    `belum_dihitung`: sheet -> keys of the formulas that had no stored value and were computed by us.
    """

    lembar: list[Lembar]
    nama: dict[str, str] = field(default_factory=dict)
    properti: dict[str, str] = field(default_factory=dict)
    belum_dihitung: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def rentang_bernama(self, nama: str) -> tuple[Lembar, Rentang] | None:
        """The sheet and rectangle that a defined name stands for; None if it is no plain range of this workbook."""
        cocok = _RENTANG.fullmatch(self.nama.get(nama, ""))
        if cocok is None:
            return None
        judul = (cocok["kutip"] or cocok["polos"]).replace("''", "'")
        lembar = next((x for x in self.lembar if x.nama == judul), None)
        awal, akhir = urai_a1(cocok["awal"].replace("$", "")), cocok["akhir"]
        ujung = urai_a1(akhir.replace("$", "")) if akhir else awal
        return None if lembar is None else (lembar, Rentang(*awal, *ujung))

    def sel_bernama(self, nama: str) -> Sel | None:
        """The first cell that a defined name stands for, or None."""
        letak = self.rentang_bernama(nama)
        return letak[0].sel(letak[1].baris1, letak[1].kolom1) if letak is not None else None


_RENTANG = regeks(
    r"=?(?:'(?P<kutip>(?:[^']|'')+)'|(?P<polos>[^'!]+))!"
    r"(?P<awal>\$?[A-Z]{1,3}\$?\d+)(?::(?P<akhir>\$?[A-Z]{1,3}\$?\d+))?"
)


def _angka(teks: str, kode: str, tanggal_1904: bool) -> tuple[Decimal, str]:
    """The number that a stored text stands for, and what its format shows of it. Amounts are not kept: they hardly
    ever come again, and would push out what does."""
    if kode == RIBUAN and len(teks) < 16 and teks.isascii() and teks.isdigit():
        nilai = Decimal(teks)
        return nilai, ribuan(nilai)
    return _angka_lain(teks, kode, tanggal_1904)


@lru_cache(maxsize=16384)
def _angka_lain(teks: str, kode: str, tanggal_1904: bool) -> tuple[Decimal, str]:
    """The same of all but amounts: targets stand in five tables."""
    nilai = angka_mentah(teks)
    return nilai, tampilkan(nilai, kode, tanggal_1904=tanggal_1904)


def angka_mentah(teks: str) -> Decimal:
    """The number that a stored numeric text stands for.

    Excel keeps 15 significant digits and writes up to 17 (0.91200000000000003 is 0.912), so longer ones are
    rounded to 15; whole numbers stay exact.
    """
    if len(teks) <= 15:
        return Decimal(teks)
    return Decimal(f"{float(teks):.15g}")


@beku(frozen=True, slots=True)
class Suntingan:
    """One change of a cell that we own. What is None stays as it is.

    `nilai`: Decimal, text, or None. `hapus`: empty the cell. `rumus`: formula without "=", whose cached value is
    `nilai`. `hanya_nilai_tersimpan`: keep the cell's formula and refresh only its cached value.
    `isian`: fill colour "FFRRGGBB" ("" for none) to lay over the cell's own style; `gaya`: index of the xf to put in
    place; `format`: number format code to lay over the cell's own style.
    """

    lembar: str
    baris: int
    kolom: int
    nilai: Decimal | str | None = None
    hapus: bool = False
    rumus: str | None = None
    hanya_nilai_tersimpan: bool = False
    isian: str | None = None
    gaya: int | None = None
    format: str | None = None


class BukuTakTerbaca(Exception):
    """The file cannot be read as a workbook. The message is one Indonesian line: what it is and what to do."""


class BukuTakTertulis(Exception):
    """The workbook must not or cannot be written. The message is one Indonesian line: why and what to do."""
