"""Layouts of performance tables: Renstra, IKU, PK, RKT, RAK and capaian (LAYOUT.md 1-5)."""

from __future__ import annotations

from xlkinerja.tataletak import Formulir, Jenis, Kolom

NO = Kolom("nomor", ("No.", "No", "Nomor", "Nomor Urut"), Jenis.NOMOR, wajib=False)
NO_KELOMPOK = Kolom("nomor", ("No.", "No", "Nomor"), Jenis.NOMOR, wajib=False, dibawa=True)
TUJUAN = Kolom("tujuan", ("Tujuan",), wajib=False, dibawa=True)
SASARAN = Kolom("sasaran", ("Sasaran Strategis", "Sasaran", "Sasaran Program"), dibawa=True)
SASARAN_KEGIATAN = Kolom("sasaran", ("Sasaran Kegiatan",), dibawa=True)
KEGIATAN = Kolom("kegiatan", ("Program/Kegiatan", "Kegiatan", "Program dan Kegiatan"), dibawa=True)
INDIKATOR = Kolom(
    "indikator",
    (
        "Indikator Kinerja",
        "Indikator",
        "Indikator Kinerja Utama",
        "Indikator Kinerja Sasaran",
        "Indikator Sasaran",
        "Indikator Kinerja Kegiatan",
        "Indikator Kinerja Utama (IKU)",
    ),
)
TARGET = Kolom("target", ("Target", "Target Kinerja"), Jenis.KINERJA, awalan=True)
REALISASI = Kolom("realisasi", ("Realisasi", "Realisasi Kinerja"), Jenis.KINERJA, awalan=True)
CAPAIAN = Kolom(
    "capaian",
    (
        "Capaian",
        "% Capaian",
        "Persentase Capaian",
        "Capaian (%)",
        "Capaian Kinerja",
        "% Capaian Kinerja",
        "Persentase Capaian Kinerja",
        "Persentase Capaian (%)",
        "Capaian Kinerja (%)",
        "Persen Capaian",
    ),
    Jenis.PERSEN,
    awalan=True,
    dihitung=True,
)
KATEGORI = Kolom(
    "kategori", ("Kategori", "Kategori Capaian", "Predikat", "Predikat Capaian"), wajib=False, dihitung=True
)
POLARITAS = Kolom("polaritas", ("Polaritas", "Arah", "Arah Indikator", "Polarisasi"), wajib=False)
SATUAN = Kolom("satuan", ("Satuan",), wajib=False)
AGREGASI = Kolom("agregasi", ("Agregasi", "Cara Agregasi"), wajib=False)
TARGET_PROVINSI = Kolom("target_provinsi", ("Target Provinsi",), Jenis.KINERJA, wajib=False)
TARGET_NASIONAL = Kolom("target_nasional", ("Target Nasional",), Jenis.KINERJA, wajib=False)
_ROMAWI = ("I", "II", "III", "IV")
PER_TRIWULAN = tuple(
    Kolom(f"{nama}_t{i}", (f"TW {r}", f"Triwulan {r}", r), jenis, wajib=False, induk=(induk,), dihitung=hitung)
    for nama, induk, jenis, hitung in (
        ("target", "Target Triwulan", Jenis.KINERJA, False),
        ("realisasi", "Realisasi Triwulan", Jenis.KINERJA, False),
        ("capaian", "Capaian Triwulan", Jenis.PERSEN, True),
    )
    for i, r in enumerate(_ROMAWI, 1)
)
"""Target, realisasi and capaian of each quarter beside those of the year."""
TAHUN = Kolom("tahun", pola=r"(19|20)\d\d", jenis=Jenis.KINERJA)

RENSTRA = Formulir(
    "renstra",
    "renstra",
    "Matriks Renstra",
    (NO, TUJUAN, SASARAN, INDIKATOR, TAHUN, SATUAN, POLARITAS, TARGET_PROVINSI, TARGET_NASIONAL),
    "seed 000 l.143-160; seed 003 l.444-460",
    minimal_banyak=2,
)

TARGET_SASARAN = Formulir(
    "target_sasaran",
    "pk",
    "Perjanjian Kinerja",
    (NO_KELOMPOK, TUJUAN, SASARAN, INDIKATOR, TARGET, SATUAN, POLARITAS, TARGET_PROVINSI, TARGET_NASIONAL),
    "seed 001 l.402-434; seed 003 l.485-497; seed 000 l.237-258",
)
TARGET_KEGIATAN = Formulir(
    "target_kegiatan",
    "pk",
    "Perjanjian Kinerja per unit",
    (NO_KELOMPOK, KEGIATAN, SASARAN_KEGIATAN, INDIKATOR, TARGET, SATUAN, POLARITAS),
    "seed 001 l.1354-1433; seed 000 l.262-312",
)
IKU = Formulir(
    "iku",
    "iku",
    "Indikator Kinerja Utama",
    (
        NO,
        INDIKATOR,
        Kolom("sasaran", SASARAN.judul, wajib=False),
        Kolom("definisi", ("Definisi", "Definisi Operasional")),
        Kolom("cara", ("Cara Perhitungan", "Formula", "Cara Menghitung", "Rumus")),
        Kolom("satuan", ("Satuan dan Ukuran Keberhasilan", "Satuan"), wajib=False),
        POLARITAS,
        Kolom(
            "penanggung_jawab", ("Penanggung Jawab", "Unit Penanggung Jawab", "Unit Pelaksana"), wajib=False
        ),
        Kolom("sumber", ("Sumber Data",), wajib=False),
    ),
    "seed 003 l.545-557",
)

