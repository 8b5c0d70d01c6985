"""Headers as offices really make them: a row of numbers with formulas, money columns divided in two or three, and rows
of a table that only look like a header."""

from __future__ import annotations

import pytest
from petak_kecil import periksa_petak, temuan_petak

from xlkinerja.nomor_kolom import baris_bernomor

_JUDUL = [["Realisasi Anggaran KPU Kabupaten Belu Tahun 2024"], []]
_KEPALA = ["Kode", "Uraian", "Pagu", "Realisasi", "Sisa", "%"]
_ISI = [
    ["WA", "Dukungan", 1000000, 950000, 50000, "95,00%"],
    ["CQ", "Pemilu", 500000, 400000, 100000, "80,00%"],
    [None, "JUMLAH", 1500000, 1350000, 150000, "90,00%"],
]
_SALAH = [["WA", "Dukungan", 1000000, 950000, 60000, "95,00%"], *_ISI[1:]]


# A table's own rows


_UNIT = ["Capaian Kinerja Bagian Program Tahun 2026"]
_KEPALA_UNIT = [
    "No.", "Kegiatan", "Sasaran Kegiatan", "Indikator Kinerja Kegiatan", "Target", "Realisasi", "% Capaian", "Satuan",
    "Keterangan",
]  # fmt: skip
_BIDANG_UNIT = ("nomor", "kegiatan", "sasaran", "indikator", "target", "realisasi", "capaian", "satuan")


def _unit(*, realisasi: str | None = None) -> list[list[str | int | None]]:
    def baris(n: int | None, i: str, target: int, satuan: str) -> list[str | int | None]:
        capaian = "100%" if realisasi else None
        return [n, "Kegiatan A" if n else None, f"Sasaran {i}", i, target, realisasi and target, capaian, satuan,
                "realisasi belum diisi"]  # fmt: skip

    return [
        baris(1, "Jumlah revisi", 13, "kali"),
        baris(None, "Persentase pegawai tercatat", 54, "%"),
        baris(None, "Jumlah badan adhoc dibentuk", 9, "satker"),
        baris(None, "Jumlah rapat bagian", 3, "bagian"),
    ]


@pytest.mark.parametrize("bernama", [True, False])
def test_satuan_satker_bukan_kepala_tabel(bernama: bool) -> None:
    kolom = "ABCDEFGH"
    nama = {f"xlk_capaian_program_{n}": f"'X'!${k}$4:${k}$7" for n, k in zip(_BIDANG_UNIT, kolom, strict=True)}
    petak = {"X": [_UNIT, [], _KEPALA_UNIT, *_unit()]}
    _, berkas = periksa_petak(petak, nama=nama if bernama else None)
    (d,) = berkas.dokumen
    assert (d.formulir, d.rentang.baris2, len(d.baris)) == ("capaian_kegiatan", 7, 4)


def test_kepala_di_bawah_tabel_tetap_kepala() -> None:
    lain = [["No", "Kecamatan", "Laki-laki"], [1, "Atambua", 5], [2, "Lasiolat", 6], [None, "Jumlah", 12]]
    assert temuan_petak([*_JUDUL, _KEPALA, *_ISI, *lain]) == {("J204", "C10")}


# The row of column numbers


@pytest.mark.parametrize(
    "nomor",
    [
        ["1", "2", "3", "4", "5=3-4", "6=4:3"],
        ["(1)", "(2)", "(3)", "(4)", "(5)=(3)-(4)", "(6)=(4)/(3)x100%"],
        ["(1)", "(2)", "(3)", "(4)", "(5=3-4)", "(6=4/3)"],
        [1, 2, 3, 4, "5 (3-4)", "6 (4/3)"],
        ["a", "b", "c", "d", "e=c-d", "f = d/c x 100"],
        ["1", "2", "3", "4", "3-4", "4/3*100"],
    ],
)
def test_nomor_kolom_berumus(nomor: list[str | int]) -> None:
    assert temuan_petak([*_JUDUL, _KEPALA, nomor, *_ISI]) == set()
    assert temuan_petak([*_JUDUL, _KEPALA, nomor, *_SALAH]) == {("A201", "E5")}


def test_bukan_nomor_kolom() -> None:
    assert not baris_bernomor(["1", "2", "4"])
    assert not baris_bernomor(["1", "2", "5=3-4"])
    assert not baris_bernomor(["1", "Dukungan"])
    assert not baris_bernomor(["1", "2", "4-5"])
    assert not baris_bernomor(["b", "c"])
    assert not baris_bernomor(["1"])


# Divided headings

_DUA = ["A3:A4", "B3:B4"]


