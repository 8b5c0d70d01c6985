"""A budget workbook of thousands of rows, its sisa and percentages still to be filled; every sum closes."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

KEPALA = ("Kode", "Program/Kegiatan/KRO/RO", "Pagu (Rp.)", "Realisasi (Rp.)", "Sisa (Rp.)", "%")
BARIS_KEGIATAN = 94
_Baris = tuple[str, str, int, int]


def tulis(jalur: Path, kegiatan: int) -> Path:
    """94 rows for each kegiatan, one program above them and the total below, from row 4 on."""
    buku = Workbook()
    lembar = buku.active
    assert lembar is not None
    lembar.title = "Anggaran"
    lembar.append(["Realisasi Anggaran KPU Kota Kupang Tahun 2024"])
    lembar.append([])
    lembar.append(KEPALA)
    baris = _baris(kegiatan)
    for i, b in enumerate((*baris, ("TOTAL", "", *baris[0][2:])), 4):
        lembar.append([*b])
        for k, kode in enumerate(("#,##0", "#,##0", "#,##0", "0.00%"), 3):
            lembar.cell(i, k).number_format = kode
    buku.save(jalur)
    return jalur


def _baris(kegiatan: int) -> list[_Baris]:
    """One program down to its komponen."""
    hasil: list[_Baris] = []
    for kg in range(3300, 3300 + kegiatan):
        kro: list[_Baris] = []
        for k in ("EBA", "EBB", "EBD"):
            ro: list[_Baris] = []
            for r in range(1, 4):
                kode = f"WA.{kg}.{k}.{r:03d}"
                rinci = [
                    (f"{kode}.{n:03d}", f"Komponen {n}", (kg % 7 + n) * 250_000, n * 125_000) for n in range(51, 60)
                ]
                ro += _beranak(kode, f"Rincian output {r}", rinci)
            kro += _beranak(f"WA.{kg}.{k}", f"Klasifikasi {k}", ro)
        hasil += _beranak(f"WA.{kg}", f"Kegiatan {kg}", kro)
    return _beranak("WA", "Program Dukungan Manajemen", hasil)


def _beranak(kode: str, nama: str, anak: list[_Baris]) -> list[_Baris]:
    tingkat = kode.count(".") + 1
    langsung = [b for b in anak if b[0].count(".") == tingkat]
    return [(kode, nama, sum(b[2] for b in langsung), sum(b[3] for b in langsung)), *anak]
