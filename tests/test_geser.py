"""Shifted rows in a budget table whose sisa and percentages nobody has filled yet."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook

from tests.buku_ribuan import tulis
from xlkinerja.geser import Geseran, baris_geser
from xlkinerja.model import BarisAnggaran
from xlkinerja.periksa import baca_jalur

RINCI = 20
"""Row of the sheet with a komponen."""


def _geser(folder: Path, isi: tuple[object, ...]) -> tuple[Geseran, ...]:
    jalur = tulis(folder / "anggaran.xlsx", 1)
    buku = load_workbook(jalur)
    for kolom, nilai in zip("CDEF", isi, strict=False):
        buku["Anggaran"][f"{kolom}{RINCI}"].value = nilai
    buku.save(jalur)
    baris = [b for b in baca_jalur(jalur, jalur.name)[0].dokumen[0].baris if isinstance(b, BarisAnggaran)]
    assert len(baris) == 96
    return baris_geser(baris)


def _angka(folder: Path) -> tuple[int, int]:
    lembar = load_workbook(tulis(folder / "asal.xlsx", 1))["Anggaran"]
    pagu, realisasi = lembar[f"C{RINCI}"].value, lembar[f"D{RINCI}"].value
    assert isinstance(pagu, int) and isinstance(realisasi, int) and pagu > realisasi > 0
    return pagu, realisasi


def test_kolom_yang_belum_diisi_bukan_geseran(tmp_path: Path) -> None:
    assert _geser(tmp_path, ()) == ()


def test_baris_bergeser_ke_kanan_tetap_ditemukan(tmp_path: Path) -> None:
    pagu, realisasi = _angka(tmp_path)
    (satu,) = _geser(tmp_path, (None, pagu, realisasi))
    assert (satu.arah, satu.awal) == (1, "realisasi")
    assert (satu.benar["pagu"], satu.benar["realisasi"]) == (Decimal(pagu), Decimal(realisasi))


def test_baris_bergeser_ke_kiri_tetap_ditemukan(tmp_path: Path) -> None:
    """Its pagu fell off, and is the sum of realisasi and sisa."""
    pagu, realisasi = _angka(tmp_path)
    (satu,) = _geser(tmp_path, (realisasi, pagu - realisasi))
    assert (satu.arah, satu.benar["pagu"], satu.benar["realisasi"]) == (-1, Decimal(pagu), Decimal(realisasi))


def test_angka_lain_yang_salah_bukan_geseran(tmp_path: Path) -> None:
    pagu, realisasi = _angka(tmp_path)
    assert _geser(tmp_path, (pagu + 1000, realisasi)) == ()
