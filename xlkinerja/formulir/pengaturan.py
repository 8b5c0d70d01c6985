"""Settings that a workbook may carry: the scale of categories of capaian."""

from __future__ import annotations

from xlkinerja.formulir.kinerja import NO
from xlkinerja.tataletak import Formulir, Jenis, Kolom

SKALA = Formulir(
    "skala",
    "pengaturan",
    "Skala kategori capaian",
    (
        NO,
        Kolom("bawah", ("Batas Bawah", "Batas Bawah (%)", "Mulai Dari", "Nilai Minimal"), Jenis.PERSEN),
        Kolom("atas", ("Batas Atas", "Batas Atas (%)", "Sampai Di Bawah", "Nilai Maksimal"), Jenis.PERSEN),
        Kolom("kategori", ("Kategori", "Predikat", "Kategori Capaian")),
    ),
    "seed 003 l.575-580; every agency has its own scale (DOMAIN 2)",
)
