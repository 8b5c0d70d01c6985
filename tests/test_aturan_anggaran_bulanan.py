"""The working columns of a monthly budget table: one typed mistake, one finding on its cell."""

from __future__ import annotations

from decimal import Decimal

import pytest

from xlkinerja.aturan.contoh import alamat_contoh, contoh_buku
from xlkinerja.aturan.deklarasi import Ubah
from xlkinerja.periksa import periksa_buku
from xlkinerja.temuan import Temuan, Tingkat

B, RP = "anggaran_bulanan", "#,##0"
LEMBAR = "Anggaran Bulanan"


def periksa(*ubah: tuple[int, str, int]) -> tuple[Temuan, ...]:
    return periksa_buku(contoh_buku([Ubah(B, i, n, Decimal(a), RP) for i, n, a in ubah])).temuan


def letak(temuan: tuple[Temuan, ...]) -> list[tuple[str, str | None]]:
    return [(t.kode, t.lokasi.sel) for t in temuan]


@pytest.mark.parametrize(
    ("baris", "bidang", "asli", "kode"),
    [
        (0, "b1", 330000, "J201"),
        (3, "b4", 110000, "J203"),
        (6, "b12", 72000, "J203"),
        (12, "b7", 315000, "J202"),
        (4, "pagu_awal", 2520000, "J201"),
        (0, "blokir", 0, "J201"),
        (12, "blokir", 0, "J202"),
        (3, "realisasi", 1200000, "A221"),
        (4, "realisasi", 2400000, "J201"),
        (12, "realisasi", 4200000, "J202"),
    ],
)
@pytest.mark.parametrize("tambah", [1, 9000])
def test_satu_sel_salah_satu_temuan(baris: int, bidang: str, asli: int, kode: str, tambah: int) -> None:
    """Everything typed: the cell stands in the column's sum and in its row's year."""
    temuan = periksa((baris, bidang, asli + tambah))
    assert letak(temuan) == [(kode, alamat_contoh(B, baris, bidang)[1])]
    assert temuan[0].seharusnya == Decimal(asli)


def test_pagu_awal_rincian_terlihat_pada_jumlahnya() -> None:
    """Nothing else contradicts a leaf's pagu awal: the lowest sum says so."""
    temuan = periksa((11, "pagu_awal", 630001))
    assert letak(temuan) == [("J201", alamat_contoh(B, 10, "pagu_awal")[1])]


def test_realisasi_ditimpa_sisa_dan_persen_ikut() -> None:
    """In a template sisa and % follow the realisasi that was typed over; the sums above come from the months."""
    temuan = periksa((3, "realisasi", 1230000), (3, "sisa", 30000), (3, "persen", Decimal("0.9762")))  # type: ignore[arg-type]
    assert letak(temuan) == [("A221", alamat_contoh(B, 3, "realisasi")[1])]
    assert temuan[0].seharusnya == Decimal(1200000)
    assert temuan[0].pesan == (
        "Realisasi Penyusunan Rencana Program dan Anggaran tidak sama dengan jumlah bulannya: seharusnya 1.200.000 "
        "(selisih 30.000)"
    )


def test_bulan_induk_ditimpa_realisasinya_ikut() -> None:
    """A month of a parent typed over in a template: its year, sisa and the sums above follow; one finding."""
    temuan = periksa(
        (4, "b3", 220100), (4, "realisasi", 2400100), (4, "sisa", 119900),
        (1, "b3", 330100), (1, "realisasi", 3600100), (1, "sisa", 179900),
        (0, "b3", 330100), (0, "realisasi", 3600100), (0, "sisa", 179900),
        (12, "b3", 385100), (12, "realisasi", 4200100), (12, "sisa", 209900),
    )  # fmt: skip
    assert letak(temuan) == [("J201", alamat_contoh(B, 4, "b3")[1])]
    assert temuan[0].seharusnya == Decimal(220000)


def test_realisasi_diketik_tanpa_bulan_disebut() -> None:
    """In a template: the months of the sums follow, their year, sisa and % too."""
    ubah: list[tuple[int, str, int]] = []
    for m in range(1, 13):
        ubah += [(i, f"b{m}", 0) for i in (8, 9, 10, 11)] + [(12, f"b{m}", 330000 if m < 7 else 270000)]
    ubah += [(i, n, a) for i in (8, 9, 10) for n, a in (("realisasi", 0), ("sisa", 630000), ("persen", 0))]
    ubah += [(12, "realisasi", 3600000), (12, "sisa", 810000), (12, "persen", Decimal("0.8163"))]  # type: ignore[list-item]
    temuan = periksa(*ubah)
    assert letak(temuan) == [("A221", alamat_contoh(B, 11, "realisasi")[1])]
    assert temuan[0].sebab == "realisasi diketik langsung, sedangkan realisasi bulanannya belum diisi"


