"""Layouts of budget tables (LAYOUT.md 2c and 6) and of supporting tables (LAYOUT.md 7)."""

from __future__ import annotations

from xlkinerja.formulir.kinerja import NAMA_BULAN, NO
from xlkinerja.tataletak import Formulir, Jenis, Kolom

KODE = Kolom("kode", ("Kode", "Kode Anggaran", "Kode Kegiatan"), Jenis.KODE, wajib=False)
URAIAN = Kolom(
    "nama",
    (
        "Program/Kegiatan/Sub Kegiatan",
        "Program/Kegiatan/KRO/RO",
        "Program/Kegiatan",
        "Program / Sub Bagian / Rincian",
        "Nomenklatur Komponen",
        "Program/Kegiatan/KRO/RO/Komponen",
        "Program",
        "Kegiatan",
        "Uraian",
        "Nomenklatur",
    ),
)
PAGU = Kolom(
    "pagu",
    (
        "Pagu Anggaran",
        "Pagu",
        "Anggaran",
        "Alokasi",
        "Alokasi Anggaran",
        "Pagu Revisi",
        "Jumlah Anggaran",
    ),
    Jenis.UANG,
)
REALISASI = Kolom("realisasi", ("Realisasi Anggaran", "Realisasi"), Jenis.UANG, awalan=True)
SISA = Kolom(
    "sisa", ("Sisa Anggaran", "Sisa Pagu", "Sisa"), Jenis.UANG, wajib=False, dihitung=True
)
PERSEN = Kolom(
    "persen",
    ("% Capaian", "%", "Persen", "Persentase", "% Realisasi", "Persentase Realisasi", "Capaian", "% Serapan",
     "Serapan", "Penyerapan", "Capaian (%)", "Persentase Serapan", "Serapan (%)", "Realisasi (%)"),
    Jenis.PERSEN,
    wajib=False,
    dihitung=True,
)  # fmt: skip
EFISIENSI = (
    Kolom("efisiensi", ("Efisiensi", "Efisiensi Anggaran"), wajib=False),
    Kolom(
        "efisiensi_persen",
        ("Efisiensi (%)", "% Efisiensi", "Persentase Efisiensi", "Tingkat Efisiensi", "Tingkat Efisiensi (%)"),
        wajib=False,
    ),
)
"""What was not spent, in rupiah and in percent of pagu; read by the rule only."""

ANGGARAN_REALISASI = Formulir(
    "anggaran_realisasi",
    "anggaran",
    "Realisasi Anggaran",
    (NO, KODE, URAIAN, PAGU, REALISASI, SISA, PERSEN, *EFISIENSI),
    "seed 001 l.1254-1294; seed 003 l.157-160, l.508-521, l.1081-1135",
)
_PER_BULAN = ("Realisasi per Bulan",)
ANGGARAN_BULANAN = Formulir(
    "anggaran_bulanan",
    "anggaran",
    "Anggaran dan Realisasi per Bulan",
    (
        NO,
        Kolom("kode", KODE.judul, Jenis.KODE),
        URAIAN,
        Kolom("pagu_awal", ("Pagu Awal",), Jenis.UANG),
        Kolom("pagu", ("Pagu Revisi", "Pagu"), Jenis.UANG),
        Kolom("blokir", ("Blokir",), Jenis.UANG, wajib=False),
        Kolom("realisasi", ("Realisasi", "Realisasi Anggaran"), Jenis.UANG, dihitung=True),
        SISA,
        PERSEN,
        *EFISIENSI,
        Kolom("belanja", ("Jenis Belanja",), wajib=False),
        Kolom("unit", ("Unit Pelaksana",), wajib=False),
        *(
            Kolom(f"b{i}", nama, Jenis.UANG, wajib=False, induk=_PER_BULAN)
            for i, nama in enumerate(NAMA_BULAN, 1)
        ),
    ),
    "DOMAIN 3; LAYOUT 6a; PER-5/PB/2024 (penyerapan per triwulan)",
)
ANGGARAN_AWAL = Formulir(
    "anggaran_awal",
    "anggaran",
    "Program, Kegiatan dan Pagu Awal",
    (NO, Kolom("kode", KODE.judul, Jenis.KODE), URAIAN, Kolom("pagu_awal", ("Pagu Awal",), Jenis.UANG)),
    "seed 000 l.314-366",
)
ANGGARAN_RENCANA = Formulir(
    "anggaran_rencana",
    "anggaran",
    "Program, Kegiatan dan Anggaran",
    (NO, KODE, URAIAN, PAGU),
    "seed 000 l.314-366",
)

_LABEL = (
    "Kabupaten",
    "Kabupaten/Kota",
    "Uraian",
    "Bulan",
    "Kecamatan",
    "Asal/Tujuan Surat",
    "Sub Bagian",
    "Bagian",
    "Satker",
)
PENDUKUNG = Formulir(
    "pendukung",
    "pendukung",
    "Data pendukung",
    (NO, Kolom("label", _LABEL), Kolom("cacah", pola=r".+", jenis=Jenis.CACAH)),
    "seed 001 l.199-268, l.727-768, l.800-815, l.964-1004",
)
PENDUKUNG_BELANJA = Formulir(
    "pendukung_belanja",
    "pendukung",
    "Data per jenis belanja",
    (Kolom("nomor", NO.judul, NO.jenis), Kolom("label", ("Jenis Belanja",)), Kolom("pagu", PAGU.judul, Jenis.CACAH),
     Kolom("cacah", pola=r".+", jenis=Jenis.CACAH)),
    "DOMAIN 3; PER-5/PB/2024 (penyerapan per jenis belanja)",
)  # fmt: skip
"""Needs its number column: in the budget table "Jenis Belanja" is a column beside the months."""
