"""F133: figures typed as text under formulas that pass over texts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.test_rumus_isi import disimpan_openpyxl
from xlkinerja.aturan.contoh import contoh_buku
from xlkinerja.aturan.deklarasi import Ubah
from xlkinerja.buku import Buku
from xlkinerja.buku.berkas import buka
from xlkinerja.periksa import periksa_buku

_A = "anggaran_realisasi"


def parah(buku: Buku) -> list[tuple[str, str | None, str | None]]:
    temuan = periksa_buku(buku).temuan
    return [(t.kode, t.lokasi.lembar, t.lokasi.sel) for t in temuan if t.tingkat.value != "info"]


@pytest.mark.parametrize(("tempat", "isi"), [("Anggaran!L14", "12.345.678"), ("Anggaran!D14", "100.000.000")])
def test_angka_teks_di_templat_satu_temuan(tempat: str, isi: str) -> None:
    """The month is passed over by SUMIFS, its parents, the year, sisa and % follow: one finding, on the month."""
    lembar, _, sel = tempat.partition("!")
    assert parah(buka(disimpan_openpyxl(**{tempat: isi}))) == [("F133", lembar, sel)]


def test_satu_kolom_teks_satu_temuan() -> None:
    ubah = {f"Anggaran!M{r}": "1.500.000" for r in (10, 14, 19)}
    temuan = periksa_buku(buka(disimpan_openpyxl(**ubah))).temuan
    satu = next(t for t in temuan if t.kode == "F133")
    assert (satu.lokasi.sel, satu.pesan.split(",")[0]) == ("M10", "3 angka di kolom ini tersimpan sebagai teks")
    assert {"M14", "M19"} <= {x.sel for x in satu.terkait}


def test_teks_tanpa_rumus_bukan_f133() -> None:
    assert parah(contoh_buku((Ubah(_A, 4, "pagu", "1.360.620.000"),))) == []


def test_angka_teks_yang_membuat_rumus_galat() -> None:
    """The sum passes over it, sisa and percentage fail: one finding, on the text."""
    ubah = (
        Ubah(_A, 4, "realisasi", "1.341.173.843"),
        Ubah(_A, 3, "realisasi", Decimal(17829910), "#,##0", "SUM(D8:D9)"),
        Ubah(_A, 4, "sisa", "#VALUE!", rumus="C8-D8"),
        Ubah(_A, 4, "persen", "#VALUE!", rumus="D8/C8*100"),
    )
    temuan = [t for t in periksa_buku(contoh_buku(ubah)).temuan if t.kode.startswith("F1")]
    assert [(t.kode, t.lokasi.sel) for t in temuan] == [("F133", "D8")]
    assert temuan[0].pesan == (
        "1 angka di kolom ini tersimpan sebagai teks, sehingga tidak dihitung oleh 1 rumus (D7) dan membuat 2 rumus "
        "(E8, F8) galat"
    )
