"""Bounds and grades with scores as targets and realisasi: computed with their figure, compared by their grade."""

from __future__ import annotations

from decimal import Decimal

import pytest
from petak_kecil import periksa_petak, temuan_petak

from xlkinerja.angka import Kata, baca_angka
from xlkinerja.hitung import Polaritas
from xlkinerja.nilai_sama import sama_nilai
from xlkinerja.nilai_tertulis import angka_predikat, batas_target, predikat_saja

_KEPALA = ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian"]
_JUDUL = [["CAPAIAN KINERJA KPU KABUPATEN BELU TAHUN 2024"], []]
_DPT = "Persentase Pemilih yang Berhak Memilih Tetapi Tidak Masuk dalam Daftar Pemilih Tetap"
_SAKIP = "Nilai Akuntabilitas Kinerja"
_OPINI = "Opini BPK atas Laporan Keuangan"
_LAYANAN = "Waktu penyelesaian layanan"


def _satu(indikator: str, target: str, realisasi: str, capaian: str) -> set[tuple[str, str]]:
    return temuan_petak([*_JUDUL, _KEPALA, [1, indikator, target, realisasi, capaian]])


@pytest.mark.parametrize(
    ("teks", "nilai", "arah"),
    [
        (">= 77,5%", "77.5", Polaritas.MAKSIMAL),
        ("≥77,5 %", "77.5", Polaritas.MAKSIMAL),
        ("> 80", "80", Polaritas.MAKSIMAL),
        ("min. 80", "80", Polaritas.MAKSIMAL),
        ("minimal 4 laporan", "4", Polaritas.MAKSIMAL),
        ("di atas 80", "80", Polaritas.MAKSIMAL),
        ("≤ 0,16%", "0.16", Polaritas.MINIMAL),
        ("maks. 0,16%", "0.16", Polaritas.MINIMAL),
        ("paling lama 3 hari", "3", Polaritas.MINIMAL),
        ("kurang dari 5 %", "5", Polaritas.MINIMAL),
    ],
)
def test_batas_target(teks: str, nilai: str, arah: Polaritas) -> None:
    batas = batas_target(teks)
    assert batas is not None
    assert (batas[0].nilai, batas[1]) == (Decimal(nilai), arah)


@pytest.mark.parametrize("teks", ["80", "80-90", "minimal", "> B", "min. 2.000", "mingguan 4", "maksud 3", "5 > 3"])
def test_bukan_batas_target(teks: str) -> None:
    assert batas_target(teks) is None


@pytest.mark.parametrize(
    ("indikator", "target", "realisasi", "capaian", "salah"),
    [
        ("Indeks Reformasi Birokrasi", "≥ 80", "93,52", "116,90%", "161,90%"),
        ("Persentase Partisipasi Pemilih", ">= 77,5%", "81,84%", "105,60%", "106,50%"),
        ("Jumlah laporan", "min. 4 laporan", "3 laporan", "75%", "57%"),
        (_DPT, "≤ 0,16%", "0,10%", "137,50%", "62,50%"),
        (_DPT, "maks. 0,16%", "0,10%", "137,50%", "62,50%"),
        (_LAYANAN, "≤ 3 hari", "2 hari", "133,33%", "166,67%"),  # the direction tells the polarity that nobody wrote
    ],
)
def test_capaian_terhadap_batas(indikator: str, target: str, realisasi: str, capaian: str, salah: str) -> None:
    assert _satu(indikator, target, realisasi, capaian) == set()
    assert _satu(indikator, target, realisasi, salah) == {("K201", "E4")}


def test_arah_yang_bertentangan_tidak_mengubah_polaritas() -> None:
    assert _satu(_DPT, "≥ 0,16%", "0,10%", "137,50%") == set()
    assert _satu(_DPT, "≥ 0,16%", "0,10%", "62,50%") == {("K201", "E4")}


def test_target_yang_bukan_angka_tetap_dilaporkan() -> None:
    assert _satu("Indeks Reformasi Birokrasi", "meningkat", "93,52", "116,90%") == {("K203", "E4")}


