"""The clean workbooks that faults are put into, and edits of their cells.

`buku_bersih` is a filled template as Excel would store it; typed, it is the same workbook as somebody who knows no
formulas would hand it in: every figure a constant, no defined names.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from random import Random

from tests.isi_acak import isi_wajar
from xlkinerja.baca import baca_buku
from xlkinerja.buku import LEBAR, Buku, Lembar
from xlkinerja.buku.berkas import buka
from xlkinerja.formulir.identitas import daftar_satker
from xlkinerja.model import BarisAnggaran, Berkas, Catatan, Dokumen
from xlkinerja.periksa import Sendiri, periksa_buku, periksa_sendiri
from xlkinerja.templat.buku import buat_templat
from xlkinerja.temuan import Sel, Tingkat

KABUPATEN = tuple(s for s in daftar_satker() if s.jenis != "provinsi")
TAHUN = 2026


@cache
def isi_berkas(ke: int, benih: int = 0) -> bytes:
    """The template of the ke-th kabupaten/kota filled with plausible figures, as a file."""
    return buat_templat(isi_wajar(KABUPATEN[ke % len(KABUPATEN)], TAHUN, benih))


@cache
def _asal(ke: int, ketik: bool) -> Buku:
    buku = buka(isi_berkas(ke))
    if ketik:
        buku.nama.clear()
        buku.properti.clear()
        for x in buku.lembar:
            x.rumus.clear()
    return buku


@cache
def bacaan(ke: int, ketik: bool) -> Berkas:
    """The documents of a clean workbook; it is checked to be clean."""
    hasil = periksa_buku(_asal(ke, ketik), nama_berkas(ke))
    parah = [(t.kode, t.lokasi.lembar, t.lokasi.sel, t.pesan) for t in hasil.temuan if t.tingkat is not Tingkat.INFO]
    assert parah == []
    return hasil.berkas


@cache
def sendiri_bersih(ke: int) -> Sendiri:
    """A clean workbook already checked by itself, for runs over many."""
    buku = buka(isi_berkas(ke))
    return periksa_sendiri(baca_buku(buku, nama_berkas(ke)), buku)


def nama_berkas(ke: int) -> str:
    """The file name under which a satker's workbook is checked."""
    return f"kinerja-{TAHUN}-{KABUPATEN[ke % len(KABUPATEN)].kode}.xlsx"


def salinan(asal: Buku) -> Buku:
    """A copy whose sheets may be edited."""
    return Buku([_salin(x) for x in asal.lembar], dict(asal.nama), dict(asal.properti))


def _salin(x: Lembar) -> Lembar:
    return replace(
        x,
        kunci=array("q", x.kunci),
        jenis=bytearray(x.jenis),
        gaya=array("L", x.gaya),
        isi=list(x.isi),
        rumus=dict(x.rumus),
        gabungan=list(x.gabungan),
    )


class Bahan:
    """One clean workbook ready for a fault: its records to choose from, a copy to edit."""

    def __init__(self, ke: int, acak: Random, *, ketik: bool) -> None:
        self.ke, self.acak, self.ketik = ke, acak, ketik
        self.berkas = bacaan(ke, ketik)
        self.buku = salinan(_asal(ke, ketik))
        self.nama = nama_berkas(ke)

    def lembar(self, nama: str) -> Lembar:
        """A sheet of the copy."""
        return next(x for x in self.buku.lembar if x.nama == nama)

    def tulis(self, sel: Sel, nilai: Decimal | str | None, format: str | None = None) -> None:
        """Put a value into a cell as somebody who types it: a formula that stood there is gone. `format`: number
        format code, if it changes."""
        self.lembar(sel.lembar).rumus.pop((sel.baris - 1) * LEBAR + sel.kolom - 1, None)
        self.simpan(sel, nilai, format)

    def simpan(self, sel: Sel, nilai: Decimal | str | None, format: str | None = None) -> None:
        """Put a value into a cell and leave its formula."""
        x = self.lembar(sel.lembar)
        kunci = (sel.baris - 1) * LEBAR + sel.kolom - 1
        i = bisect_left(x.kunci, kunci)
        if i == len(x.kunci) or x.kunci[i] != kunci:
            x.kunci.insert(i, kunci)
            x.jenis.insert(i, ord("-"))
            x.gaya.insert(i, 0)
            x.isi.insert(i, "")
        x.jenis[i] = ord("-" if nilai is None else "n" if isinstance(nilai, Decimal) else "s")
        x.isi[i] = "" if nilai is None else format_angka(nilai) if isinstance(nilai, Decimal) else nilai
        if format is not None:
            x.gaya[i] = self._gaya(format)

    def rumus(self, sel: Sel, rumus: str) -> None:
        """Put a formula (without "=") into a cell and leave its value."""
        self.lembar(sel.lembar).rumus[(sel.baris - 1) * LEBAR + sel.kolom - 1] = rumus

    def _gaya(self, format: str) -> int:
        """Index of a number format, added for all sheets if no style has it."""
        ada = self.buku.lembar[0].format
        if format not in ada:
            for x in self.buku.lembar:
                x.format = (*ada, format)
        return self.buku.lembar[0].format.index(format)

    # What there is to choose from

    def dokumen(self, *formulir: str) -> list[Dokumen]:
        """The tables of these forms."""
        return [d for d in self.berkas.dokumen if d.formulir in formulir]

    def baris(self, *formulir: str) -> Iterator[tuple[Dokumen, int, Catatan]]:
        """Every record of these forms with its table and index."""
        for d in self.dokumen(*formulir):
            for i, b in enumerate(d.baris):
                yield d, i, b

    @property
    def anggaran(self) -> tuple[Dokumen, list[BarisAnggaran]]:
        """The detailed budget table and its rows."""
        d = self.dokumen("anggaran_bulanan")[0]
        return d, [b for b in d.baris if isinstance(b, BarisAnggaran)]

    def daun(self) -> list[BarisAnggaran]:
        """Budget rows without rows below them, with a realisasi."""
        _, baris = self.anggaran
        induk = {b.kode[:-1] for b in baris}
        return [b for b in baris if b.kode not in induk and b.realisasi and b.tingkat]

    def anak(self, induk: BarisAnggaran) -> list[BarisAnggaran]:
        """Direct children of a budget row; of the total row the programs."""
        _, baris = self.anggaran
        if induk.tingkat == 0:
            atas = min(b.tingkat for b in baris if b.tingkat)
            return [b for b in baris if b.tingkat == atas]
        return [b for b in baris if b.kode[:-1] == induk.kode and b is not induk]


def format_angka(nilai: Decimal) -> str:
    """A number as a file stores it."""
    return format(nilai.normalize() if nilai == nilai.to_integral() else nilai, "f")


def bersih(ke: int) -> int:
    """How many findings of galat or peringatan a clean workbook has, every other one of constants only."""
    buku = buka(isi_berkas(ke, ke // len(KABUPATEN) + 1))
    if ke % 2:
        buku.nama.clear()
        buku.properti.clear()
        for x in buku.lembar:
            x.rumus.clear()
    return sum(t.tingkat is not Tingkat.INFO for t in periksa_buku(buku, nama_berkas(ke)).temuan)