def test_kolom_bulan_kumulatif_tidak_diperiksa() -> None:
    satuan = (30, 30, 10, 10, 20, 20, 8, 12, 5, 5, 5, 5, 35)
    ubah = [
        (i, f"b{m}", 10000 * n * m) for i, n in enumerate(satuan) for m in range(1, 13)
    ]
    assert [t for t in periksa(*ubah) if t.kode == "A221"] == []


def test_blokir_melebihi_pagu_hanya_di_rincian() -> None:
    ubah = [(i, "blokir", 700000) for i in (8, 9, 10, 11, 12)]
    assert letak(periksa(*ubah)) == [("A213", alamat_contoh(B, 11, "blokir")[1])]
    assert letak(periksa(*((i, "blokir", 630000) for i in (8, 9, 10, 11, 12)))) == []


@pytest.mark.parametrize("baris", [0, 3, 7], ids=["program", "komponen", "akun"])
def test_kata_di_kolom_bulan_satu_temuan(baris: int) -> None:
    """A word in a month is no zero, so that the sums over it are not judged."""
    buku = contoh_buku((Ubah(B, baris, "b5", "belum"),))
    temuan = [t for t in periksa_buku(buku).temuan if t.tingkat is not Tingkat.INFO]
    assert [(t.kode, t.tertulis) for t in temuan] == [("S204", "belum")]


def test_realisasi_setahun_kosong_padahal_bulannya_terisi() -> None:
    temuan = periksa_buku(contoh_buku((Ubah(B, 7, "realisasi", None),))).temuan
    assert [x for x in letak(temuan) if x[0] == "S203"] == [("S203", alamat_contoh(B, 7, "realisasi")[1])]


def test_realisasi_sebulan_negatif() -> None:
    """Two months of one row that cancel out: the year is right, the sign is not."""
    ubah = [(i, n, a) for i in (8, 9, 10, 11) for n, a in (("b1", -1000), ("b2", 111000))]
    temuan = periksa(*ubah, (12, "b1", 329000), (12, "b2", 441000))
    assert letak(temuan) == [("A204", alamat_contoh(B, 11, "b1")[1])]


@pytest.mark.parametrize(
    ("ubah", "sel", "seharusnya", "sebab"),
    [
        (
            ((7, "b1", 0), (7, "b7", 132000)),
            "K12",
            132000,
            "angka bulan pada baris ini bergeser satu kolom ke kanan",
        ),
        (
            ((7, "b6", 108000), (7, "b12", 0)),
            "P12",
            132000,
            "angka bulan pada baris ini bergeser satu kolom ke kiri",
        ),
        (((6, "b2", 72000), (6, "b11", 88000)), "L11", 88000, "angka bulan Februari dan November tertukar"),
        (((4, "b2", 180000), (4, "b11", 220000)), "L9", 220000, "angka bulan Februari dan November tertukar"),
    ],
)
def test_bulan_sebaris_pindah_kolom(
    ubah: tuple[tuple[int, str, int], ...], sel: str, seharusnya: int, sebab: str
) -> None:
    """One finding on the first month at fault, for a detail as for a sum; the other months are named with it."""
    temuan = periksa(*ubah)
    assert letak(temuan) == [("A225", sel)]
    assert (temuan[0].seharusnya, temuan[0].sebab) == (seharusnya, sebab)
    lain = alamat_contoh(B, *ubah[1][:2])[1]
    assert lain in [t.sel for t in temuan[0].terkait]


def test_angka_satu_bulan_di_kolom_bulan_lain() -> None:
    """A detail that spent nothing in February, with its January typed there."""
    atas = [(i, b, 11000 * n + t) for i, n in ((2, 10), (1, 30), (0, 30), (12, 35)) for b, t in
            (("b1", 110000), ("b2", -110000))]  # fmt: skip
    assert letak(periksa(*atas, (3, "b1", 220000), (3, "b2", 0))) == []
    temuan = periksa(*atas, (3, "b1", 0), (3, "b2", 220000))
    assert letak(temuan) == [("A225", "K8")]
    assert temuan[0].sebab == "angka bulan Januari tertulis di kolom Februari"
