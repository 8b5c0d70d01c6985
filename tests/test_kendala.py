"""A budget table's identities: those that fail are found by a quick look, and each is made when it is asked for; both
must come to the same as making and testing all of them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest

from xlkinerja.kendala_anggaran import tabel_anggaran
from xlkinerja.model import BarisAnggaran


def _baris(
    kode: str, pagu: int | None, realisasi: int | None, sisa: int | None = None, persen: str | None = None
) -> BarisAnggaran:
    return BarisAnggaran(
        tuple(kode),
        kode,
        len(kode),
        *(None if n is None else Decimal(n) for n in (pagu, realisasi, sisa, persen)),
        {"pagu": None, "realisasi": None, "sisa": None, "persen": 2},
    )


_BENAR = (
    _baris("A", 600000, 150000, 450000, "25.00"),
    _baris("AA", 400000, 100000, 300000, "25.00"),
    _baris("AB", 200000, 50000, 150000, "25.00"),
    _baris("", 600000, 150000, 450000, "25"),
)


def _gagal(baris: list[BarisAnggaran]) -> list[tuple[str, tuple[int, str]]]:
    """The failing identities, which must be the same when all of them are looked at; and so must those of each cell."""
    tabel, semua = tabel_anggaran(baris), tabel_anggaran(baris).kendala
    hasil = [(k.jenis, k.kepala) for k in tabel.gagal()]
    assert hasil == [(k.jenis, k.kepala) for k in semua if not tabel.terpenuhi(k)]
    for p in tabel.nilai:
        milik = [(k.jenis, k.kepala, k.lain) for k in tabel.mengenai(p)]
        assert milik == [(k.jenis, k.kepala, k.lain) for k in semua if p in k.petak]
    kerja = tabel.salin()
    assert all(a is b for a, b in zip(kerja.kendala, tabel.kendala, strict=True))
    assert all(any(a is b for b in tabel.kendala) for p in tabel.nilai for a in kerja.mengenai(p))
    return hasil


def test_yang_gagal_sesudah_diubah_dicari_di_antara_semua() -> None:
    tabel = tabel_anggaran(list(_BENAR))
    assert tabel.gagal() == ()
    tabel.ubah((1, "sisa"), Decimal(300001))
    assert [(k.jenis, k.kepala) for k in tabel.gagal()] == [("jumlah", (0, "sisa")), ("sisa", (1, "sisa"))]
    assert [(k.jenis, k.kepala) for k in tabel.salin().gagal()] == [("jumlah", (0, "sisa")), ("sisa", (1, "sisa"))]


def test_tabel_yang_benar_tidak_gagal() -> None:
    assert _gagal(list(_BENAR)) == []


@pytest.mark.parametrize(
    ("i", "bidang", "nilai", "gagal"),
    [
        (0, "pagu", 600001, [("jumlah", (0, "pagu")), ("jumlah", (3, "pagu")), ("sisa", (0, "sisa"))]),
        (1, "sisa", 300001, [("jumlah", (0, "sisa")), ("sisa", (1, "sisa"))]),
        (2, "persen", "24.99", [("persen", (2, "persen"))]),
        (2, "persen", "25.01", [("persen", (2, "persen"))]),
        (3, "realisasi", 150001, [("jumlah", (3, "realisasi")), ("sisa", (3, "sisa"))]),
    ],
)
def test_satu_angka_salah_tetap_gagal(i: int, bidang: str, nilai: int | str, gagal: object) -> None:
    baris = list(_BENAR)
    baris[i] = replace(baris[i], **{bidang: Decimal(nilai)})  # type: ignore[arg-type]
    assert _gagal(baris) == gagal


def test_uang_berdesimal_dinilai_dengan_selangnya() -> None:
    baris = list(_BENAR)
    baris[3] = replace(baris[3], pagu=Decimal(600001), desimal={"pagu": 0, "sisa": 0, "persen": 2})
    assert _gagal(baris) == [("jumlah", (3, "pagu"))]
    baris[3] = replace(baris[3], desimal={"pagu": -1, "sisa": -1, "persen": 2})
    assert _gagal(baris) == []


def test_tabel_acak_dinilai_sama() -> None:
    acak = Random(7)
    for _ in range(200):
        baris = list(_BENAR)
        for _ in range(acak.randrange(3)):
            i, bidang = acak.randrange(4), acak.choice(("pagu", "realisasi", "sisa", "persen"))
            isi = acak.choice((None, Decimal(0), Decimal(25), Decimal("24.995"), Decimal(600000)))
            baris[i] = replace(baris[i], **{bidang: isi})  # type: ignore[arg-type]
        _gagal(baris)