_PELAKSANAAN = (
    "Rencana Pelaksanaan",
    "Jadwal Pelaksanaan",
    "Jadwal",
    "Waktu Pelaksanaan",
    "Rencana Aksi",
    "Triwulan",
    "Bulan",
)
_KEGIATAN_AKSI = Kolom(
    "kegiatan",
    ("Kegiatan yang Akan Dilaksanakan", "Kegiatan yang Dilaksanakan", "Kegiatan", "Rencana Aksi", "Aktivitas"),
    dibawa=False,
)
_PELAKSANA = Kolom("pelaksana", ("Pelaksana", "Unit Pelaksana", "Penanggung Jawab"))
TRIWULAN = tuple(
    Kolom(
        f"t{i}",
        (f"T{i}", f"TW {r}", f"TW{i}", f"TW {i}", f"Triwulan {r}", f"Triwulan {i}", f"Tri {r}", r),
        Jenis.TANDA,
        induk=_PELAKSANAAN,
    )
    for i, r in enumerate(_ROMAWI, 1)
)
NAMA_BULAN = (
    ("Jan", "Januari"),
    ("Feb", "Februari", "Pebruari"),
    ("Mar", "Maret"),
    ("Apr", "April"),
    ("Mei",),
    ("Jun", "Juni"),
    ("Jul", "Juli"),
    ("Agu", "Agustus", "Ags", "Agt"),
    ("Sep", "September", "Sept"),
    ("Okt", "Oktober"),
    ("Nov", "November", "Nopember"),
    ("Des", "Desember"),
)
"""The twelve months: their short form, their full name (one word is both), other spellings."""


def nama_bulan(bulan: int) -> str:
    """The full name of a month (1 to 12)."""
    nama = NAMA_BULAN[bulan - 1]
    return nama[min(1, len(nama) - 1)]


BULAN = tuple(
    Kolom(f"b{i}", (str(i), *nama), Jenis.TANDA, induk=_PELAKSANAAN) for i, nama in enumerate(NAMA_BULAN, 1)
)
RAK_TRIWULAN = Formulir(
    "rak_triwulan",
    "rak",
    "Rencana Aksi Kinerja per triwulan",
    (NO_KELOMPOK, SASARAN, INDIKATOR, TARGET, _KEGIATAN_AKSI, *TRIWULAN, _PELAKSANA),
    "seed 004 l.9-27",
)
RAK_BULAN = Formulir(
    "rak_bulan",
    "rak",
    "Rencana Aksi Kinerja per bulan",
    (NO_KELOMPOK, SASARAN, INDIKATOR, TARGET, _KEGIATAN_AKSI, *BULAN, _PELAKSANA),
    "seed 004 l.42-56",
)

CAPAIAN_SASARAN = Formulir(
    "capaian_sasaran",
    "capaian",
    "Capaian Kinerja",
    (
        TUJUAN,
        Kolom("sasaran", SASARAN.judul, wajib=False, dibawa=True),
        NO,
        INDIKATOR,
        TARGET,
        REALISASI,
        CAPAIAN,
        KATEGORI,
        SATUAN,
        POLARITAS,
        AGREGASI,
        *PER_TRIWULAN,
    ),
    "seed 003 l.607-622; seed 001 l.531-559, l.593-595, l.1439-1448",
)
CAPAIAN_KEGIATAN = Formulir(
    "capaian_kegiatan",
    "capaian",
    "Capaian Kinerja per unit",
    (
        NO_KELOMPOK,
        KEGIATAN,
        SASARAN_KEGIATAN,
        INDIKATOR,
        TARGET,
        REALISASI,
        CAPAIAN,
        KATEGORI,
        SATUAN,
        POLARITAS,
        AGREGASI,
        *PER_TRIWULAN,
    ),
    "seed 001 l.1454-1542",
)
_TAHUN_INI = ("2019", "2020", "2021", "2022", "2023", "2024", "2025", "2026", "2027", "2028", "2029", "2030")
CAPAIAN_TAHUNAN = Formulir(
    "capaian_tahunan",
    "capaian",
    "Capaian beberapa tahun",
    (
        Kolom("tahun", pola=r"(19|20)\d\d", jenis=Jenis.KINERJA, induk=("Realisasi",)),
        Kolom("target", ("Target",), Jenis.KINERJA, induk=_TAHUN_INI),
        Kolom("realisasi", ("Realisasi",), Jenis.KINERJA, induk=_TAHUN_INI),
        Kolom("capaian", CAPAIAN.judul, Jenis.PERSEN, induk=_TAHUN_INI, dihitung=True),
        Kolom("target_renstra", ("Target",), Jenis.KINERJA, wajib=False, induk=("Renstra",)),
    ),
    "seed 003 l.700-704",
    penyerap=(
        ("sasaran", "Sasaran Kegiatan"),
        ("sasaran", "Sasaran Strategis"),
        ("indikator", "Indikator Kegiatan"),
        ("indikator", "Indikator Kinerja"),
        ("indikator", "Indikator"),
    ),
)

DAFTAR_INDIKATOR = Formulir(
    "daftar_indikator",
    "rkt",
    "Daftar indikator tanpa target",
    (Kolom("nomor", NO.judul, Jenis.NOMOR), INDIKATOR),
    "seed 002 l.125-152",
)
DAFTAR_SASARAN = Formulir(
    "daftar_sasaran",
    "rkt",
    "Daftar sasaran tanpa indikator",
    (Kolom("nomor", NO.judul, Jenis.NOMOR), SASARAN),
    "seed 002 l.103-123",
)
