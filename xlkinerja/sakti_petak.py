"""The bytes of an export to rows of cells: an .xlsx through our own reader, text through the csv module.

A row is its number as a spreadsheet counts it and its non-blank cells by column, both 1-based.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from xlkinerja.beku import beku
from xlkinerja.buku import BukuTakTerbaca
from xlkinerja.buku.berkas import buka
from xlkinerja.konsol import KENDALI
from xlkinerja.rumus_isi import berisi

AKHIRAN_TEKS = (".csv", ".txt", ".tsv")
PEMISAH = (";", ",", "\t")
BARIS_TERBANYAK = 200_000
_BUKAN_TEKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")


class EksporTakTerbaca(Exception):
    """The file is no export that can be read. The message is one Indonesian line."""


class Petak(NamedTuple):
    """One cell: what it shows, and its number if it is stored as one."""

    teks: str
    nilai: Decimal | None = None


@beku(frozen=True, slots=True)
class Baris:
    """One row with at least one filled cell; `lebar`: how many fields a row of text has, 0 in a workbook."""

    nomor: int
    isi: dict[int, Petak]
    lebar: int = 0


@beku(frozen=True, slots=True)
class Lajur:
    """One sheet, or one way to take a text file apart; `lembar` is "" for text."""

    lembar: str
    baris: tuple[Baris, ...]


def lajur_ekspor(isi: bytes, nama: str) -> tuple[Lajur, ...]:
    """The sheets of an export, or its text taken apart at each separator. Raises EksporTakTerbaca."""
    if nama.lower().endswith(AKHIRAN_TEKS) and not isi.startswith(_BUKAN_TEKS):
        return _teks(isi, nama)
    try:
        buku = berisi(buka(isi))
    except BukuTakTerbaca as galat:
        raise EksporTakTerbaca(f"{nama}: {galat}") from galat
    hasil = []
    for lembar in buku.lembar:
        if lembar.keadaan != "visible":
            continue
        baris = []
        for nomor, awal, akhir in lembar.baris_terisi():
            sel = map(lembar.sel_ke, range(awal, akhir))
            petak = {
                s.kolom: Petak(_rapi(s.tampil), s.nilai if isinstance(s.nilai, Decimal) else None)
                for s in sel
                if s.tampil.strip()
            }
            if petak:
                baris.append(Baris(nomor, petak))
        hasil.append(Lajur(lembar.nama, tuple(baris)))
    return tuple(hasil)


def _rapi(teks: str) -> str:
    return " ".join(KENDALI.sub(" ", teks).split())


def _teks(isi: bytes, nama: str) -> tuple[Lajur, ...]:
    teks = _urai_sandi(isi)
    if "\0" in teks:
        raise EksporTakTerbaca(f"{nama}: bukan berkas teks; ekspor ulang sebagai CSV atau .xlsx")
    awal, _, sisa = teks.partition("\n")
    if awal.strip().lower().startswith("sep=") and len(awal.strip()) == 5:
        # Excel's own line that names the separator; it counts as no row there either.
        return (Lajur("", _pisah(sisa, awal.strip()[4], nama)),)
    return tuple(Lajur("", _pisah(teks, p, nama)) for p in PEMISAH)


def _urai_sandi(isi: bytes) -> str:
    """UTF-16 where its mark says so, UTF-8 where it is valid, else what a Windows of Western languages writes."""
    if isi.startswith((b"\xff\xfe", b"\xfe\xff")):
        return isi.decode("utf-16", "replace")
    try:
        return isi.decode("utf-8-sig")
    except UnicodeDecodeError:
        return isi.decode("cp1252", "replace")


def _pisah(teks: str, pemisah: str, nama: str) -> tuple[Baris, ...]:
    try:
        return tuple(_baris(csv.reader(io.StringIO(teks, newline=""), delimiter=pemisah), nama))
    except csv.Error as galat:
        raise EksporTakTerbaca(f"{nama}: bukan CSV yang utuh ({galat}); ekspor ulang") from galat


def _baris(pembaca: Iterator[list[str]], nama: str) -> Iterator[Baris]:
    for nomor, kolom in enumerate(pembaca, 1):
        if nomor > BARIS_TERBANYAK:
            raise EksporTakTerbaca(f"{nama}: lebih dari {BARIS_TERBANYAK} baris; ini bukan ekspor satu satker")
        petak = {k: Petak(t) for k, isi in enumerate(kolom, 1) if (t := _lepas(_rapi(isi)))}
        if petak:
            yield Baris(nomor, petak, len(kolom))


def _lepas(teks: str) -> str:
    """A field without what keeps a spreadsheet from reading it as a number: '001 and ="001"."""
    if teks.startswith('="') and teks.endswith('"') and len(teks) > 2:
        return teks[2:-1].strip()
    return teks[1:].strip() if teks.startswith("'") else teks
