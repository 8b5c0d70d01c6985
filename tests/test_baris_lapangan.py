"""Rows as offices really type them: numbers filled down, averages below the indicators, everyday names of units, and
counts of people with a dot."""

from __future__ import annotations

import pytest
from petak_kecil import temuan_petak

from xlkinerja.aturan.aksi_silang import _saran

_KEPALA_PK = ["No", "Sasaran Strategis", "Indikator Kinerja", "Target"]
_PK = [["PERJANJIAN KINERJA KPU KABUPATEN BELU TAHUN 2024"], [], _KEPALA_PK]
_KEPALA = ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian"]
_CAPAIAN = [["CAPAIAN KINERJA KPU KABUPATEN BELU TAHUN 2024"], [], _KEPALA]
_PARTISIPASI = [1, "Persentase Partisipasi Pemilih", "77,5%", "81,84%", "105,60%"]


def test_nomor_diisi_ke_bawah() -> None:
    isi = [
        [1, "Terwujudnya A", "Indeks Reformasi Birokrasi", 80],
        [2, "Terwujudnya B", "Persentase Partisipasi Pemilih", "85%"],
        [2, "Terwujudnya B", "Persentase Partisipasi Pemilih Perempuan", "85%"],
    ]
    assert temuan_petak([*_PK, *isi]) == set()
    assert temuan_petak([*_PK, *isi, [2, "Terwujudnya C", "Jumlah kegiatan", "8 kegiatan"]]) == {("S104", "A7")}


def test_nomor_indikator_dengan_sasaran_diisi_ke_bawah() -> None:
    kepala = ["Sasaran Strategis", "No", *_KEPALA[1:]]
    kota = [_CAPAIAN[0], [], kepala]
    satu = ["Terwujudnya A", 1, "Indeks Reformasi Birokrasi", 80, 80, "100%"]
    dua = [
        ["Terwujudnya B", 2, "Persentase Partisipasi Pemilih", "85%", "85%", "100%"],
        ["Terwujudnya B", 2, "Persentase Partisipasi Pemilih Perempuan", "85%", "85%", "100%"],
    ]
    assert temuan_petak([*kota, satu, *dua]) == set()
    ketiga = ["Terwujudnya B", 3, "Jumlah kegiatan", "8 kegiatan", "8 kegiatan", "100%"]
    assert temuan_petak([*kota, satu, *dua, ketiga]) == {("S104", "B6")}


@pytest.mark.parametrize(
    "kata",
    [
        "Rata-rata Persentase Capaian KPU Kabupaten Belu",
        "Capaian Kinerja Organisasi",
        "Nilai Kinerja Organisasi (NKO)",
        "Rerata Capaian",
        "Total Capaian",
    ],
)
def test_baris_rangkuman_bukan_indikator(kata: str) -> None:
    assert temuan_petak([*_CAPAIAN, _PARTISIPASI, [None, kata, None, None, "105,60%"]]) == set()
    assert temuan_petak([*_CAPAIAN, _PARTISIPASI, [None, kata, "-", "-", "105,60%"]]) == set()
    # Numbered, it is an indicator without its target.
    assert ("S201", "C5") in temuan_petak([*_CAPAIAN, _PARTISIPASI, [2, kata, None, None, "105,60%"]])
    assert temuan_petak([*_CAPAIAN, _PARTISIPASI, [None, kata, 80, 40, "105,60%"]]) == {("K201", "E5")}


def test_indikator_tanpa_target_tetap_ditanya() -> None:
    isi = [None, "Indeks Reformasi Birokrasi", None, None, "105,60%"]
    assert temuan_petak([*_CAPAIAN, _PARTISIPASI, isi]) == {("S201", "C5"), ("S203", "D5")}


@pytest.mark.parametrize(
    "nama",
    ["subbag rendatin", "rendatin", "subbag kul", "subbag tekmas", "tppp", "sub bagian keulog",
     "sub bagian teknis dan hupmas penanggung jawab"],
)  # fmt: skip
def test_nama_unit_sehari_hari(nama: str) -> None:
    assert _saran(nama.split(), set()) is None


@pytest.mark.parametrize(
    ("nama", "saran"),
    [
        ("sub bagian perencanan data dan informasi", "Sub Bagian Perencanaan Data Dan Informasi"),
        ("subbag hukm", "Subbag Hukum"),
        ("sub bagian keuangn umum dan logistik", "Sub Bagian Keuangan Umum Dan Logistik"),
        ("subbag xyz", ""),
        ("subbag tekniks rendatin", "Subbag Teknis Rendatin"),
    ],
)
def test_nama_unit_yang_salah(nama: str, saran: str) -> None:
    assert _saran(nama.split(), set()) == saran


def _cacah(target: str, realisasi: str, capaian: str) -> set[tuple[str, str]]:
    return temuan_petak([*_CAPAIAN, [1, "Jumlah pemilih pemula", target, realisasi, capaian]])


def test_cacah_tidak_berdesimal() -> None:
    assert _cacah("2.000 orang", "2.100 orang", "105%") == set()
    assert _cacah("2.000 Dokumen", "2.100 Dokumen", "150%") == {("K201", "E4")}
    assert _cacah("2.000 orang", "210 orang", "10,50%") == set()
    assert _cacah("2.000 kilometer", "2.100 kilometer", "105%") == {("S103", "C4"), ("S103", "D4")}
