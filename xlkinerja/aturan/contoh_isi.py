"""What the cells of the example workbook hold: how figures are kept, and the rows of its smaller tables."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

IsiSel = str | tuple[Decimal, str] | None
"""Content of an example cell: text, (number, number format), or None for an empty one."""


def angka_sel(nilai: str, format: str) -> tuple[Decimal, str]:
    """A number with its format."""
    return Decimal(nilai), format


def nomor(n: int) -> tuple[Decimal, str]:
    """A row number."""
    return Decimal(n), "0"


def persen(nilai: str, desimal: int = 2) -> tuple[Decimal, str]:
    """A percentage as Excel keeps it: 69.66 -> 0.6966 shown as 69,66%."""
    return Decimal(nilai).scaleb(-2), "0%" if desimal == 0 else f"0.{'0' * desimal}%"


def rupiah(nilai: int) -> tuple[Decimal, str]:
    """Money or a large count, with separators."""
    return Decimal(nilai), "#,##0"


KECAMATAN = (
    ("Alak", 12, 27410, 27935, 55345),
    ("Maulafa", 9, 33120, 33640, 66760),
    ("Oebobo", 7, 32305, 33118, 65423),
    ("Kota Raja", 8, 18950, 19407, 38357),
    ("Kelapa Lima", 5, 21640, 21985, 43625),
    ("Kota Lama", 10, 12275, 12811, 25086),
    ("TOTAL", 51, 145700, 148896, 294596),
)
KEPALA_SUARA = (
    ("nomor", "No.", ""),
    ("label", "Uraian", ""),
    ("suara", "Suara", ""),
    ("persen suara", "% Suara", ""),
    ("saksi", "Saksi", ""),
    ("perolehan", "Perolehan", ""),
)
SUARA = (
    ("Pasangan Calon 1", 81475, "39.70", 51, "39,7% (81.475 Suara)"),
    ("Pasangan Calon 2", 57296, "27.92", 48, "27,9% (57.296 Suara)"),
    ("Pasangan Calon 3", 45110, "21.98", 50, "22% (45.110 Suara)"),
    ("Pasangan Calon 4", 21334, "10.40", 32, "10,4% (21.334 Suara)"),
    ("TOTAL", 205215, "100.00", 181, None),
)
_SURAT = "Persentase surat masuk yang ditindaklanjuti"
_DUKUNGAN = (
    (_SURAT, "Surat yang ditindaklanjuti", 420, "Surat masuk", 500, persen("84", 0)),
    ("Persentase pegawai yang mengikuti pelatihan", "Pegawai yang mengikuti pelatihan", 15, "Pegawai", 33,
     persen("45.45")),
)  # fmt: skip
"""Counts behind a realisasi: of an indicator in a capaian table, and of one that stands nowhere else."""
_TRIWULAN = (
    ("Jumlah laporan keuangan yang disusun", (Decimal(12), '0" laporan"'), "Jumlah", (3, 3, 3, 3), (3, 3, 3, 2)),
    (_SURAT, persen("96", 0), "Posisi Akhir", (24, 48, 72, 96), (20, 40, 60, 84)),
)  # fmt: skip


def baris_dukungan() -> Iterator[tuple[IsiSel, ...]]:
    """Rows of the evidence."""
    for i, (nama, atas, a, bawah, b, realisasi) in enumerate(_DUKUNGAN, 1):
        yield nomor(i), nama, atas, rupiah(a), bawah, rupiah(b), realisasi


def baris_triwulan() -> Iterator[tuple[IsiSel, ...]]:
    """Rows of a capaian per quarter: the year's figures, then target, realisasi and capaian of each quarter."""
    for i, (nama, target, agregasi, sasaran, nyata) in enumerate(_TRIWULAN, 1):
        jumlah = agregasi == "Jumlah"

        def isi(n: int, jumlah: bool = jumlah) -> IsiSel:
            return (Decimal(n), '0" laporan"') if jumlah else persen(str(n), 0)

        setahun = isi(sum(nyata) if jumlah else nyata[-1])
        hasil = persen("91.67" if jumlah else "87.50")
        capaian = (persen(f"{Decimal(r) / t * 100:.2f}") for t, r in zip(sasaran, nyata, strict=True))
        yield (nomor(i), nama, target, setahun, hasil, "Baik Sekali", "Maksimal", agregasi,
               *map(isi, sasaran), *map(isi, nyata), *capaian)  # fmt: skip


_TW = ("t1", "t2", "t3", "t4")
BIDANG_TRIWULAN = " ".join(f"{n}_{t}" for n in ("target", "realisasi", "capaian") for t in _TW)
_BULANAN = (
    ("WA.3357", "Pelaksanaan Manajemen Perencanaan dan Data", 30, ""),
    ("WA.3357.EBD", "Layanan Manajemen Kinerja Internal", 30, ""),
    ("WA.3357.EBD.952", "Layanan Perencanaan dan Penganggaran", 10, ""),
    ("WA.3357.EBD.952.051", "Penyusunan Rencana Program dan Anggaran", 10, "52"),
    ("WA.3357.EBD.953", "Layanan Pemantauan dan Evaluasi", 20, ""),
    ("WA.3357.EBD.953.052", "Pelaksanaan Pemantauan dan Evaluasi", 20, ""),
    ("WA.3357.EBD.953.052.521211", "Belanja Bahan", 8, "52"),
    ("WA.3357.EBD.953.052.524111", "Belanja Perjalanan Dinas Biasa", 12, "52"),
    ("WA.3361", "Pemeriksaan di Lingkungan Sekretariat", 5, ""),
    ("WA.3361.EBD", "Layanan Manajemen Kinerja Internal", 5, ""),
    ("WA.3361.EBD.965", "Layanan Audit Internal", 5, ""),
    ("WA.3361.EBD.965.051", "Pelaksanaan Pengawasan Internal", 5, "52"),
    (None, "TOTAL", 35, ""),
)
"""Code, name, pagu in units of 126.000 rupiah, belanja type."""


def bulanan() -> tuple[tuple[IsiSel, ...], ...]:
    """Rows of the monthly budget: realisasi 11.000 a month up to June and 9.000 after, per unit of pagu."""
    return tuple(
        (
            kode,
            nama,
            *map(rupiah, (126000 * n, 126000 * n, 0, 120000 * n, 6000 * n)),
            persen("95.24"),
            belanja or None,
            "Sub Bagian Perencanaan, Data dan Informasi" if belanja else None,
            *map(rupiah, [11000 * n] * 6 + [9000 * n] * 6),
        )
        for kode, nama, n, belanja in _BULANAN
    )
