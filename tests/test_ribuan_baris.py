"""Hitung Ulang on a budget of thousands of rows costs little more than loading the workbook does elsewhere."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.buku_ribuan import BARIS_KEGIATAN, tulis
from tests.waktu import tercepat
from xlkinerja.terapkan import hitung_jalur, hitung_perubahan


@pytest.fixture(scope="module")
def besar(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two thousand rows."""
    return tulis(tmp_path_factory.mktemp("besar") / "anggaran.xlsx", 21)


def test_semua_sel_hitungan_diisi(besar: Path) -> None:
    hasil, perubahan = hitung_perubahan(besar)
    sel = {(x.baris, x.kolom): x.isi for x in perubahan.isi}
    assert len(sel) == hasil.tulisan[0].diisi == 2 * (21 * BARIS_KEGIATAN + 2)
    assert not hasil.periksa.berkas[0].temuan
    assert sel[8, 5] == Decimal((3300 % 7 + 51) * 250_000 - 51 * 125_000)


def test_ribuan_baris_sepadan_dengan_memuatnya(besar: Path) -> None:
    """Two and a half times openpyxl's loading; six times when the sheet was spliced and parsed between the rounds."""
    memuat = tercepat(lambda: load_workbook(besar))
    assert tercepat(lambda: hitung_perubahan(besar), cukup=3 * memuat) < 4.5 * memuat


def test_ribuan_baris_berumus_sepadan_dengan_memuatnya(besar: Path, tmp_path: Path) -> None:
    """With formulas in their places and nothing to fill, as in a template, it is one and a half times."""
    buku = load_workbook(besar)
    lembar = buku.worksheets[0]
    for i in range(4, lembar.max_row + 1):
        lembar.cell(i, 5).value, lembar.cell(i, 6).value = f"=C{i}-D{i}", f"=D{i}/C{i}"
    buku.save(berumus := tmp_path / "anggaran.xlsx")
    hitung_jalur([berumus], cadangan=False)
    memuat = tercepat(lambda: load_workbook(berumus))
    assert tercepat(lambda: hitung_perubahan(berumus), cukup=2 * memuat) < 3 * memuat
