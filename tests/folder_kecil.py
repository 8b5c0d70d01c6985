"""A folder of small typed workbooks that changes from night to night: right ones, and faults planted in them."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from xlkinerja.formulir.identitas import daftar_satker
from xlkinerja.kumpulan import periksa_jalur
from xlkinerja.periksa import HasilPeriksa

NAMA = {s.kode or "": s.nama for s in daftar_satker()}
KEPALA = ("No", "Sasaran", "Indikator Kinerja", "Target", "Realisasi", "Capaian")
HADIR = "Persentase Partisipasi Pemilih dalam Pemilu/Pemilihan"
INFORMASI = "Persentase Keterbukaan Informasi Publik"
BENAR, SALAH = 0.75, 0.57
"""Capaian of the first indicator as it should be, and a wrong one (K201 on F4)."""


def tulis_buku(
    folder: Path, kode: str, *, hadir: float = BENAR, informasi: float = 1.2, nama: str = "", kategori: str = ""
) -> Path:
    """An office's workbook: capaian of two indicators, F4 and F5; `kategori` of the second, G5."""
    wb = openpyxl.Workbook()
    ws = wb.active
    ws.title = "Capaian"
    ws["A1"] = f"Capaian Kinerja Ketua {NAMA[kode]} Tahun 2026"
    kepala: tuple[object, ...] = (*KEPALA, "Kategori") if kategori else KEPALA
    baris = (
        (1, "Pemilu yang baik", HADIR, 0.8, 0.6, hadir),
        (2, "Lembaga yang baik", INFORMASI, 0.5, 0.6, informasi, *([kategori] if kategori else [])),
    )
    for r, isi in enumerate((kepala, *baris), 3):
        for c, n in enumerate(isi, 1):
            sel = ws.cell(r, c, n)
            if isinstance(n, float):
                sel.number_format = "0.00%"
    tempat = folder / (nama or f"{kode}.xlsx")
    wb.save(tempat)
    return tempat


def periksa(folder: Path) -> HasilPeriksa:
    """The folder checked as `periksa --kabari` does it."""
    return periksa_jalur([str(folder)], pekerja=1, rinci=True)
