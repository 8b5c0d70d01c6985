"""A wrong figure that the sums above it carry on is one finding, on the figure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.wilayah_ntt import buku as buku_ntt
from xlkinerja.angka import tulis_angka
from xlkinerja.aturan.contoh import contoh_buku
from xlkinerja.aturan.deklarasi import Ubah
from xlkinerja.periksa import periksa_buku
from xlkinerja.temuan import Temuan, Tingkat

_A = "anggaran_realisasi"
Ganti = tuple[int, str, int]


def _temuan(*ganti: Ganti, rumus: str | None = None, formulir: str = _A) -> list[Temuan]:
    ubah = [Ubah(formulir, i, bidang, Decimal(n), "#,##0") for i, bidang, n in ganti]
    if rumus is not None:
        i, bidang, n = ganti[-1]
        ubah[-1] = Ubah(formulir, i, bidang, Decimal(n), "#,##0", rumus)
    return [t for t in periksa_buku(contoh_buku(tuple(ubah))).temuan if t.tingkat is not Tingkat.INFO]


def _letak(temuan: list[Temuan]) -> list[tuple[str, str | None, str | None]]:
    return [(t.kode, t.lokasi.lembar, t.lokasi.sel) for t in temuan]


@pytest.mark.parametrize("rumus", [None, "C4+C7"])
def test_program_keliru_yang_terjumlah_pada_total(rumus: str | None) -> None:
    temuan = _temuan((0, "pagu", 3460547000), (6, "pagu", 4839001000), rumus=rumus)
    assert _letak(temuan) == [("J201", "Anggaran", "C4")]
    assert temuan[0].sebab == "dua angka tertukar (47 seharusnya 74)"
    assert temuan[0].seharusnya == 3460574000
    assert "C10" in [t.sel for t in temuan[0].terkait]


@pytest.mark.parametrize(
    ("bidang", "angka", "letak", "seharusnya"),
    [
        ("pagu", (3366005000, 3460529000, 4838983000), ("J203", "Anggaran", "C5"), 3366050000),
        ("realisasi", (3035485655, 3130009655, 4489013408), ("J203", "Anggaran", "D5"), 3305485655),
        ("realisasi", (3305485556, 3400009556, 4759013309), ("J203", "Anggaran", "D5"), 3305485655),
        ("sisa", (60564354, 60564354, 80014601), ("A201", "Anggaran", "E5"), 60564345),
    ],
)
def test_rincian_keliru_yang_terjumlah_sampai_total(
    bidang: str, angka: tuple[int, int, int], letak: tuple[str, str, str], seharusnya: int
) -> None:
    daun, program, total = angka
    temuan = _temuan((1, bidang, daun), (0, bidang, program), (6, bidang, total))
    assert _letak(temuan) == [letak]
    assert temuan[0].seharusnya == seharusnya


def test_terbawa_sampai_program_saja() -> None:
    temuan = _temuan((1, "pagu", 3366005000), (0, "pagu", 3460529000))
    assert _letak(temuan) == [("J203", "Anggaran", "C5")]


def test_dua_rincian_keliru_dan_jumlahnya_memuat_keduanya() -> None:
    """WA.3355 100.000 and WA.3360 7.000 too little; program and total add both up."""
    temuan = _temuan((1, "pagu", 3365950000), (2, "pagu", 94517000), (0, "pagu", 3460467000), (6, "pagu", 4838921000))
    assert _letak(temuan) == [("J203", "Anggaran", "C5"), ("J203", "Anggaran", "C6")]
    assert [t.seharusnya for t in temuan] == [3366050000, 94524000]


def test_tidak_ada_yang_menunjuk_kolomnya() -> None:
    """Both tables carry the figure and the percentage is too coarse to tell: the sisa is named, and what else it may
    be."""
    ubah = [(_A, 1, 3366037653), (_A, 0, 3460561653), (_A, 6, 4839015653)]
    ringkas = [("anggaran_ringkas", 0, 3460561653), ("anggaran_ringkas", 2, 4839015653)]
    buku = contoh_buku(tuple(Ubah(f, i, "pagu", Decimal(n), "#,##0") for f, i, n in (*ubah, *ringkas)))
    temuan = [t for t in periksa_buku(buku).temuan if t.kode == "A201" and t.lokasi.lembar == "Anggaran"]
    assert [t.lokasi.sel for t in temuan] == ["E5"]
    assert temuan[0].sebab is not None
    assert temuan[0].sebab.startswith("selisihnya terbawa ke E4, E10")


def test_petunjuk_tidak_menutupi_temuan() -> None:
    """A pagu in thousands in a template is only a hint by itself (A211); that the realisasi exceeds it is reported."""
    pagu = next(x for x in buku_ntt("53.04").lembar if x.nama == "Anggaran").sel(19, 4).nilai
    assert isinstance(pagu, Decimal)
    buku = buku_ntt("53.04", {("Anggaran", "D19"): pagu / 1000})
    for x in buku.lembar:
        for i, k in enumerate(x.kunci):
            if k in x.rumus:  # as a program leaves them that does not compute
                x.jenis[i], x.isi[i] = ord("-"), ""
    temuan = periksa_buku(buku).temuan
    assert ("A211", "Anggaran", "D19") in _letak(list(temuan))
    assert ("A203", "Anggaran", "F19") in _letak(list(temuan))
    (sebab,) = [t.sebab for t in temuan if t.kode == "A203" and t.lokasi.sel == "F19"]
    assert sebab == f"pagu mungkin tertulis dalam ribuan (kurang dikali 1.000): seharusnya {tulis_angka(pagu)}"
