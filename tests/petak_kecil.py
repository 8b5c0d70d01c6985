"""Small workbooks from rows, and what the check says about them as (code, cell)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from xlkinerja.buku.ingatan import Isi, buku_ingatan
from xlkinerja.model import Berkas
from xlkinerja.periksa import periksa_buku
from xlkinerja.temuan import Tingkat, alamat_a1

Baris = Sequence[Sequence[Isi | float]]


def periksa_petak(
    lembar: Mapping[str, Baris],
    gabungan: Mapping[str, Sequence[str]] | None = None,
    nama: Mapping[str, str] | None = None,
) -> tuple[set[tuple[str, str]], Berkas]:
    """Findings that are more than information as (code, "Sheet!A1"), and the workbook as read."""
    isi = {
        nama: {
            alamat_a1(b, k): Decimal(str(n)) if isinstance(n, float) else n
            for b, baris in enumerate(petak, 1)
            for k, n in enumerate(baris, 1)
            if n is not None
        }
        for nama, petak in lembar.items()
    }
    hasil = periksa_buku(buku_ingatan(isi, gabungan=gabungan, nama=nama), "kinerja-2024-53.04.xlsx")
    penting = [t for t in hasil.temuan if t.tingkat is not Tingkat.INFO]
    return {(t.kode, f"{t.lokasi.lembar}!{t.lokasi.sel}") for t in penting}, hasil.berkas


def temuan_petak(baris: Baris, gabungan: Sequence[str] = ()) -> set[tuple[str, str]]:
    """Findings of a workbook with the one sheet X, as (code, "A1")."""
    return {(k, s.removeprefix("X!")) for k, s in periksa_petak({"X": baris}, {"X": gabungan})[0]}
