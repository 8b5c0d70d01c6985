"""A workbook from a dict of cells: the backend of examples and tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from xlkinerja.buku import BARIS_TERBANYAK, LEBAR, Buku, Lembar, Rentang
from xlkinerja.temuan import urai_a1

_GALAT = frozenset(("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"))
Isi = str | int | Decimal | bool | None
"""What a cell may hold: text, a number, a truth value, or None for one that is only formatted."""


def buku_ingatan(
    lembar: Mapping[str, Mapping[str, Isi]],
    *,
    format: Mapping[str, Mapping[str, str]] | None = None,
    gabungan: Mapping[str, Sequence[str]] | None = None,
    rumus: Mapping[str, Mapping[str, str]] | None = None,
    nama: Mapping[str, str] | None = None,
    properti: Mapping[str, str] | None = None,
) -> Buku:
    """The workbook with these sheets: {"PK": {"A1": "Sasaran", "B2": Decimal("1.169")}}.

    `format`: number format code per sheet and cell; `gabungan`: merged ranges per sheet ("A1:C1"); `rumus`:
    formula without "=" per sheet and cell, beside which "#DIV/0!" and the like is an error value; `nama`, `properti`
    as in `Buku`. ValueError for an address off the grid, a number that is not finite, or a sheet that is not among
    `lembar`.
    """
    for lain in (format or {}, gabungan or {}, rumus or {}):
        if asing := set(lain) - set(lembar):
            raise ValueError(f"lembar tidak ada: {', '.join(sorted(asing))}")
    format, rumus = format or {}, rumus or {}
    kode = tuple(dict.fromkeys(["General", *(k for sel in format.values() for k in sel.values())]))
    hasil = [_lembar(n, sel, format.get(n, {}), rumus.get(n, {}), kode) for n, sel in lembar.items()]
    for satu in hasil:
        satu.gabungan = [_rentang(acuan) for acuan in (gabungan or {}).get(satu.nama, ())]
    return Buku(hasil, dict(nama or {}), dict(properti or {}))


def _lembar(
    nama: str,
    sel: Mapping[str, Isi],
    format: Mapping[str, str],
    rumus: Mapping[str, str],
    kode: tuple[str, ...],
) -> Lembar:
    hasil = Lembar(nama, format=kode)
    for kunci, alamat in sorted((_kunci(a), a) for a in {**sel, **format, **rumus}):
        jenis, isi = _sel(sel.get(alamat))
        gaya = kode.index(format.get(alamat, "General"))
        if alamat in rumus:
            hasil.rumus[kunci] = rumus[alamat]
            jenis = "e" if isi in _GALAT else jenis
        elif jenis == "-" and not gaya:
            continue
        hasil.kunci.append(kunci)
        hasil.jenis.append(ord(jenis))
        hasil.gaya.append(gaya)
        hasil.isi.append(isi)
    return hasil


def _sel(nilai: Isi) -> tuple[str, str]:
    if nilai is None:
        return "-", ""
    if isinstance(nilai, bool):
        return "b", "1" if nilai else "0"
    if isinstance(nilai, str):
        return "s", nilai
    angka = Decimal(nilai)
    if not angka.is_finite():
        raise ValueError(f"bukan angka: {nilai}")
    return "n", str(nilai)


def _kunci(alamat: str) -> int:
    baris, kolom = _alamat(alamat)
    return (baris - 1) * LEBAR + kolom - 1


def _alamat(alamat: str) -> tuple[int, int]:
    baris, kolom = urai_a1(alamat)
    if not (1 <= baris <= BARIS_TERBANYAK and kolom <= LEBAR):
        raise ValueError(f"bukan alamat sel: {alamat!r}")
    return baris, kolom


def _rentang(acuan: str) -> Rentang:
    kiri, _, kanan = acuan.partition(":")
    return Rentang(*_alamat(kiri), *_alamat(kanan or kiri))
