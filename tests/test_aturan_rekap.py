"""The summary tables of a template, all typed: sisa, percentage, running sum, the IKPA block; one finding each, on
the cell."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest

from tests.suntik.bahan import Bahan
from xlkinerja.model import BarisPendukung, Dokumen
from xlkinerja.periksa import periksa_buku
from xlkinerja.tampilan import figur
from xlkinerja.temuan import Sel, Temuan, Tingkat

D = Decimal


def _bahan() -> Bahan:
    return Bahan(1, Random(0), ketik=True)


def _tabel(b: Bahan, *kolom: str) -> tuple[Dokumen, list[BarisPendukung]]:
    ada = [d for d in b.berkas.dokumen if d.jenis == "pendukung" and set(kolom) <= set(d.baris[0].asal)]
    (d,) = ada
    return d, [x for x in d.baris if isinstance(x, BarisPendukung)]


def _temuan(b: Bahan) -> list[Temuan]:
    return [t for t in periksa_buku(b.buku, b.nama).temuan if t.tingkat is not Tingkat.INFO]


def _nilai(s: Sel) -> Decimal:
    assert isinstance(s.nilai, Decimal)
    return s.nilai


@pytest.mark.parametrize(
    ("bidang", "tambah", "kode"),
    [("sisa pagu", D(1000), "A201"), ("persen", D("-0.1"), "A202"), ("realisasi", D(-45000), "J206")],
)
@pytest.mark.parametrize("ke", [0, 2])
def test_rekap_per_sub_bagian(bidang: str, tambah: Decimal, kode: str, ke: int) -> None:
    b = _bahan()
    _, baris = _tabel(b, "sisa pagu", "persen")
    sel = baris[ke].asal[bidang]
    b.tulis(sel, _nilai(sel) + tambah)
    assert [(t.kode, t.lokasi.lembar, t.lokasi.sel) for t in _temuan(b)] == [(kode, sel.lembar, sel.alamat)]


def test_persentase_dibulatkan_atau_dipotong_dibiarkan() -> None:
    b = _bahan()
    _, baris = _tabel(b, "sisa pagu", "persen")
    for x in baris:
        pagu, realisasi = x.nilai["pagu"], x.nilai["realisasi"]
        if pagu and realisasi is not None:
            b.tulis(x.asal["persen"], D(int(realisasi / pagu * 10000)) / 10000)
    assert _temuan(b) == []


@pytest.mark.parametrize(
    ("bidang", "ke", "kode"),
    [("realisasi", 0, "J216"), ("realisasi", 5, "J216"), ("realisasi", 11, "J216"), ("kumulatif", 5, "J206")],
)
def test_rekap_per_bulan(bidang: str, ke: int, kode: str) -> None:
    b = _bahan()
    _, baris = _tabel(b, "kumulatif")
    sel = baris[ke].asal[bidang]
    b.tulis(sel, _nilai(sel) + 9000)
    temuan = _temuan(b)
    assert [(t.kode, t.lokasi.sel) for t in temuan] == [(kode, sel.alamat)]
    assert temuan[0].seharusnya == _nilai(sel)


def test_kolom_kumulatif_yang_bukan_jumlah_berjalan() -> None:
    """A heading alone does not make a running sum: where hardly a row holds it nothing is said."""
    b = _bahan()
    _, baris = _tabel(b, "kumulatif")
    for x in baris:
        b.tulis(x.asal["kumulatif"], _nilai(x.asal["realisasi"]) * 2)
    assert [t.kode for t in _temuan(b)] == []


@pytest.mark.parametrize("bidang", ["persen s d tw ii", "s d tw iii"])
def test_blok_ikpa(bidang: str) -> None:
    b = _bahan()
    _, baris = _tabel(b, "s d tw i")
    x = next(x for x in baris if x.nilai["pagu"] and not x.total)
    sel = x.asal[bidang]
    assert figur(sel) is not None
    b.tulis(sel, _nilai(sel) + (D("0.2") if bidang.startswith("persen") else D(2_000_000)))
    temuan = _temuan(b)
    assert [(t.kode, t.lokasi.sel) for t in temuan] == [("A202" if bidang.startswith("persen") else "J206", sel.alamat)]