def _target_pk(pk: str, capaian: str) -> set[tuple[str, str]]:
    kepala = ["No", "Sasaran Strategis", "Indikator Kinerja", "Target"]
    isi = [1, "Terwujudnya A", "Indeks Reformasi Birokrasi"]
    petak = {
        "PK": [["PERJANJIAN KINERJA KPU KABUPATEN BELU TAHUN 2024"], [], kepala, [*isi, pk]],
        "Capaian": [*_JUDUL, [*kepala, "Realisasi", "Capaian"], [*isi, capaian, "80", "100%"]],
    }
    return periksa_petak(petak)[0]


def test_batas_dibandingkan_dengan_angkanya() -> None:
    assert _target_pk("≥ 80", "80") == set()
    assert _target_pk("80", ">= 80") == set()
    assert ("X202", "Capaian!D4") in _target_pk("≥ 78", "80")


@pytest.mark.parametrize(
    ("indikator", "target", "realisasi", "capaian"),
    [
        (_SAKIP, "BB", "BB (72,55)", "100%"),
        (_SAKIP, "B", "B (67,50)", "100%"),
        (_SAKIP, "BB", "72,55 (BB)", "100%"),
        (_SAKIP, "BB", "BB / 72,55", "100%"),
        (_SAKIP, "BB", "Sangat Baik (BB)", "100%"),
        (_SAKIP, "B (65,00)", "B (67,50)", "103,85%"),
        (_SAKIP, "B (65,00)", "B (67,50)", "100%"),
        (_SAKIP, "70", "BB (72,55)", "103,64%"),
        (_SAKIP, "BB (70,00)", "72,55", "103,64%"),
        (_OPINI, "Wajar Tanpa Pengecualian (WTP)", "WTP", "100%"),
        (_OPINI, "WTP", "Wajar Dengan Pengecualian (WDP)", "75%"),
    ],
)
def test_predikat_dengan_nilainya(indikator: str, target: str, realisasi: str, capaian: str) -> None:
    assert _satu(indikator, target, realisasi, capaian) == set()


@pytest.mark.parametrize(
    ("indikator", "target", "realisasi", "capaian", "temuan"),
    [
        (_SAKIP, "BB", "B (67,50)", "100%", ("K201", "E4")),
        (_SAKIP, "BB", "A+ (72,55)", "100%", ("K208", "D4")),
        (_SAKIP, "70", "BB", "100%", ("K208", "D4")),
        (_SAKIP, "70", "BB (72,55)", "130,64%", ("K201", "E4")),
        (_OPINI, "Wajar Tanpa Pengecualian (WDP)", "WTP", "100%", ("K208", "C4")),
        (_OPINI, "Wajar Tanpa Pengecualian (WTP)", "WDP", "100%", ("K201", "E4")),
    ],
)
def test_predikat_yang_salah(
    indikator: str, target: str, realisasi: str, capaian: str, temuan: tuple[str, str]
) -> None:
    assert _satu(indikator, target, realisasi, capaian) == {temuan}


def test_predikat_terpisah_dari_nilainya() -> None:
    assert predikat_saja(Kata("72,55 (BB)")) == "BB"
    assert angka_predikat(Kata("BB (72,55)")) == baca_angka("72,55")
    assert predikat_saja(Kata("Baik (72,55)")) == "Baik (72,55)"
    assert predikat_saja(Kata("B (Memuaskan)")) == "B (Memuaskan)"


def test_sama_nilai() -> None:
    for a, b, sama in (
        ("BB", "BB (72,55)", True),
        ("BB (72,50)", "BB (72,55)", False),
        ("BB", "B (72,55)", False),
        ("WTP", "Wajar Tanpa Pengecualian (WTP)", True),
        ("≥ 80", "≤ 80", False),
        ("≥ 80", "min. 80", True),
        ("≥ 80", "81", False),
        ("BB (72,55)", "72,55", True),
        ("BB", "72,55", False),
        ("≥ 80", "", None),
    ):
        assert sama_nilai(baca_angka(a), baca_angka(b)) is sama, (a, b)
