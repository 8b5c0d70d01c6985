"""Codes of a budget table: the tree respects them, malformed ones are read as what they must be, each fault once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.isi_acak import isi_wajar
from tests.waktu import hampir_sebanding
from xlkinerja.buku.berkas import buka
from xlkinerja.buku.ingatan import Isi, buku_ingatan
from xlkinerja.formulir.identitas import daftar_satker
from xlkinerja.kode_anggaran import kode_rusak, sah
from xlkinerja.periksa import periksa_buku
from xlkinerja.templat.buku import buat_templat
from xlkinerja.temuan import Temuan, Tingkat

KEPALA = ("Kode", "Program/Kegiatan", "Pagu", "Realisasi", "Sisa")
TABEL: list[tuple[str, int]] = [
    ("WA", 900), ("WA.3355", 300), ("WA.3355.EBA", 300), ("WA.3355.EBA.994", 300), ("WA.3355.EBA.994.001", 100),
    ("WA.3355.EBA.994.002", 200), ("WA.3360", 600), ("WA.3360.EBA", 600), ("WA.3360.EBA.962", 600),
    ("WA.3360.EBA.962.051", 250), ("WA.3360.EBA.962.052", 350), ("CQ", 500), ("CQ.6709", 500), ("CQ.6709.QGE", 500),
    ("CQ.6709.QGE.001", 500), ("CQ.6709.QGE.001.051", 500), ("TOTAL", 1400),
]  # fmt: skip


def periksa(baris: Sequence[tuple[str | int | Decimal, int]]) -> list[Temuan]:
    sel: dict[str, Isi] = {f"{h}2": j for h, j in zip("ABCDE", KEPALA, strict=True)}
    sel["A1"] = "Realisasi Anggaran KPU Kota Kupang Tahun 2024"
    for i, (kode, pagu) in enumerate(baris, 3):
        sel |= {f"A{i}": kode, f"B{i}": f"Uraian {i}", f"C{i}": pagu * 1000, f"D{i}": pagu * 900, f"E{i}": pagu * 100}
    return [t for t in periksa_buku(buku_ingatan({"L": sel})).temuan if t.tingkat is not Tingkat.INFO]


def ganti(ke: int, kode: str) -> list[tuple[str | int | Decimal, int]]:
    return [(kode if i == ke else k, p) for i, (k, p) in enumerate(TABEL)]


def ringkas(temuan: Sequence[Temuan]) -> list[tuple[str, str | None, object]]:
    return [(t.kode, t.lokasi.sel, t.seharusnya) for t in temuan]


def test_tabel_benar_tanpa_temuan() -> None:
    assert periksa(TABEL) == []


@pytest.mark.parametrize(
    ("ke", "salah"),
    [
        (1, "WA.335"), (1, "WA.33555"), (1, "WA.3355."), (1, "wa.3355"), (1, "WA.335S"), (1, "WA..3355"),
        (2, "WA.335.EBA"), (2, "WA.3355.E8A"), (2, "WA.3355.EB"), (2, "WA,3355.EBA"),
        (3, "WA.3355.EBA.99"), (3, "WA.3355.EBA.9944"), (3, "WA.3355.EBA.99A"), (4, "WA.3355.EBA.994.O01"),
        (4, "WA.3355.EBA.994.1"), (4, "WA.3355.EBA.994.0O1"), (4, "WA.3355.EBA.994.00l"), (5, "WA.3355.EBA.99.002"),
        (12, "CQ.67O9"), (14, "CQ.6709.QGE.01"), (15, "CQ.6709.QGE.00.051"),
    ],
)  # fmt: skip
def test_kode_rusak_satu_temuan_dengan_yang_benar(ke: int, salah: str) -> None:
    """The sums are read as with the right code, so nothing else is reported."""
    assert ringkas(periksa(ganti(ke, salah))) == [("A206", f"A{ke + 3}", TABEL[ke][0])]


def test_kode_tersimpan_sebagai_angka() -> None:
    pendek: list[tuple[str | int | Decimal, int]] = [
        ("WA", 900), ("3355", 300), ("3355.001", 100), (Decimal("3355.2"), 200), ("3360", 600), ("3360.001", 250),
        ("3360.002", 350), ("TOTAL", 900),
    ]  # fmt: skip
    temuan = periksa(pendek)
    assert [(t.kode, t.lokasi.sel) for t in temuan] == [("A206", "A6")]
    assert temuan[0].sebab is not None and "tersimpan sebagai angka" in temuan[0].sebab


@pytest.mark.parametrize("kode", ["WA", "01", "076.01.WA", "076.01 .01", "3355", "WA.3355.EBA.994.001.521211", "EBA",
                                  "994", "521211", "3355.002", "WA.3355.EBA.994.001.0A.521211", "A", "CQ.6709.QGE"])
def test_kode_sah(kode: str) -> None:
    assert sah(kode)


@pytest.mark.parametrize("kode", ["WA.335", "33555", "WA.3355.", "3355.1", "WA.EBA", "wa", "3355.EBA.99", "1.1"])
def test_kode_tidak_sah(kode: str) -> None:
    assert not sah(kode)


def test_daftar_bernomor_bukan_kode() -> None:
    baris = [("1.", "Program"), ("1.1.", "Bagian"), ("-", "Rincian"), ("a.", "Sub"), ("2", "Program"), ("2.1", "B")]
    assert kode_rusak(baris) == {}
    assert kode_rusak([("", "WA.3355 Keuangan"), ("", "3 Kecamatan"), ("", "2024 Pemilu"), ("", "Rp 2.000 per orang"),
                       ("", "WA.3360 Umum"), ("", "WA.3361 Pengawasan")]) == {}


def test_baris_kembar_satu_temuan() -> None:
    temuan = periksa([*TABEL[:6], TABEL[5], *TABEL[6:]])
    assert ringkas(temuan) == [("A209", "A9", None)]
    assert temuan[0].tingkat is Tingkat.GALAT
    assert {"A8", "C6", "D6", "E6"} <= {x.sel for x in temuan[0].terkait}


def test_kode_dipakai_dua_kali() -> None:
    temuan = periksa(ganti(5, "WA.3355.EBA.994.001"))
    assert ringkas(temuan) == [("A207", "A8", None)]
    assert temuan[0].pesan == "Kode WA.3355.EBA.994.001 Uraian 8 sudah dipakai pada A7"


def test_anggaran_per_unit_dengan_kode_sama_dibiarkan() -> None:
    blok: list[tuple[str | int | Decimal, int]] = [("3355", 100), ("3355.001", 100), ("3360", 50), ("3360.001", 50)]
    assert periksa([*blok, ("TOTAL", 150), *blok, ("TOTAL", 150)]) == []


@pytest.mark.parametrize("ke", [1, 6, 12])
def test_baris_kegiatan_terhapus_jumlah_tetap(ke: int) -> None:
    """Everything typed: the program still counts them, so only the missing heading is told."""
    temuan = periksa([*TABEL[:ke], *TABEL[ke + 1 :]])
    assert [(t.kode, t.lokasi.sel) for t in temuan] == [("A208", f"A{ke + 3}")]


@pytest.mark.parametrize("ke", [1, 6, 12])
def test_baris_kegiatan_terhapus_tidak_terjumlah(ke: int) -> None:
    """By the template's formulas the program and the total lose what lost its heading."""
    hilang = TABEL[ke][1]
    sisa = [(k, p - hilang if k in (TABEL[ke][0][:2], "TOTAL") else p) for k, p in TABEL]
    temuan = periksa([*sisa[:ke], *sisa[ke + 1 :]])
    assert [(t.kode, t.lokasi.sel) for t in temuan] == [("A210", f"A{ke + 3}")]


