"""Hitung Ulang on a budget of thousands of rows costs little more than loading the workbook does elsewhere."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.waktu import tercepat
from xlkinerja.terapkan import hitung_perubahan

KEPALA = ("Kode", "Program/Kegiatan/KRO/RO", "Pagu (Rp.)", "Realisasi (Rp.)", "Sisa (Rp.)", "%")


def _baris(kegiatan: int) -> list[tuple[str, str, int, int]]:
    """One program down to its komponen: 94 rows for each kegiatan; every sum closes."""
    hasil: list[tuple[str, str, int, int]] = []

    def isi(kode: str, nama: str, anak: list[tuple[str, str, int, int]]) -> list[tuple[str, str, int, int]]:
        tingkat = kode.count(".") + 1
        langsung = [b for b in anak if b[0].count(".") == tingkat]
        return [(kode, nama, sum(b[2] for b in langsung), sum(b[3] for b in langsung)), *anak]

    for kg in range(3300, 3300 + kegiatan):
        kro = []
        for k in ("EBA", "EBB", "EBD"):
            ro = []
            for r in range(1, 4):
                kode = f"WA.{kg}.{k}.{r:03d}"
                rinci = [
                    (f"{kode}.{n:03d}", f"Komponen {n}", (kg % 7 + n) * 250_000, n * 125_000) for n in range(51, 60)
                ]
                ro += isi(kode, f"Rincian output {r}", rinci)
            kro += isi(f"WA.{kg}.{k}", f"Klasifikasi {k}", ro)
        hasil += isi(f"WA.{kg}", f"Kegiatan {kg}", kro)
    return isi("WA", "Program Dukungan Manajemen", hasil)


@pytest.fixture(scope="module")
def besar(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two thousand rows whose sisa and percentages are still to be filled."""
    buku = Workbook()
    lembar = buku.active
    assert lembar is not None
    lembar.title = "Anggaran"
    lembar.append(["Realisasi Anggaran KPU Kota Kupang Tahun 2024"])
    lembar.append([])
    lembar.append(KEPALA)
    baris = _baris(21)
    for i, b in enumerate((*baris, ("TOTAL", "", *baris[0][2:])), 4):
        lembar.append([*b])
        for k, kode in enumerate(("#,##0", "#,##0", "#,##0", "0.00%"), 3):
            lembar.cell(i, k).number_format = kode
    jalur: Path = tmp_path_factory.mktemp("besar") / "anggaran.xlsx"
    buku.save(jalur)
    return jalur


def test_semua_sel_hitungan_diisi(besar: Path) -> None:
    hasil, perubahan = hitung_perubahan(besar)
    sel = {(x.baris, x.kolom): x.isi for x in perubahan.isi}
    assert len(sel) == hasil.tulisan[0].diisi == 2 * (21 * 94 + 2)
    assert not hasil.periksa.berkas[0].temuan
    assert sel[8, 5] == Decimal((3300 % 7 + 51) * 250_000 - 51 * 125_000)


def test_ribuan_baris_sepadan_dengan_memuatnya(besar: Path) -> None:
    """Two and a half times openpyxl's loading; six times when the sheet was spliced and parsed between the rounds."""
    memuat = tercepat(lambda: load_workbook(besar))
    assert tercepat(lambda: hitung_perubahan(besar), cukup=3 * memuat) < 4.5 * memuat
