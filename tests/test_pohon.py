"""Budget codes to a tree: the three shapes of a code, list numbering, levels, parents and their children."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlkinerja.kode_baris import adalah_total, pisah_kode
from xlkinerja.letak_baris import letakkan
from xlkinerja.pohon import Simpul, susun


@pytest.mark.parametrize(
    ("kode", "nama", "harapan"),
    [
        ("076.01.WA", "Dukungan", (("076", "01", "WA"), "Dukungan")),
        ("076.01 .01", "Dukungan", (("076", "01", "01"), "Dukungan")),
        ("3355", "Keuangan", (("3355",), "Keuangan")),
        ("1.1.", "Sub Bagian", (("1", "1"), "Sub Bagian")),
        ("", "WA.3355 Pengelolaan Keuangan", (("WA", "3355"), "Pengelolaan Keuangan")),
        ("", "WA Program Dukungan", (("WA",), "Program Dukungan")),
        ("", "6709.QGE.001 - Perencanaan", (("6709", "QGE", "001"), "Perencanaan")),
        ("", "051 Penyusunan Rencana", (("051",), "Penyusunan Rencana")),
        ("", "076.01.CQ PENYELENGGARAAN PEMILU", (("076", "01", "CQ"), "PENYELENGGARAAN PEMILU")),
        ("", "KPU Provinsi", ((), "KPU Provinsi")),
        ("", "22 Kabupaten", ((), "22 Kabupaten")),
        ("", "LKj dan LAKIP", ((), "LKj dan LAKIP")),
        ("", "Layanan Perkantoran", ((), "Layanan Perkantoran")),
        ("", "", ((), "")),
    ],
)
def test_pisah_kode(kode: str, nama: str, harapan: tuple[tuple[str, ...], str]) -> None:
    assert pisah_kode(kode, nama) == harapan


@pytest.mark.parametrize(
    "teks",
    ["TOTAL", "Jumlah", "Jumlah Anggaran", "GRAND TOTAL", "Total Pagu Anggaran", "JUMLAH :"],
)
def test_baris_total(teks: str) -> None:
    assert adalah_total(teks)


@pytest.mark.parametrize("teks", ["Jumlah laporan", "Totalitas layanan", "Anggaran", "", "Jumlah revisi anggaran"])
def test_bukan_baris_total(teks: str) -> None:
    assert not adalah_total(teks)


def _letak(*baris: tuple[str, str] | tuple[str, str, str]) -> list[tuple[str, int]]:
    penuh = [(b[0], b[1], b[2] if len(b) > 2 else "") for b in baris]
    return [(".".join(le.kode), le.tingkat) for le in letakkan(penuh)]


def test_kode_pendek_di_bawah_induknya() -> None:
    hasil = _letak(("076.01.01", "P"), ("3355", "K"), ("002", "S"), ("994", "S"), ("3357", "K"), ("002", "S"))
    assert hasil == [
        ("01", 1), ("01.3355", 2), ("01.3355.002", 3), ("01.3355.994", 3), ("01.3357", 2), ("01.3357.002", 3),
    ]  # fmt: skip


def test_kode_penuh_dan_pendek_memberi_jalur_sama() -> None:
    pendek = ["WA", "3355", "EBA", "994", "001"]
    penuh = [".".join(["076", "01", *pendek[:n]]) for n in range(1, 6)]
    harapan = [("WA", 1), ("WA.3355", 2), ("WA.3355.EBA", 3), ("WA.3355.EBA.994", 4), ("WA.3355.EBA.994.001", 5)]
    assert _letak(*((k, "n") for k in penuh)) == harapan
    assert _letak(*((k, "n") for k in pendek)) == harapan
    assert _letak(*(("", f"{k} Nama") for k in penuh)) == harapan
    # Three capitals before a name may be an abbreviation ("SDM dan Umum"), so a bare KRO needs its kegiatan.
    assert _letak(("", "WA Nama"), ("", "WA.3355 Nama"), ("", "3355.EBA Nama"), ("", "994 Nama")) == [
        ("WA", 1), ("WA.3355", 2), ("WA.3355.EBA", 3), ("WA.3355.EBA.994", 4),
    ]  # fmt: skip


def test_komponen_berurutan_bersaudara() -> None:
    nama = ("6709.QGE.001 - RO", "051 Satu", "113 Dua", "6709.QGE.003 - RO", "051 Tiga")
    hasil = _letak(*(("", n) for n in nama))
    assert hasil == [
        ("6709.QGE.001", 4), ("6709.QGE.001.051", 5), ("6709.QGE.001.113", 5),
        ("6709.QGE.003", 4), ("6709.QGE.003.051", 5),
    ]  # fmt: skip


def test_akun_di_bawah_komponen() -> None:
    hasil = _letak(*((k, "n") for k in ("3355.EBA.994", "001", "511111", "521211", "002")))
    assert [t for _, t in hasil] == [4, 5, 7, 7, 5]
    assert hasil[3][0] == "3355.EBA.994.001.521211"


def test_penomoran_daftar() -> None:
    hasil = _letak(("1.", "P"), ("1.1.", "B"), ("-", "r"), ("a.", "x"), ("-", "r"), ("1.2", "B"), ("2", "P"))
    assert hasil == [
        ("1", 1), ("1.1.1", 2), ("1.1.1.-", 9), ("1.1.1.a", 8), ("1.1.1.a.-", 9), ("1.1.2", 2), ("2", 1),
    ]  # fmt: skip


def test_tanpa_kode_nomor_yang_menentukan() -> None:
    assert _letak(("", "Program", "1"), ("", "Kegiatan A"), ("", "Kegiatan B"), ("", "Program lain", "2")) == [
        ("1", 1), ("1.kegiatan a", 2), ("1.kegiatan b", 2), ("2", 1),
    ]  # fmt: skip


def test_total_memulai_dari_awal() -> None:
    assert _letak(("3355", "A"), ("", "TOTAL"), ("001", "B")) == [("3355", 2), ("", 0), ("001", 3)]


def test_susun() -> None:
    tingkat = [1, 2, 3, 3, 2, 1, 0]
    assert susun(tingkat, [True] * 7) == (
        Simpul(0, (1, 4)),
        Simpul(1, (2, 3)),
        Simpul(6, (0, 5)),
    )


def test_baris_tanpa_angka_ditembus() -> None:
    assert susun([1, 2, 9, 8, 9], [True, True, True, False, True]) == (Simpul(0, (1,)), Simpul(1, (2, 4)))


def test_total_di_atas_dan_di_bawah() -> None:
    assert susun([0, 1, 1], [True] * 3) == (Simpul(0, (1, 2)),)
    assert susun([1, 0, 1, 1, 0], [True] * 5) == (Simpul(1, (0,)), Simpul(4, (2, 3)))


_KODE = st.sampled_from(
    ["", "WA", "CQ", "3355", "6709", "EBA", "994", "001", "511111", "1.", "1.1.", "a.", "-", "076.01.06"]
)
_NAMA = st.sampled_from(["", "TOTAL", "Jumlah", "Layanan", "WA.3355 Keuangan", "051 Penyusunan", "(x)", "\u00a0"])


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(_KODE, _NAMA, st.sampled_from(["", "1", "2."])), max_size=30))
def test_setiap_baris_punya_satu_induk(baris: list[tuple[str, str, str]]) -> None:
    letak = letakkan(baris)
    assert len(letak) == len(baris)
    assert all((le.tingkat == 0) == (le.kode == ()) for le in letak)
    simpul = susun([le.tingkat for le in letak], [True] * len(letak))
    # Below the totals every row has at most one parent, and that has a smaller level and stands above it.
    anak = [(s.indeks, a) for s in simpul if letak[s.indeks].tingkat for a in s.anak]
    assert len({a for _, a in anak}) == len(anak)
    assert all(i < a and letak[i].tingkat < letak[a].tingkat for i, a in anak)