def test_kode_tengah_salah_ketik_tetap_di_tempatnya() -> None:
    """A well-formed code below another kegiatan's number: the sums say where the row belongs."""
    temuan = periksa(ganti(9, "WA.3306.EBA.962.051"))
    assert [(t.kode, t.lokasi.sel) for t in temuan] == [("A208", "A12")]
    assert temuan[0].sebab == "mungkin kode baris ini salah ketik, seharusnya di bawah WA.3360.EBA.962"


def test_ribuan_baris_tetap_linear() -> None:
    def banyak(n: int) -> list[tuple[str | int | Decimal, int]]:
        hasil: list[tuple[str | int | Decimal, int]] = []
        for i in range(n):
            kode = f"WA.{1000 + i % 9000}"
            hasil += [(kode, 2), (f"{kode}.EBA", 2), (f"{kode}.EB.001", 1), (f"WA.{9999 - i % 8999}.QGE.002", 1)]
        return hasil

    assert hampir_sebanding(lambda: periksa(banyak(300)), lambda: periksa(banyak(1200)))


ISI = isi_wajar(daftar_satker()[3], 2026, 3)
KOMPONEN = "CQ.6709.QGE.001.113"


@pytest.mark.parametrize(
    ("lama", "baru", "kode", "sel"),
    [
        ("WA.3355.EBA.994.001", "WA.335.EBA.994.001", "A206", "A10"),
        ("WA.3355.EBA.994.001", "WA.3355.EBA.994.0O1", "A206", "A10"),
        ("WA.3355.EBA.994.001", "WA.3355.EBA.994.001.", "A206", "A10"),
        ("WA.3355.EBA.994", "WA.3355.EBA.99", "A206", "A9"),
        (KOMPONEN, "CQ.6709.QGE.001.051", "A207", "A24"),
        (KOMPONEN, "CQ.6709.QGE.003.113", "A210", "A24"),
        (KOMPONEN, "CQ.6079.QGE.001.113", "A210", "A24"),
        ("CQ.6709", "CQ.670", "A206", "A20"),
        ("CQ.6709.QGE", "CQ.6872.QGE.02", "A206", "A21"),
        ("CQ.6709.QGE", "CQ.6709.QG", "A206", "A21"),
        ("CQ.6709.QGE.001", "001.", "A206", "A22"),
        ("CQ.6709.QGE.001", "CQ.6709.QGE.0001.1", "A206", "A22"),
        ("CQ.6709.QGE.001", None, "A210", "A22"),
        ("CQ.6709.QGE", None, "A210", "A21"),
        ("CQ.6709", None, "A210", "A20"),
        ("CQ", None, "A208", "A15"),
    ],
)
def test_kode_templat_satu_temuan(lama: str, baru: str | None, kode: str, sel: str) -> None:
    """A template's formulas sum by code, so that a wrong or deleted one changes pagu, realisasi, sisa and all months
    of the sums above: still one finding, on the code."""
    anggaran = [replace(b, kode=baru or "") if b.kode == lama else b for b in ISI.anggaran]
    buku = buka(buat_templat(replace(ISI, anggaran=tuple(b for b in anggaran if b.kode))))
    temuan = periksa_buku(buku).temuan
    assert [(t.kode, t.lokasi.lembar, t.lokasi.sel) for t in temuan] == [(kode, "Anggaran", sel)]
    if kode == "A206" and not lama.endswith("994.001"):  # a leaf is counted by its parent's code
        assert "tidak ikut terjumlah" in temuan[0].pesan