@pytest.mark.parametrize("awal", ["Kode", "No"])
@pytest.mark.parametrize("anak", [("Rp", "%"), ("(Rp)", "(%)")])
def test_realisasi_rp_dan_persen(awal: str, anak: tuple[str, str]) -> None:
    kepala = [[awal, "Uraian", "Pagu", "Realisasi", None, "Sisa"], [None, None, None, *anak]]
    gabungan = [*_DUA, "C3:C4", "D3:E3", "F3:F4"]
    kode = ("WA", "CQ") if awal == "Kode" else (1, 2)

    def isi(sisa: int, persen: str) -> list[list[str | int | None]]:
        return [
            [kode[0], "Dukungan", 1000000, 950000, persen, sisa],
            [kode[1], "Pemilu", 500000, 400000, "80,00%", 100000],
            [None, "JUMLAH", 1500000, 1350000, "90,00%", 150000],
        ]

    assert temuan_petak([*_JUDUL, *kepala, *isi(50000, "95,00%")], gabungan) == set()
    assert temuan_petak([*_JUDUL, *kepala, *isi(60000, "95,00%")], gabungan) == {("A201", "F5")}
    assert temuan_petak([*_JUDUL, *kepala, *isi(50000, "59,00%")], gabungan) == {("A202", "E5")}


@pytest.mark.parametrize("digabung", [True, False])
@pytest.mark.parametrize("awal", ["Kode", "No"])
def test_pagu_semula_menjadi(awal: str, digabung: bool) -> None:
    kepala = [[awal, "Uraian", "Pagu", None, "Realisasi", "Sisa", "%"], [None, None, "Semula", "Menjadi"]]
    gabungan = [*_DUA, "C3:D3", "E3:E4", "F3:F4", "G3:G4"] if digabung else []
    kode = ("WA", "CQ") if awal == "Kode" else (1, 2)

    def isi(sisa: int) -> list[list[str | int | None]]:
        return [
            [kode[0], "Dukungan", 900000, 1000000, 950000, sisa, "95,00%"],
            [kode[1], "Pemilu", 600000, 500000, 400000, 100000, "80,00%"],
            [None, "TOTAL", 1500000, 1500000, 1350000, 150000, "90,00%"],
        ]

    assert temuan_petak([*_JUDUL, *kepala, *isi(50000)], gabungan) == set()
    assert temuan_petak([*_JUDUL, *kepala, *isi(60000)], gabungan) == {("A201", "F5")}


@pytest.mark.parametrize(
    "anak",
    [
        ("s.d. Bulan Lalu", "Bulan Ini", "s.d. Bulan Ini"),
        ("Periode Lalu", "Periode Ini", "s.d. Periode"),
        ("s/d Triwulan Lalu", "Triwulan Ini", "s/d Triwulan Ini"),
    ],
)
@pytest.mark.parametrize("digabung", [True, False])
def test_realisasi_kumulatif_yang_dihitung(anak: tuple[str, ...], digabung: bool) -> None:
    kepala = [["No", "Uraian", "Pagu", "Realisasi", None, None, "Sisa", "%"], [None, None, None, *anak]]
    gabungan = [*_DUA, "C3:C4", "D3:F3", "G3:G4", "H3:H4"] if digabung else []

    def isi(sisa: int) -> list[list[str | int | None]]:
        return [
            [1, "Dukungan", 1000000, 900000, 50000, 950000, sisa, "95,00%"],
            [2, "Pemilu", 500000, 300000, 100000, 400000, 100000, "80,00%"],
            [None, "TOTAL", 1500000, 1200000, 150000, 1350000, 150000, "90,00%"],
        ]

    assert temuan_petak([*_JUDUL, *kepala, *isi(50000)], gabungan) == set()
    assert temuan_petak([*_JUDUL, *kepala, *isi(60000)], gabungan) == {("A201", "G5")}


def test_pagu_efektif_sesudah_blokir() -> None:
    kepala = ["Kode", "Uraian", "Pagu", "Blokir", "Pagu Efektif", "Realisasi", "Sisa", "%"]

    def isi(sisa: int) -> list[list[str | int | None]]:
        return [
            ["WA", "Dukungan", 1000000, 40000, 960000, 950000, sisa, "98,96%"],
            ["CQ", "Pemilu", 500000, 0, 500000, 400000, 100000, "80,00%"],
            [None, "TOTAL", 1500000, 40000, 1460000, 1350000, 110000, "92,47%"],
        ]

    assert temuan_petak([*_JUDUL, kepala, *isi(10000)]) == set()
    assert temuan_petak([*_JUDUL, kepala, *isi(20000)]) == {("A201", "G4")}


def test_kepala_bertahun_yang_digabung() -> None:
    kepala = [
        ["No", "Indikator", "Realisasi", None, None, "Target", "Realisasi", "Capaian"],
        [None, None, "2021", "2022", "2023", "2024", "2024", "2024"],
    ]
    isi = [1, "Indeks Reformasi Birokrasi", "70", "75", "78", "80", "93,52", "116,90%"]
    petak = [["CAPAIAN KINERJA KPU KABUPATEN BELU TAHUN 2024"], [], *kepala, isi]
    assert not {k for k, _ in temuan_petak(petak, [*_DUA, "C3:E3"])} & {"S202", "S003"}
